// swift-format-ignore-file
// Written by Rules/embed.sh from Rules/cn-cq/public-data-registration/2025-04-11.json; change that.
// Some of these have over 400 lines: each is one rule file, byte for byte.

extension EmbeddedRules {
    static let text2 = ##"""
{
  "schema": "sluice-pack/1",
  "id": "cn-cq.public-data-registration",
  "version": "2025-04-11",
  "jurisdiction": "CN-CQ",
  "title": {"zh": "重庆市公共数据资源登记", "en": "Public data resource registration in Chongqing"},
  "citation": "《重庆市公共数据资源登记管理实施办法（试行）》",
  "sources": [
    {"key": "CQ-INTRO", "title": "介绍与转载（2025-04-11前）：全市一体化智能化公共数据平台、四类登记、无偿", "extent": "press"},
    {"key": "CQ-DRAFT", "title": "2024-11-21至28日公开征求意见稿：账户管理、第三方服务、存证要求", "extent": "part"}
  ],
  "effective": {"from": "2025-04-11", "basis": "assumed", "cite": "CQ-INTRO: reposted by this day; issue date and end not found"},
  "zone": "+08:00",
  "calendar": "cn",
  "extends": "cn.public-data-registration",
  "applies": {"place": "authorisingBody", "within": "CN-CQ"},
  "facts": {
    "platformAccount": {"kind": "text", "label": {"zh": "登记系统账户", "en": "account in the registration system"}},
    "thirdPartyName": {"kind": "text", "label": {"zh": "第三方服务机构（没有则填“无”）", "en": "third-party service, or `none`"}},
    "feeCharged": {"kind": "number", "minimum": 0, "label": {"zh": "收取费用（元）", "en": "fee charged, yuan"}}
  },
  "refusals": {
    "CQ-REG-FREE": {
      "text": {"zh": "登记服务无偿，不得收费", "en": "registration is free of charge"},
      "cite": "CQ-INTRO: 无偿提供登记服务",
      "remedy": {"zh": "以零费用受理", "en": "accept without a fee"}
    }
  },
  "tightens": [
    {"procedure": "first", "event": "apply", "cite": "CQ-DRAFT: 登记系统使用、账户管理、第三方服务", "fields": ["platformAccount", "thirdPartyName"]},
    {
      "procedure": "first",
      "event": "accept",
      "cite": "CQ-INTRO: 无偿",
      "fields": ["feeCharged"],
      "require": [{"if": "feeCharged == 0", "else": "CQ-REG-FREE"}]
    }
  ]
}

"""##
}
