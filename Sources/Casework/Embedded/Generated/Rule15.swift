// swift-format-ignore-file
// Written by Rules/embed.sh from Rules/cn/digital-statistics/2024-11-21.json; change that.
// Some of these have over 400 lines: each is one rule file, byte for byte.

extension EmbeddedRules {
    static let text15 = ##"""
{
  "schema": "sluice-pack/1",
  "id": "cn.digital-statistics",
  "version": "2024-11-21",
  "jurisdiction": "CN",
  "title": {"zh": "数字贸易统计与互联网发展指数", "en": "Digital-trade statistics and internet index"},
  "citation": "《中国数字贸易发展报告2024》; 世界互联网发展指数（蓝皮书）",
  "sources": [
    {"key": "TRADE", "title": "《中国数字贸易发展报告2024》（发布数字）", "extent": "press"},
    {"key": "WII", "title": "世界互联网发展指数（蓝皮书）（六维度、52国；权重未公布）", "extent": "press"}
  ],
  "effective": {"from": "2024-11-21", "basis": "assumed", "cite": "days of publication; statistics have no validity"},
  "zone": "+08:00",
  "calendar": "cn",
  "parameters": {
    "weightInfrastructure": {
      "value": "1",
      "basis": "assumed",
      "cite": "WII: weights were not found; equal",
      "label": {"zh": "信息基础设施权重", "en": "weight of information infrastructure"},
      "stricter": "none"
    },
    "weightTechnology": {
      "value": "1",
      "basis": "assumed",
      "cite": "WII: weights were not found; equal",
      "label": {"zh": "数字技术和创新能力权重", "en": "weight of digital technology and innovation"},
      "stricter": "none"
    },
    "weightEconomy": {
      "value": "1",
      "basis": "assumed",
      "cite": "WII: weights were not found; equal",
      "label": {"zh": "数字经济权重", "en": "weight of digital economy"},
      "stricter": "none"
    },
    "weightGovernment": {
      "value": "1",
      "basis": "assumed",
      "cite": "WII: weights were not found; equal",
      "label": {"zh": "数字政府权重", "en": "weight of digital government"},
      "stricter": "none"
    },
    "weightSecurity": {
      "value": "1",
      "basis": "assumed",
      "cite": "WII: weights were not found; equal",
      "label": {"zh": "网络安全权重", "en": "weight of cybersecurity"},
      "stricter": "none"
    },
    "weightGovernance": {
      "value": "1",
      "basis": "assumed",
      "cite": "WII: weights were not found; equal",
      "label": {"zh": "网络空间国际治理权重", "en": "weight of international governance of cyberspace"},
      "stricter": "none"
    },
    "countries": {"value": 52, "basis": "legal", "cite": "seed: 52个国家和地区", "label": {"zh": "参评国家和地区数", "en": "countries and regions ranked"}, "stricter": "none"}
  },
  "roles": {"publisher": {"zh": "发布机构", "en": "publisher"}, "verifier": {"zh": "核验人", "en": "verifier"}},
  "facts": {
    "indicatorCode": {"kind": "text", "label": {"zh": "指标代码", "en": "indicator code"}},
    "indicatorName": {"kind": "text", "label": {"zh": "指标名称", "en": "indicator"}},
    "definition": {"kind": "text", "label": {"zh": "定义", "en": "definition"}},
    "unitOfMeasure": {"kind": "text", "label": {"zh": "单位", "en": "unit"}},
    "period": {"kind": "text", "label": {"zh": "时期", "en": "period"}},
    "value": {"kind": "number", "label": {"zh": "数值", "en": "value"}, "minimum": "none"},
    "sourceName": {"kind": "text", "label": {"zh": "来源", "en": "source"}},
    "revision": {"kind": "number", "label": {"zh": "修订号", "en": "revision"}, "minimum": 0},
    "revisionNote": {"kind": "text", "label": {"zh": "修订说明", "en": "note of revision"}},
    "reasons": {"kind": "text", "label": {"zh": "理由", "en": "reasons"}},
    "current": {"kind": "number", "label": {"zh": "本期", "en": "current"}, "minimum": 0},
    "growthPercent": {"kind": "number", "label": {"zh": "同比（%）", "en": "growth, percent"}, "minimum": "none"},
    "previous": {"kind": "number", "label": {"zh": "上期", "en": "previous"}, "minimum": 0},
    "regions": {"kind": "list", "label": {"zh": "各地区", "en": "regions"}},
    "regionTotal": {"kind": "number", "label": {"zh": "合计", "en": "total"}, "minimum": 0},
    "statistic": {"kind": "flag", "label": {"zh": "统计数据产品", "en": "is a statistical product"}, "absent": false},
    "hasDefinition": {"kind": "flag", "label": {"zh": "有定义", "en": "has a definition"}, "absent": false},
    "hasSource": {"kind": "flag", "label": {"zh": "有来源", "en": "has a source"}, "absent": false},
    "infrastructure": {"kind": "number", "label": {"zh": "信息基础设施", "en": "information infrastructure"}, "minimum": 0},
    "infrastructureLow": {"kind": "number", "label": {"zh": "信息基础设施最小值", "en": "information infrastructure, lowest of all"}, "minimum": 0},
    "infrastructureHigh": {"kind": "number", "label": {"zh": "信息基础设施最大值", "en": "information infrastructure, highest of all"}, "minimum": 0},
    "technology": {"kind": "number", "label": {"zh": "数字技术和创新能力", "en": "digital technology and innovation"}, "minimum": 0},
    "technologyLow": {"kind": "number", "label": {"zh": "数字技术和创新能力最小值", "en": "digital technology and innovation, lowest of all"}, "minimum": 0},
    "technologyHigh": {"kind": "number", "label": {"zh": "数字技术和创新能力最大值", "en": "digital technology and innovation, highest of all"}, "minimum": 0},
    "economy": {"kind": "number", "label": {"zh": "数字经济", "en": "digital economy"}, "minimum": 0},
    "economyLow": {"kind": "number", "label": {"zh": "数字经济最小值", "en": "digital economy, lowest of all"}, "minimum": 0},
    "economyHigh": {"kind": "number", "label": {"zh": "数字经济最大值", "en": "digital economy, highest of all"}, "minimum": 0},
    "government": {"kind": "number", "label": {"zh": "数字政府", "en": "digital government"}, "minimum": 0},
    "governmentLow": {"kind": "number", "label": {"zh": "数字政府最小值", "en": "digital government, lowest of all"}, "minimum": 0},
    "governmentHigh": {"kind": "number", "label": {"zh": "数字政府最大值", "en": "digital government, highest of all"}, "minimum": 0},
    "security": {"kind": "number", "label": {"zh": "网络安全", "en": "cybersecurity"}, "minimum": 0},
    "securityLow": {"kind": "number", "label": {"zh": "网络安全最小值", "en": "cybersecurity, lowest of all"}, "minimum": 0},
    "securityHigh": {"kind": "number", "label": {"zh": "网络安全最大值", "en": "cybersecurity, highest of all"}, "minimum": 0},
    "governance": {"kind": "number", "label": {"zh": "网络空间国际治理", "en": "international governance of cyberspace"}, "minimum": 0},
    "governanceLow": {"kind": "number", "label": {"zh": "网络空间国际治理最小值", "en": "international governance of cyberspace, lowest of all"}, "minimum": 0},
    "governanceHigh": {"kind": "number", "label": {"zh": "网络空间国际治理最大值", "en": "international governance of cyberspace, highest of all"}, "minimum": 0}
  },
  "refusals": {
    "STAT-NO-DEF": {
      "text": {"zh": "没有定义和来源的数据不得发布", "en": "nothing is published without definition and source"},
      "cite": "ours",
      "remedy": {"zh": "补充定义和来源", "en": "give definition and source"}
    },
    "STAT-SUM": {"text": {"zh": "分项合计与总数不符", "en": "the parts do not make the total"}, "cite": "ours", "remedy": {"zh": "核对分项", "en": "check the parts"}},
    "STAT-RANGE": {
      "text": {"zh": "数值不在最小最大之间", "en": "a value lies outside lowest and highest"},
      "cite": "ours",
      "remedy": {"zh": "核对极值", "en": "check the extremes"}
    }
  },
  "documents": {"release": {"label": {"zh": "发布稿", "en": "release"}, "cite": "ours"}},
  "procedures": {
    "indicator": {
      "title": {"zh": "指标发布", "en": "publication of an indicator"},
      "cite": "ours: no approval is prescribed",
      "states": [
        {"id": "drafted", "label": {"zh": "已编制", "en": "drafted"}},
        {"id": "verified", "label": {"zh": "已核验", "en": "verified"}},
        {"id": "published", "label": {"zh": "已发布", "en": "published"}},
        {"id": "withdrawn", "label": {"zh": "已撤回", "en": "withdrawn"}, "final": true}
      ],
      "transitions": [
        {
          "event": "draft",
          "label": {"zh": "编制", "en": "draft"},
          "cite": "ours",
          "from": ["new"],
          "to": "drafted",
          "by": ["publisher"],
          "fields": ["indicatorCode", "indicatorName", "unitOfMeasure", "period", "value"],
          "optional": ["definition", "sourceName"]
        },
        {
          "event": "verify",
          "label": {"zh": "核验", "en": "verify"},
          "cite": "ours",
          "from": ["drafted"],
          "to": "verified",
          "by": ["verifier"],
          "otherThan": ["draft"],
          "require": [{"if": "has(definition) and has(sourceName)", "else": "STAT-NO-DEF"}]
        },
        {
          "event": "complete",
          "label": {"zh": "补充定义和来源", "en": "complete"},
          "cite": "ours",
          "from": ["drafted"],
          "to": "=",
          "by": ["publisher"],
          "fields": ["definition", "sourceName"]
        },
        {
          "event": "publish",
          "label": {"zh": "发布", "en": "publish"},
          "cite": "ours",
          "from": ["verified"],
          "to": "published",
          "by": ["publisher"],
          "fields": ["revision"],
          "effects": [
            {"publish": ["indicatorCode", "indicatorName", "definition", "unitOfMeasure", "period", "value", "sourceName", "revision"]},
            {"document": "release"}
          ]
        },
        {
          "event": "revise",
          "label": {"zh": "修订", "en": "revise"},
          "cite": "ours",
          "from": ["published"],
          "to": "drafted",
          "by": ["publisher"],
          "fields": ["value", "revisionNote"]
        },
        {
          "event": "withdraw",
          "label": {"zh": "撤回", "en": "withdraw"},
          "cite": "ours",
          "from": ["published", "drafted", "verified"],
          "to": "withdrawn",
          "by": ["publisher"],
          "fields": ["reasons"]
        }
      ]
    }
  },
  "worksheets": {
    "growth": {
      "title": {"zh": "同比与上期", "en": "growth and the year before"},
      "cite": "ours; 《中国数字贸易发展报告2024》",
      "inputs": ["current", "growthPercent"],
      "lines": [
        {
          "id": "previous",
          "label": {"zh": "推算上期", "en": "the year before, recomputed"},
          "cite": "ours",
          "value": "round(current / (1 + growthPercent / 100), 3)"
        },
        {"id": "increase", "label": {"zh": "增量", "en": "increase"}, "cite": "ours", "value": "current - line.previous"}
      ],
      "checks": [],
      "examples": [
        {"with": {"current": "2.72", "growthPercent": "8.5"}, "lines": {"previous": "2.507", "increase": "0.213"}},
        {"with": {"current": "2.37", "growthPercent": "15.3"}, "lines": {"previous": "2.056", "increase": "0.314"}}
      ]
    },
    "growthFromValues": {
      "title": {"zh": "增速", "en": "growth"},
      "cite": "ours",
      "inputs": ["current", "previous"],
      "lines": [
        {
          "id": "growthPercent",
          "label": {"zh": "同比（%）", "en": "growth, percent"},
          "cite": "ours",
          "value": "round((current - previous) / previous * 100, 2)"
        }
      ],
      "checks": [],
      "examples": [{"with": {"current": "2.72", "previous": "2.507"}, "lines": {"growthPercent": "8.5"}}]
    },
    "regionShares": {
      "title": {"zh": "地区占比", "en": "shares of three regions"},
      "cite": "《中国数字贸易发展报告2024》",
      "inputs": ["regions", "regionTotal"],
      "lines": [
        {"id": "sum", "label": {"zh": "合计", "en": "sum"}, "cite": "《中国数字贸易发展报告2024》", "value": "sum(regions)"},
        {
          "id": "share1",
          "label": {"zh": "占比1（%）", "en": "share 1, percent"},
          "cite": "《中国数字贸易发展报告2024》",
          "value": "round(item(regions, 1) / sum(regions) * 100, 1)"
        },
        {
          "id": "share2",
          "label": {"zh": "占比2（%）", "en": "share 2, percent"},
          "cite": "《中国数字贸易发展报告2024》",
          "value": "round(item(regions, 2) / sum(regions) * 100, 1)"
        },
        {
          "id": "share3",
          "label": {"zh": "占比3（%）", "en": "share 3, percent"},
          "cite": "《中国数字贸易发展报告2024》",
          "value": "round(item(regions, 3) / sum(regions) * 100, 1)"
        }
      ],
      "checks": [{"if": "line.sum == regionTotal", "else": "STAT-SUM"}],
      "examples": [
        {
          "with": {"regions": ["353.07", "23.32", "9.52"], "regionTotal": "385.91"},
          "lines": {"sum": "385.91", "share1": "91.5", "share2": 6, "share3": "2.5"}
        },
        {
          "with": {"regions": ["353.07", "23.32", "9.52"], "regionTotal": "386"},
          "lines": {"sum": "385.91", "share1": "91.5", "share2": 6, "share3": "2.5"},
          "refuses": ["STAT-SUM"]
        }
      ]
    },
    "index": {
      "title": {"zh": "发展指数", "en": "index"},
      "cite": "世界互联网发展指数（蓝皮书）; min-max and weights are ours",
      "inputs": [
        "infrastructure",
        "infrastructureLow",
        "infrastructureHigh",
        "technology",
        "technologyLow",
        "technologyHigh",
        "economy",
        "economyLow",
        "economyHigh",
        "government",
        "governmentLow",
        "governmentHigh",
        "security",
        "securityLow",
        "securityHigh",
        "governance",
        "governanceLow",
        "governanceHigh"
      ],
      "lines": [
        {
          "id": "infrastructure",
          "label": {"zh": "信息基础设施", "en": "information infrastructure"},
          "cite": "min-max is ours",
          "value": "(infrastructure - infrastructureLow) / (infrastructureHigh - infrastructureLow)"
        },
        {
          "id": "technology",
          "label": {"zh": "数字技术和创新能力", "en": "digital technology and innovation"},
          "cite": "min-max is ours",
          "value": "(technology - technologyLow) / (technologyHigh - technologyLow)"
        },
        {
          "id": "economy",
          "label": {"zh": "数字经济", "en": "digital economy"},
          "cite": "min-max is ours",
          "value": "(economy - economyLow) / (economyHigh - economyLow)"
        },
        {
          "id": "government",
          "label": {"zh": "数字政府", "en": "digital government"},
          "cite": "min-max is ours",
          "value": "(government - governmentLow) / (governmentHigh - governmentLow)"
        },
        {
          "id": "security",
          "label": {"zh": "网络安全", "en": "cybersecurity"},
          "cite": "min-max is ours",
          "value": "(security - securityLow) / (securityHigh - securityLow)"
        },
        {
          "id": "governance",
          "label": {"zh": "网络空间国际治理", "en": "international governance of cyberspace"},
          "cite": "min-max is ours",
          "value": "(governance - governanceLow) / (governanceHigh - governanceLow)"
        },
        {
          "id": "index",
          "label": {"zh": "指数", "en": "index"},
          "cite": "weights are data",
          "value": "round((line.infrastructure * $weightInfrastructure + line.technology * $weightTechnology + line.economy * $weightEconomy + line.government * $weightGovernment + line.security * $weightSecurity + line.governance * $weightGovernance) / ($weightInfrastructure + $weightTechnology + $weightEconomy + $weightGovernment + $weightSecurity + $weightGovernance) * 100, 4)"
        },
        {"id": "ranked", "label": {"zh": "参评数", "en": "number ranked"}, "cite": "seed", "value": "$countries"}
      ],
      "checks": [
        {
          "if": "infrastructure >= infrastructureLow and infrastructure <= infrastructureHigh and technology >= technologyLow and technology <= technologyHigh and economy >= economyLow and economy <= economyHigh and government >= governmentLow and government <= governmentHigh and security >= securityLow and security <= securityHigh and governance >= governanceLow and governance <= governanceHigh",
          "else": "STAT-RANGE"
        }
      ],
      "examples": [
        {
          "with": {
            "infrastructure": 80,
            "infrastructureLow": 0,
            "infrastructureHigh": 100,
            "technology": 70,
            "technologyLow": 10,
            "technologyHigh": 90,
            "economy": 60,
            "economyLow": 20,
            "economyHigh": 100,
            "government": 50,
            "governmentLow": 0,
            "governmentHigh": 50,
            "security": 40,
            "securityLow": 0,
            "securityHigh": 160,
            "governance": 30,
            "governanceLow": 0,
            "governanceHigh": 90
          },
          "lines": {
            "infrastructure": "0.8",
            "technology": "0.75",
            "economy": "0.5",
            "government": 1,
            "security": "0.25",
            "governance": "0.333333333333",
            "index": "60.5556",
            "ranked": 52
          }
        },
        {
          "with": {
            "infrastructure": 101,
            "infrastructureLow": 0,
            "infrastructureHigh": 100,
            "technology": 70,
            "technologyLow": 10,
            "technologyHigh": 90,
            "economy": 60,
            "economyLow": 20,
            "economyHigh": 100,
            "government": 50,
            "governmentLow": 0,
            "governmentHigh": 50,
            "security": 40,
            "securityLow": 0,
            "securityHigh": 160,
            "governance": 30,
            "governanceLow": 0,
            "governanceHigh": 90
          },
          "lines": {
            "infrastructure": "1.01",
            "technology": "0.75",
            "economy": "0.5",
            "government": 1,
            "security": "0.25",
            "governance": "0.333333333333",
            "index": "64.0556",
            "ranked": 52
          },
          "refuses": ["STAT-RANGE"]
        }
      ]
    }
  },
  "gates": [
    {
      "id": "defined",
      "gate": "publish",
      "cite": "ours",
      "when": "statistic",
      "require": "hasDefinition and hasSource",
      "refuse": "STAT-NO-DEF",
      "examples": [
        {"on": "2026-06-02", "with": {"hasSource": true, "statistic": true}, "says": "refuses"},
        {"on": "2026-06-01", "with": {}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"hasDefinition": true, "hasSource": true, "statistic": true}, "says": "holds"}
      ]
    }
  ]
}

"""##
}
