// swift-format-ignore-file
// Written by Rules/embed.sh from Rules/cn/calendar/2025.json; change that.
// Some of these have over 400 lines: each is one rule file, byte for byte.

extension EmbeddedRules {
    static let text10 = ##"""
{
  "schema": "sluice-calendar/1",
  "calendar": "cn",
  "year": 2025,
  "provenance": {
    "notice": "国务院办公厅关于2025年部分节假日安排的通知",
    "address": "https://www.gov.cn/zhengce/zhengceku/202411/content_6986383.htm",
    "collectedBy": "NateScarlet/holiday-cn, commit d4e53bf",
    "licence": "MIT, Copyright (c) 2019 NateScarlet"
  },
  "off": [
    {"name": "元旦", "from": "2025-01-01", "to": "2025-01-01"},
    {"name": "春节", "from": "2025-01-28", "to": "2025-02-04"},
    {"name": "清明节", "from": "2025-04-04", "to": "2025-04-06"},
    {"name": "劳动节", "from": "2025-05-01", "to": "2025-05-05"},
    {"name": "端午节", "from": "2025-05-31", "to": "2025-06-02"},
    {"name": "国庆节、中秋节", "from": "2025-10-01", "to": "2025-10-08"}
  ],
  "work": [
    {"name": "春节", "date": "2025-01-26"},
    {"name": "春节", "date": "2025-02-08"},
    {"name": "劳动节", "date": "2025-04-27"},
    {"name": "国庆节、中秋节", "date": "2025-09-28"},
    {"name": "国庆节、中秋节", "date": "2025-10-11"}
  ]
}

"""##
}
