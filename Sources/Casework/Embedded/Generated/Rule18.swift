// swift-format-ignore-file
// Written by Rules/embed.sh from Rules/cn/public-data-price/2025-03-01.json; change that.
// Some of these have over 400 lines: each is one rule file, byte for byte.

extension EmbeddedRules {
    static let text18 = ##"""
{
  "schema": "sluice-pack/1",
  "id": "cn.public-data-price",
  "version": "2025-03-01",
  "jurisdiction": "CN",
  "title": {"zh": "公共数据资源授权运营价格", "en": "Prices of authorised operation"},
  "citation": "《关于建立公共数据资源授权运营价格形成机制的通知》发改价格〔2025〕65号",
  "sources": [{"key": "PRICE", "title": "《关于建立公共数据资源授权运营价格形成机制的通知》发改价格〔2025〕65号", "extent": "full"}],
  "effective": {"from": "2025-03-01", "basis": "legal", "cite": "PRICE: 自2025年3月1日起施行"},
  "zone": "+08:00",
  "calendar": "cn",
  "parameters": {
    "ratePremium": {
      "value": 6,
      "unit": "percent",
      "basis": "legal",
      "cite": "发改价格〔2025〕65号: 10年期国债平均收益率加不超过6个百分点",
      "label": {"zh": "准许利润率加点（百分点）", "en": "premium on the yield, percentage points"},
      "stricter": "lower"
    },
    "deviationPercent": {
      "value": 10,
      "unit": "percent",
      "basis": "legal",
      "cite": "发改价格〔2025〕65号: 偏离10%",
      "label": {"zh": "偏离界限（%）", "en": "limit of deviation, percent"},
      "stricter": "lower"
    },
    "cycleYears": {
      "value": 3,
      "unit": "year",
      "basis": "legal",
      "cite": "发改价格〔2025〕65号: 监管周期不超过3年",
      "label": {"zh": "监管周期（年）", "en": "cycle, years"},
      "stricter": "lower"
    }
  },
  "roles": {"authorisingBody": {"zh": "价格主管部门和授权主体", "en": "price department and authorising body"}, "operator": {"zh": "运营机构", "en": "operator"}},
  "facts": {
    "totalCost": {"kind": "number", "label": {"zh": "产业、行业用途合理成本", "en": "reasonable cost of industry-use products"}, "minimum": 0},
    "subsidies": {"kind": "number", "label": {"zh": "财政补贴", "en": "government subsidies"}, "minimum": 0},
    "treasuryYield": {"kind": "number", "label": {"zh": "上一年10年期国债平均收益率（%）", "en": "average ten-year yield of the year before, percent"}, "minimum": 0},
    "permittedRate": {"kind": "number", "label": {"zh": "准许利润率（%）", "en": "permitted rate, percent"}, "minimum": 0},
    "taxes": {"kind": "number", "label": {"zh": "税金", "en": "taxes"}, "minimum": 0},
    "carriedExcess": {"kind": "number", "label": {"zh": "上期超收抵扣", "en": "excess carried from the last cycle"}, "absent": 0, "minimum": 0},
    "actualRevenue": {"kind": "number", "label": {"zh": "实际收入", "en": "actual revenue"}, "minimum": 0},
    "smoothingYears": {"kind": "number", "label": {"zh": "平滑年数", "en": "years over which the excess is smoothed"}, "absent": 1, "minimum": 1},
    "revenue": {"kind": "number", "label": {"zh": "可分配收入", "en": "revenue to distribute"}, "minimum": 0},
    "providerShare": {"kind": "number", "label": {"zh": "供数方份额（%）", "en": "share of providers, percent"}, "minimum": 0, "maximum": 100},
    "operatorShare": {"kind": "number", "label": {"zh": "运营机构份额（%）", "en": "share of the operator, percent"}, "minimum": 0, "maximum": 100},
    "developerShare": {"kind": "number", "label": {"zh": "开发主体份额（%）", "en": "share of developers, percent"}, "minimum": 0, "maximum": 100},
    "publicDataInOperation": {"kind": "flag", "label": {"zh": "纳入授权运营的公共数据", "en": "public data in authorised operation"}, "absent": false},
    "useClass": {"kind": "choice", "label": {"zh": "用途", "en": "use"}, "choices": ["publicGovernance", "publicBenefit", "industry", "sector"]},
    "price": {"kind": "number", "label": {"zh": "价格", "en": "price"}, "minimum": 0},
    "priceCeiling": {"kind": "number", "label": {"zh": "最高准许价格", "en": "ceiling of the price"}, "minimum": 0},
    "chargingUnit": {"kind": "choice", "label": {"zh": "计费单位", "en": "charging unit"}, "choices": ["productCount", "serviceCount", "serviceTime", "callVolume"]},
    "fullYearOperated": {"kind": "flag", "label": {"zh": "已完整运营一年", "en": "operated a full year"}},
    "reportPeriod": {"kind": "text", "label": {"zh": "报告期", "en": "period"}},
    "reasons": {"kind": "text", "label": {"zh": "理由", "en": "reasons"}}
  },
  "attachments": {"costSurvey": {"zh": "成本调查", "en": "cost survey"}, "annualReport": {"zh": "年度报告", "en": "annual report"}},
  "refusals": {
    "PRICE-RATE": {
      "text": {"zh": "准许利润率超过上限", "en": "the permitted rate is above its cap"},
      "cite": "发改价格〔2025〕65号",
      "remedy": {"zh": "不高于国债收益率加6个百分点", "en": "keep to the yield plus six points"}
    },
    "PRICE-SHARES": {
      "text": {"zh": "分配份额合计须为100%", "en": "the shares must sum to 100 percent"},
      "cite": "发改价格〔2025〕65号; 协议",
      "remedy": {"zh": "调整份额", "en": "adjust the shares"}
    },
    "PRICE-COST": {
      "text": {"zh": "补贴超过成本", "en": "subsidies exceed the cost"},
      "cite": "发改价格〔2025〕65号",
      "remedy": {"zh": "核对成本和补贴", "en": "check cost and subsidies"}
    },
    "OPS-PRICE-FREE": {
      "text": {"zh": "公共治理、公益事业用途免费", "en": "use for governance and public benefit is free"},
      "cite": "发改价格〔2025〕65号",
      "remedy": {"zh": "价格改为零", "en": "set the price to zero"}
    },
    "OPS-PRICE-CEILING": {
      "text": {"zh": "价格高于最高准许价格", "en": "the price is above its ceiling"},
      "cite": "发改价格〔2025〕65号",
      "remedy": {"zh": "降至上限以内", "en": "lower it to the ceiling"}
    },
    "PRICE-TRIAL": {
      "text": {"zh": "未完整运营一年的先定试行收费标准", "en": "without a full year only a trial price may be set"},
      "cite": "发改价格〔2025〕65号",
      "remedy": {"zh": "制定试行收费标准", "en": "set a trial price"}
    },
    "PRICE-SMOOTHING": {
      "text": {"zh": "超额收入须在一个监管周期内扣减", "en": "excess revenue is deducted within one cycle"},
      "cite": "发改价格〔2025〕65号: 监管周期不超过3年",
      "remedy": {"zh": "在1至3年内平滑", "en": "smooth it over one to three years"}
    },
    "PRICE-DEVIATION": {
      "text": {"zh": "偏离不超过10%的由运营机构调整具体价格", "en": "within ten percent the operator adjusts its prices"},
      "cite": "发改价格〔2025〕65号",
      "remedy": {"zh": "由运营机构在上限内调整具体价格", "en": "let the operator adjust its prices under the ceiling"}
    }
  },
  "documents": {
    "ceilingNotice": {"label": {"zh": "最高准许收入和价格通知", "en": "notice of ceilings"}, "cite": "发改价格〔2025〕65号"},
    "trialNotice": {"label": {"zh": "试行收费标准通知", "en": "notice of the trial price"}, "cite": "发改价格〔2025〕65号"}
  },
  "procedures": {
    "ceiling": {
      "title": {"zh": "最高准许价格", "en": "ceiling of prices"},
      "cite": "发改价格〔2025〕65号",
      "states": [
        {"id": "trial", "label": {"zh": "试行收费", "en": "trial price"}},
        {"id": "surveyed", "label": {"zh": "成本调查", "en": "cost surveyed"}},
        {
          "id": "inForce",
          "label": {"zh": "执行中", "en": "in force"},
          "timers": [
            {
              "id": "cycle",
              "label": {"zh": "监管周期", "en": "cycle"},
              "cite": "发改价格〔2025〕65号: 不超过3年",
              "who": "authorisingBody",
              "n": "$cycleYears",
              "unit": "year",
              "from": "entered"
            },
            {
              "id": "report",
              "label": {"zh": "年度报告", "en": "annual report"},
              "cite": "发改价格〔2025〕65号: 每年3月底前",
              "who": "operator",
              "on": "03-31",
              "from": "entered",
              "until": "report"
            }
          ]
        },
        {"id": "adjusting", "label": {"zh": "上限调整中", "en": "ceilings being adjusted"}},
        {"id": "replaced", "label": {"zh": "已由新周期替代", "en": "replaced"}, "final": true}
      ],
      "transitions": [
        {
          "event": "setTrial",
          "label": {"zh": "制定试行收费标准", "en": "set a trial price"},
          "cite": "发改价格〔2025〕65号",
          "from": ["new"],
          "to": "trial",
          "by": ["authorisingBody"],
          "when": "not fullYearOperated",
          "fields": ["fullYearOperated", "chargingUnit", "priceCeiling"],
          "effects": [{"document": "trialNotice"}]
        },
        {
          "event": "survey",
          "label": {"zh": "开展成本调查", "en": "survey the cost"},
          "cite": "发改价格〔2025〕65号",
          "from": ["new"],
          "to": "surveyed",
          "by": ["authorisingBody"],
          "fields": ["fullYearOperated"],
          "require": [{"if": "fullYearOperated", "else": "PRICE-TRIAL"}],
          "attachments": ["costSurvey"]
        },
        {
          "event": "surveyAfterTrial",
          "label": {"zh": "试行后成本调查", "en": "survey after the trial"},
          "cite": "发改价格〔2025〕65号",
          "from": ["trial"],
          "to": "surveyed",
          "by": ["authorisingBody"],
          "attachments": ["costSurvey"],
          "fields": ["fullYearOperated"],
          "require": [{"if": "fullYearOperated", "else": "PRICE-TRIAL"}]
        },
        {
          "event": "setCeiling",
          "label": {"zh": "核定最高准许价格", "en": "set the ceiling"},
          "cite": "发改价格〔2025〕65号",
          "from": ["surveyed", "adjusting"],
          "to": "inForce",
          "by": ["authorisingBody"],
          "fields": ["totalCost", "subsidies", "treasuryYield", "permittedRate", "taxes", "chargingUnit", "priceCeiling"],
          "require": [{"if": "permittedRate <= treasuryYield + $ratePremium", "else": "PRICE-RATE"}, {"if": "subsidies <= totalCost", "else": "PRICE-COST"}],
          "effects": [{"document": "ceilingNotice"}, {"publish": ["priceCeiling", "chargingUnit"]}],
          "optional": ["carriedExcess"]
        },
        {
          "event": "report",
          "label": {"zh": "年度报告", "en": "report"},
          "cite": "发改价格〔2025〕65号",
          "from": ["inForce"],
          "to": "=",
          "by": ["operator"],
          "fields": ["reportPeriod", "actualRevenue"],
          "attachments": ["annualReport"]
        },
        {
          "event": "adjustPrices",
          "label": {"zh": "调整具体价格", "en": "adjust the prices"},
          "cite": "发改价格〔2025〕65号: 偏离10%以内由运营机构调整",
          "from": ["inForce"],
          "to": "=",
          "by": ["operator"],
          "fields": ["price"],
          "require": [{"if": "price <= priceCeiling", "else": "OPS-PRICE-CEILING"}],
          "effects": [{"publish": ["price", "chargingUnit"]}]
        },
        {
          "event": "adjustCeiling",
          "label": {"zh": "偏离超过10%，调整上限", "en": "adjust the ceiling"},
          "cite": "发改价格〔2025〕65号",
          "from": ["inForce"],
          "to": "adjusting",
          "by": ["authorisingBody"],
          "fields": ["reasons"],
          "require": [
            {
              "if": "abs(actualRevenue - ((totalCost - subsidies) * (1 + permittedRate / 100) + taxes - carriedExcess)) * 100 > ((totalCost - subsidies) * (1 + permittedRate / 100) + taxes - carriedExcess) * $deviationPercent",
              "else": "PRICE-DEVIATION"
            }
          ]
        },
        {
          "event": "replace",
          "label": {"zh": "进入新周期", "en": "replace by a new cycle"},
          "cite": "发改价格〔2025〕65号",
          "from": ["inForce"],
          "to": "replaced",
          "by": ["authorisingBody"]
        }
      ]
    }
  },
  "worksheets": {
    "allowedRevenue": {
      "title": {"zh": "最高准许收入", "en": "maximum allowed revenue"},
      "cite": "发改价格〔2025〕65号",
      "inputs": ["totalCost", "subsidies", "treasuryYield", "permittedRate", "taxes", "carriedExcess", "actualRevenue", "smoothingYears"],
      "lines": [
        {"id": "operatingCost", "label": {"zh": "运营成本", "en": "operating cost"}, "cite": "发改价格〔2025〕65号", "value": "totalCost - subsidies"},
        {
          "id": "rateCap",
          "label": {"zh": "准许利润率上限（%）", "en": "cap of the rate, percent"},
          "cite": "发改价格〔2025〕65号",
          "value": "treasuryYield + $ratePremium"
        },
        {
          "id": "permittedProfit",
          "label": {"zh": "准许利润", "en": "permitted profit"},
          "cite": "发改价格〔2025〕65号",
          "value": "round(line.operatingCost * permittedRate / 100, 2)"
        },
        {
          "id": "maxAllowedRevenue",
          "label": {"zh": "最高准许收入", "en": "maximum allowed revenue"},
          "cite": "发改价格〔2025〕65号",
          "value": "line.operatingCost + line.permittedProfit + taxes - carriedExcess"
        },
        {
          "id": "deviationPercent",
          "label": {"zh": "偏离（%）", "en": "deviation, percent"},
          "cite": "发改价格〔2025〕65号; the absolute value is ours",
          "value": "round((actualRevenue - line.maxAllowedRevenue) / line.maxAllowedRevenue * 100, 2)"
        },
        {
          "id": "whoAdjusts",
          "label": {"zh": "调整主体", "en": "who adjusts"},
          "cite": "发改价格〔2025〕65号",
          "value": "choose(abs(actualRevenue - line.maxAllowedRevenue) * 100 <= line.maxAllowedRevenue * $deviationPercent, 'operatorAdjustsPrices', 'authorisingBodyAdjustsCeilings')"
        },
        {"id": "excess", "label": {"zh": "超收", "en": "excess"}, "cite": "发改价格〔2025〕65号", "value": "max(actualRevenue - line.maxAllowedRevenue, 0)"},
        {
          "id": "nextDeduction",
          "label": {"zh": "下期抵扣", "en": "deducted from the next cycle"},
          "cite": "发改价格〔2025〕65号: 可平滑",
          "value": "round(line.excess / smoothingYears, 2)"
        }
      ],
      "checks": [
        {"if": "permittedRate <= line.rateCap", "else": "PRICE-RATE"},
        {"if": "subsidies <= totalCost", "else": "PRICE-COST"},
        {"if": "smoothingYears <= $cycleYears", "else": "PRICE-SMOOTHING"}
      ],
      "examples": [
        {
          "with": {
            "totalCost": 1000,
            "subsidies": 100,
            "treasuryYield": "1.8",
            "permittedRate": "7.8",
            "taxes": 30,
            "carriedExcess": 0,
            "actualRevenue": 1080,
            "smoothingYears": 1
          },
          "lines": {
            "operatingCost": 900,
            "rateCap": "7.8",
            "permittedProfit": "70.2",
            "maxAllowedRevenue": "1000.2",
            "deviationPercent": "7.98",
            "whoAdjusts": "operatorAdjustsPrices",
            "excess": "79.8",
            "nextDeduction": "79.8"
          }
        },
        {
          "with": {
            "totalCost": 1000,
            "subsidies": 100,
            "treasuryYield": "1.8",
            "permittedRate": "7.8",
            "taxes": 30,
            "carriedExcess": 0,
            "actualRevenue": 1150,
            "smoothingYears": 1
          },
          "lines": {
            "operatingCost": 900,
            "rateCap": "7.8",
            "permittedProfit": "70.2",
            "maxAllowedRevenue": "1000.2",
            "deviationPercent": "14.98",
            "whoAdjusts": "authorisingBodyAdjustsCeilings",
            "excess": "149.8",
            "nextDeduction": "149.8"
          }
        },
        {
          "with": {
            "totalCost": 1000,
            "subsidies": 100,
            "treasuryYield": "1.8",
            "permittedRate": "7.8",
            "taxes": 30,
            "carriedExcess": "149.8",
            "actualRevenue": "900.4",
            "smoothingYears": 3
          },
          "lines": {
            "operatingCost": 900,
            "rateCap": "7.8",
            "permittedProfit": "70.2",
            "maxAllowedRevenue": "850.4",
            "deviationPercent": "5.88",
            "whoAdjusts": "operatorAdjustsPrices",
            "excess": 50,
            "nextDeduction": "16.67"
          }
        },
        {
          "with": {
            "totalCost": 1000,
            "subsidies": 1001,
            "treasuryYield": "1.8",
            "permittedRate": "7.81",
            "taxes": 30,
            "carriedExcess": 0,
            "actualRevenue": 1000,
            "smoothingYears": 4
          },
          "lines": {
            "operatingCost": -1,
            "rateCap": "7.8",
            "permittedProfit": "-0.08",
            "maxAllowedRevenue": "28.92",
            "deviationPercent": "3357.81",
            "whoAdjusts": "authorisingBodyAdjustsCeilings",
            "excess": "971.08",
            "nextDeduction": "242.77"
          },
          "refuses": ["PRICE-RATE", "PRICE-COST", "PRICE-SMOOTHING"]
        }
      ]
    },
    "revenueShares": {
      "title": {"zh": "收益分配", "en": "distribution of revenue"},
      "cite": "发改价格〔2025〕65号; 发改数据规〔2025〕27号 arts 9, 14: 按协议",
      "inputs": ["revenue", "providerShare", "operatorShare", "developerShare"],
      "lines": [
        {"id": "operator", "label": {"zh": "运营机构", "en": "operator"}, "cite": "协议", "value": "min(round(revenue * operatorShare / 100, 2), revenue)"},
        {"id": "developer", "label": {"zh": "开发主体", "en": "developers"}, "cite": "协议", "value": "min(round(revenue * developerShare / 100, 2), revenue - line.operator)"},
        {
          "id": "provider",
          "label": {"zh": "供数方（含尾差）", "en": "providers, with the rounding rest"},
          "cite": "协议; the rest is ours",
          "value": "revenue - line.operator - line.developer"
        }
      ],
      "checks": [{"if": "providerShare + operatorShare + developerShare == 100", "else": "PRICE-SHARES"}],
      "examples": [
        {
          "with": {"revenue": "1000.01", "providerShare": 30, "operatorShare": 45, "developerShare": 25},
          "lines": {"operator": 450, "developer": 250, "provider": "300.01"}
        },
        {
          "with": {"revenue": 100, "providerShare": 30, "operatorShare": 45, "developerShare": 26},
          "lines": {"operator": 45, "developer": 26, "provider": 29},
          "refuses": ["PRICE-SHARES"]
        }
      ]
    }
  },
  "gates": [
    {
      "id": "free-use",
      "gate": "agree",
      "cite": "发改价格〔2025〕65号",
      "when": "publicDataInOperation and useClass in ['publicGovernance', 'publicBenefit']",
      "require": "price == 0",
      "refuse": "OPS-PRICE-FREE",
      "examples": [
        {"on": "2026-06-01", "with": {"price": 0, "publicDataInOperation": true, "useClass": "publicBenefit"}, "says": "holds"},
        {"on": "2026-06-02", "with": {}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"publicDataInOperation": true, "useClass": "publicGovernance"}, "says": "refuses"}
      ]
    },
    {
      "id": "ceiling",
      "gate": "agree",
      "cite": "发改价格〔2025〕65号",
      "when": "publicDataInOperation and useClass in ['industry', 'sector']",
      "require": "price <= priceCeiling",
      "refuse": "OPS-PRICE-CEILING",
      "examples": [
        {"on": "2026-06-01", "with": {"price": 9, "priceCeiling": 9, "publicDataInOperation": true, "useClass": "sector"}, "says": "holds"},
        {"on": "2026-06-01", "with": {}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"publicDataInOperation": true, "useClass": "industry"}, "says": "refuses"}
      ]
    }
  ]
}

"""##
}
