// swift-format-ignore-file
// Written by Rules/embed.sh from Rules/cn/calendar/2026.json; change that.
// Some of these have over 400 lines: each is one rule file, byte for byte.

extension EmbeddedRules {
    static let text11 = ##"""
{
  "schema": "sluice-calendar/1",
  "calendar": "cn",
  "year": 2026,
  "provenance": {
    "notice": "国务院办公厅关于2026年部分节假日安排的通知",
    "address": "https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm",
    "collectedBy": "NateScarlet/holiday-cn, commit d4e53bf",
    "licence": "MIT, Copyright (c) 2019 NateScarlet"
  },
  "off": [
    {"name": "元旦", "from": "2026-01-01", "to": "2026-01-03"},
    {"name": "春节", "from": "2026-02-15", "to": "2026-02-23"},
    {"name": "清明节", "from": "2026-04-04", "to": "2026-04-06"},
    {"name": "劳动节", "from": "2026-05-01", "to": "2026-05-05"},
    {"name": "端午节", "from": "2026-06-19", "to": "2026-06-21"},
    {"name": "中秋节", "from": "2026-09-25", "to": "2026-09-27"},
    {"name": "国庆节", "from": "2026-10-01", "to": "2026-10-07"}
  ],
  "work": [
    {"name": "元旦", "date": "2026-01-04"},
    {"name": "春节", "date": "2026-02-14"},
    {"name": "春节", "date": "2026-02-28"},
    {"name": "劳动节", "date": "2026-05-09"},
    {"name": "国庆节", "date": "2026-09-20"},
    {"name": "国庆节", "date": "2026-10-10"}
  ]
}

"""##
}
