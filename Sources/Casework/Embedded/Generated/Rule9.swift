// swift-format-ignore-file
// Written by Rules/embed.sh from Rules/cn/calendar/2024.json; change that.
// Some of these have over 400 lines: each is one rule file, byte for byte.

extension EmbeddedRules {
    static let text9 = ##"""
{
  "schema": "sluice-calendar/1",
  "calendar": "cn",
  "year": 2024,
  "provenance": {
    "notice": "国务院办公厅关于2024年部分节假日安排的通知",
    "address": "https://www.gov.cn/zhengce/zhengceku/202310/content_6911528.htm",
    "collectedBy": "NateScarlet/holiday-cn, commit d4e53bf",
    "licence": "MIT, Copyright (c) 2019 NateScarlet"
  },
  "off": [
    {"name": "元旦", "from": "2024-01-01", "to": "2024-01-01"},
    {"name": "春节", "from": "2024-02-10", "to": "2024-02-17"},
    {"name": "清明节", "from": "2024-04-04", "to": "2024-04-06"},
    {"name": "劳动节", "from": "2024-05-01", "to": "2024-05-05"},
    {"name": "端午节", "from": "2024-06-10", "to": "2024-06-10"},
    {"name": "中秋节", "from": "2024-09-15", "to": "2024-09-17"},
    {"name": "国庆节", "from": "2024-10-01", "to": "2024-10-07"}
  ],
  "work": [
    {"name": "春节", "date": "2024-02-04"},
    {"name": "春节", "date": "2024-02-18"},
    {"name": "清明节", "date": "2024-04-07"},
    {"name": "劳动节", "date": "2024-04-28"},
    {"name": "劳动节", "date": "2024-05-11"},
    {"name": "中秋节", "date": "2024-09-14"},
    {"name": "国庆节", "date": "2024-09-29"},
    {"name": "国庆节", "date": "2024-10-12"}
  ]
}

"""##
}
