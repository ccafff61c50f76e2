// swift-format-ignore-file
// Written by Rules/embed.sh from Rules/cn-cq/public-data-operation/2025-04-11.json; change that.
// Some of these have over 400 lines: each is one rule file, byte for byte.

extension EmbeddedRules {
    static let text1 = ##"""
{
  "schema": "sluice-pack/1",
  "id": "cn-cq.public-data-operation",
  "version": "2025-04-11",
  "jurisdiction": "CN-CQ",
  "title": {"zh": "重庆市公共数据资源授权运营", "en": "Authorised operation of public data in Chongqing"},
  "citation": "《重庆市公共数据资源授权运营管理实施办法（试行）》",
  "sources": [{"key": "CQ-INTRO", "title": "介绍与转载（2025-04-11前）", "extent": "press"}, {"key": "CQ-CALL", "title": "2025-06-13 征集运营机构公告（开头）", "extent": "part"}],
  "effective": {"from": "2025-04-11", "basis": "assumed", "cite": "CQ-INTRO: reposted by this day; issue date and end not found"},
  "zone": "+08:00",
  "calendar": "cn",
  "extends": "cn.public-data-operation",
  "applies": {"place": "authorisingBody", "within": "CN-CQ"},
  "facts": {
    "bigDataCapability": {"kind": "flag", "label": {"zh": "具备大数据处理和平台能力", "en": "has big-data processing and platform ability"}},
    "tradingExperience": {"kind": "flag", "label": {"zh": "具有数据交易经验、价格体系和案例", "en": "has trading experience with prices and real cases"}}
  },
  "refusals": {
    "CQ-OPS-EXPERTS": {
      "text": {"zh": "须经专家委员会多数同意", "en": "a majority of the expert committee must agree"},
      "cite": "CQ-INTRO: 专家委员会; majority assumed",
      "remedy": {"zh": "抽取专家并表决后再决策", "en": "draw the experts and let them vote first"}
    },
    "CQ-OPS-CAPABILITY": {
      "text": {"zh": "运营机构不符合征集条件", "en": "the operator does not meet the call"},
      "cite": "CQ-CALL 2025-06-13",
      "remedy": {"zh": "选定符合条件的机构", "en": "select a body that meets the call"}
    }
  },
  "tightens": [
    {
      "procedure": "authorisation",
      "event": "decidePlan",
      "cite": "CQ-INTRO: 专家委员会审议",
      "require": [{"if": "panel.experts.voted == panel.experts.seats and panel.experts.yes * 2 > panel.experts.seats", "else": "CQ-OPS-EXPERTS"}]
    },
    {
      "procedure": "authorisation",
      "event": "selectOperator",
      "cite": "CQ-CALL",
      "fields": ["bigDataCapability", "tradingExperience"],
      "require": [{"if": "bigDataCapability and tradingExperience", "else": "CQ-OPS-CAPABILITY"}]
    }
  ]
}

"""##
}
