// swift-format-ignore-file
// Written by Rules/embed.sh from Rules/cn/data-asset-accounting/2024-01-01.json; change that.
// Some of these have over 400 lines: each is one rule file, byte for byte.

extension EmbeddedRules {
    static let text14 = ##"""
{
  "schema": "sluice-pack/1",
  "id": "cn.data-asset-accounting",
  "version": "2024-01-01",
  "jurisdiction": "CN",
  "title": {"zh": "数据资产入表", "en": "Data assets on the balance sheet"},
  "citation": "《企业数据资源相关会计处理暂行规定》财会〔2023〕11号",
  "sources": [
    {"key": "ACC", "title": "《企业数据资源相关会计处理暂行规定》财会〔2023〕11号", "extent": "full"},
    {"key": "VAL", "title": "《数据资产评估指导意见》中评协〔2023〕17号（摘要）", "extent": "part"},
    {"key": "PILOT", "title": "《数据资产全过程管理试点方案》财资〔2024〕167号", "extent": "full"}
  ],
  "effective": {"from": "2024-01-01", "basis": "legal", "cite": "财会〔2023〕11号: 自2024年1月1日起施行"},
  "zone": "+08:00",
  "calendar": "cn",
  "parameters": {
    "incrementPercent": {
      "value": 1,
      "unit": "percent",
      "basis": "partial",
      "cite": "跟踪报告: 超过市值1%",
      "label": {"zh": "市值增量提示（%）", "en": "flag of the increment, percent"},
      "stricter": "none"
    },
    "archiveYears": {"value": 30, "unit": "year", "basis": "recall", "cite": "会计档案管理办法", "label": {"zh": "会计档案（年）", "en": "archive, years"}, "stricter": "higher"}
  },
  "roles": {
    "accountant": {"zh": "会计", "en": "accountant"},
    "controller": {"zh": "复核", "en": "controller"},
    "auditor": {"zh": "审计师", "en": "auditor"},
    "appraiser": {"zh": "评估机构", "en": "appraiser"}
  },
  "facts": {
    "originalOpening": {"kind": "list", "label": {"zh": "原值期初（外购、自行开发或加工、其他）", "en": "original, opening (purchased, self, other)"}},
    "addPurchase": {"kind": "list", "label": {"zh": "购入增加（外购、自行开发或加工、其他）", "en": "purchase (purchased, self, other)"}},
    "addDevelopment": {"kind": "list", "label": {"zh": "内部研发增加（外购、自行开发或加工、其他）", "en": "internal R&D (purchased, self, other)"}},
    "addOther": {"kind": "list", "label": {"zh": "其他增加（外购、自行开发或加工、其他）", "en": "other additions (purchased, self, other)"}},
    "cutDisposal": {"kind": "list", "label": {"zh": "处置减少（外购、自行开发或加工、其他）", "en": "disposal (purchased, self, other)"}},
    "cutInvalid": {"kind": "list", "label": {"zh": "失效且终止确认（外购、自行开发或加工、其他）", "en": "invalidated and derecognised (purchased, self, other)"}},
    "cutOther": {"kind": "list", "label": {"zh": "其他减少（外购、自行开发或加工、其他）", "en": "other reductions (purchased, self, other)"}},
    "originalClosing": {"kind": "list", "label": {"zh": "原值期末（外购、自行开发或加工、其他）", "en": "original, closing (purchased, self, other)"}},
    "amortOpening": {"kind": "list", "label": {"zh": "累计摊销期初（外购、自行开发或加工、其他）", "en": "amortisation, opening (purchased, self, other)"}},
    "amortAdd": {"kind": "list", "label": {"zh": "本期摊销（外购、自行开发或加工、其他）", "en": "amortisation of the period (purchased, self, other)"}},
    "amortCut": {"kind": "list", "label": {"zh": "摊销减少（外购、自行开发或加工、其他）", "en": "reductions of amortisation (purchased, self, other)"}},
    "amortClosing": {"kind": "list", "label": {"zh": "累计摊销期末（外购、自行开发或加工、其他）", "en": "amortisation, closing (purchased, self, other)"}},
    "impairOpening": {"kind": "list", "label": {"zh": "减值准备期初（外购、自行开发或加工、其他）", "en": "impairment, opening (purchased, self, other)"}},
    "impairAdd": {"kind": "list", "label": {"zh": "本期减值（外购、自行开发或加工、其他）", "en": "impairment of the period (purchased, self, other)"}},
    "impairCut": {"kind": "list", "label": {"zh": "减值减少（外购、自行开发或加工、其他）", "en": "reductions of impairment (purchased, self, other)"}},
    "impairClosing": {"kind": "list", "label": {"zh": "减值准备期末（外购、自行开发或加工、其他）", "en": "impairment, closing (purchased, self, other)"}},
    "carryingClosing": {"kind": "list", "label": {"zh": "账面价值期末（外购、自行开发或加工、其他）", "en": "carrying, closing (purchased, self, other)"}},
    "carryingOpening": {"kind": "list", "label": {"zh": "账面价值期初（外购、自行开发或加工、其他）", "en": "carrying, opening (purchased, self, other)"}},
    "stockOpening": {"kind": "list", "label": {"zh": "存货原值期初（外购、自行开发或加工、其他）", "en": "inventory, opening (purchased, self, other)"}},
    "stockAdd": {"kind": "list", "label": {"zh": "存货增加（外购、自行开发或加工、其他）", "en": "additions (purchased, self, other)"}},
    "stockCut": {"kind": "list", "label": {"zh": "存货减少（外购、自行开发或加工、其他）", "en": "reductions (purchased, self, other)"}},
    "stockClosing": {"kind": "list", "label": {"zh": "存货原值期末（外购、自行开发或加工、其他）", "en": "inventory, closing (purchased, self, other)"}},
    "provisionOpening": {"kind": "list", "label": {"zh": "跌价准备期初（外购、自行开发或加工、其他）", "en": "write-down, opening (purchased, self, other)"}},
    "provisionAdd": {"kind": "list", "label": {"zh": "跌价准备增加（外购、自行开发或加工、其他）", "en": "write-down added (purchased, self, other)"}},
    "provisionCut": {"kind": "list", "label": {"zh": "跌价准备减少（外购、自行开发或加工、其他）", "en": "write-down released (purchased, self, other)"}},
    "provisionClosing": {"kind": "list", "label": {"zh": "跌价准备期末（外购、自行开发或加工、其他）", "en": "write-down, closing (purchased, self, other)"}},
    "stockCarryingClosing": {"kind": "list", "label": {"zh": "存货账面期末（外购、自行开发或加工、其他）", "en": "inventory carrying, closing (purchased, self, other)"}},
    "stockCarryingOpening": {"kind": "list", "label": {"zh": "存货账面期初（外购、自行开发或加工、其他）", "en": "inventory carrying, opening (purchased, self, other)"}},
    "assetName": {"kind": "text", "label": {"zh": "数据资源名称", "en": "name of the data resource"}},
    "rightsBasis": {"kind": "text", "label": {"zh": "权利依据（登记、证书编号）", "en": "basis of the rights"}},
    "acquisition": {"kind": "choice", "label": {"zh": "取得方式", "en": "acquisition"}, "choices": ["purchased", "selfDeveloped"]},
    "usePlan": {"kind": "choice", "label": {"zh": "持有目的", "en": "held for"}, "choices": ["ownUse", "sale", "other"]},
    "phase": {"kind": "choice", "label": {"zh": "阶段", "en": "phase"}, "choices": ["none", "research", "development"]},
    "rightsConfirmed": {"kind": "flag", "label": {"zh": "权利已确认", "en": "rights confirmed"}},
    "meetsDefinition": {"kind": "flag", "label": {"zh": "符合资产定义和确认条件", "en": "meets definition and recognition"}},
    "fiveConditions": {"kind": "flag", "label": {"zh": "五项资本化条件全部满足", "en": "all five conditions"}},
    "alreadyExpensed": {"kind": "flag", "label": {"zh": "成本已费用化", "en": "cost was expensed before"}},
    "conditionsMet": {"kind": "list", "label": {"zh": "已满足的资本化条件", "en": "conditions met"}},
    "reasons": {"kind": "text", "label": {"zh": "理由", "en": "reasons"}},
    "classification": {"kind": "choice", "label": {"zh": "确认类别", "en": "recognised as"}, "choices": ["intangible", "inventory", "development", "expense"]},
    "availableFrom": {"kind": "date", "label": {"zh": "可供使用日", "en": "available for use from"}},
    "atAppraisedValue": {"kind": "flag", "label": {"zh": "以评估值入账", "en": "carried at appraised value"}},
    "cost": {"kind": "number", "label": {"zh": "成本", "en": "cost"}, "minimum": 0},
    "residual": {"kind": "number", "label": {"zh": "残值", "en": "residual value"}, "minimum": 0, "absent": 0},
    "months": {"kind": "number", "label": {"zh": "摊销月数", "en": "months"}, "minimum": 1},
    "elapsedMonths": {"kind": "number", "label": {"zh": "已摊销月数", "en": "elapsed months"}, "minimum": 0},
    "price": {"kind": "number", "label": {"zh": "购买价款", "en": "price"}, "minimum": 0},
    "taxesPaid": {"kind": "number", "label": {"zh": "相关税费", "en": "taxes"}, "minimum": 0},
    "processing": {"kind": "number", "label": {"zh": "直接加工支出", "en": "direct processing"}, "minimum": 0},
    "rightsVerification": {"kind": "number", "label": {"zh": "权属鉴证", "en": "rights verification"}, "minimum": 0},
    "qualityAssessment": {"kind": "number", "label": {"zh": "质量评估", "en": "quality assessment"}, "minimum": 0},
    "registrationSettlement": {"kind": "number", "label": {"zh": "登记结算", "en": "registration and settlement"}, "minimum": 0},
    "securityManagement": {"kind": "number", "label": {"zh": "安全管理", "en": "security management"}, "minimum": 0},
    "assetsBefore": {"kind": "number", "label": {"zh": "入表前总资产", "en": "assets before"}, "minimum": 0},
    "liabilities": {"kind": "number", "label": {"zh": "总负债", "en": "liabilities"}, "minimum": 0},
    "capitalised": {"kind": "number", "label": {"zh": "新增资本化金额", "en": "newly capitalised"}, "minimum": 0},
    "amortisedInPeriod": {"kind": "number", "label": {"zh": "本期摊销额", "en": "amortised in the period"}, "minimum": 0},
    "increment": {"kind": "number", "label": {"zh": "市值增量", "en": "increment of market value"}, "minimum": 0},
    "marketCap": {"kind": "number", "label": {"zh": "市值", "en": "market capitalisation"}, "minimum": 0},
    "replacementCosts": {"kind": "list", "label": {"zh": "各项重置成本", "en": "replacement costs"}},
    "depreciationRate": {"kind": "number", "label": {"zh": "贬值率", "en": "depreciation rate"}, "minimum": 0},
    "qualityFactor": {"kind": "number", "label": {"zh": "质量系数", "en": "quality factor"}, "minimum": 0},
    "profitRate": {"kind": "number", "label": {"zh": "合理利润率", "en": "reasonable profit rate"}, "minimum": 0},
    "cashFlows": {"kind": "list", "label": {"zh": "各年现金流", "en": "yearly cash flows"}},
    "incomeShare": {"kind": "number", "label": {"zh": "分成率", "en": "share of income"}, "minimum": 0},
    "discountRate": {"kind": "number", "label": {"zh": "折现率", "en": "discount rate"}, "minimum": 0},
    "weights": {"kind": "list", "label": {"zh": "可比案例权重", "en": "weights"}},
    "prices": {"kind": "list", "label": {"zh": "可比案例价格", "en": "prices"}},
    "kQuality": {"kind": "list", "label": {"zh": "质量修正系数", "en": "quality factors"}},
    "kScale": {"kind": "list", "label": {"zh": "规模系数", "en": "scale factors"}},
    "kTime": {"kind": "list", "label": {"zh": "时间系数", "en": "time factors"}},
    "kRegion": {"kind": "list", "label": {"zh": "区域系数", "en": "region factors"}},
    "kOther": {"kind": "list", "label": {"zh": "其他系数", "en": "other factors"}},
    "firmsBefore": {"kind": "number", "label": {"zh": "前期家数", "en": "firms before"}, "minimum": 1},
    "firmsAfter": {"kind": "number", "label": {"zh": "本期家数", "en": "firms now"}, "minimum": 0},
    "amountBefore": {"kind": "number", "label": {"zh": "前期金额（亿元）", "en": "amount before, 100 million yuan"}, "minimum": 0},
    "amountAfter": {"kind": "number", "label": {"zh": "本期金额（亿元）", "en": "amount now, 100 million yuan"}, "minimum": 0},
    "unlisted": {"kind": "number", "label": {"zh": "非上市家数", "en": "unlisted firms"}, "minimum": 0},
    "unlistedParts": {"kind": "list", "label": {"zh": "其中：城投、类城投国企、民营", "en": "of which: city investment, similar state-owned, private"}}
  },
  "attachments": {
    "rightsProof": {"zh": "登记凭证或证书", "en": "registration or certificate"},
    "costLedger": {"zh": "成本归集表", "en": "cost ledger"},
    "impairmentTest": {"zh": "减值测试", "en": "impairment test"},
    "disposalRecord": {"zh": "处置记录", "en": "record of the disposal"},
    "appraisalReport": {"zh": "评估报告", "en": "appraisal report"}
  },
  "refusals": {
    "ACC-NO-RIGHTS": {
      "text": {"zh": "权利未确认，不得确认资产", "en": "no asset without confirmed rights"},
      "cite": "财会〔2023〕11号",
      "remedy": {"zh": "先完成登记或取得证书", "en": "register it or obtain a certificate"}
    },
    "ACC-RESEARCH-PHASE": {
      "text": {"zh": "研究阶段支出费用化", "en": "the research phase is expensed"},
      "cite": "财会〔2023〕11号; 企业会计准则第6号",
      "remedy": {"zh": "进入开发阶段后再资本化", "en": "capitalise from the development phase"}
    },
    "ACC-FIVE-CONDITIONS": {
      "text": {"zh": "五项条件须同时满足", "en": "all five conditions must hold"},
      "cite": "财会〔2023〕11号; 企业会计准则第6号",
      "remedy": {"zh": "补足条件或费用化", "en": "meet them or expense it"}
    },
    "ACC-ALREADY-EXPENSED": {
      "text": {"zh": "已费用化的支出不再资本化", "en": "what was expensed is not capitalised again"},
      "cite": "财会〔2023〕11号",
      "remedy": {"zh": "自以后支出起资本化", "en": "capitalise later cost only"}
    },
    "ACC-UNKNOWN": {
      "text": {"zh": "事实不全，不得资本化", "en": "facts are missing; nothing is capitalised"},
      "cite": "财会〔2023〕11号; ours",
      "remedy": {"zh": "补全事实", "en": "give the facts"}
    },
    "ACC-TABLE-IMBALANCE": {
      "text": {"zh": "披露表不平衡", "en": "the table does not balance"},
      "cite": "财会〔2023〕11号",
      "remedy": {"zh": "核对期初、增减和期末", "en": "check opening, changes and closing"}
    },
    "ACC-MARKUP": {
      "text": {"zh": "不得以评估值入账", "en": "not to be carried at appraised value"},
      "cite": "财会〔2023〕11号",
      "remedy": {"zh": "按成本计量，评估值另行披露", "en": "measure at cost, disclose the appraisal apart"}
    },
    "ACC-RESIDUAL": {"text": {"zh": "残值或月数不合理", "en": "residual value or months make no sense"}, "cite": "企业会计准则第6号", "remedy": {"zh": "核对残值和月数", "en": "check both"}},
    "ACC-VALUATION": {
      "text": {"zh": "评估参数不合理", "en": "parameters of the valuation make no sense"},
      "cite": "VAL: 中评协〔2023〕17号; the plain form is ours",
      "remedy": {"zh": "核对参数", "en": "check the parameters"}
    },
    "RET-TOO-EARLY": {
      "text": {"zh": "会计档案保存期未满", "en": "accounting records must be kept longer"},
      "cite": "会计档案管理办法 (recall)",
      "remedy": {"zh": "期满后处置", "en": "dispose of them after the period"}
    }
  },
  "documents": {
    "assetCard": {"label": {"zh": "数据资产卡片", "en": "data asset card"}, "cite": "PILOT: 财资〔2024〕167号"},
    "recognitionMemo": {"label": {"zh": "确认备忘录", "en": "memo of recognition"}, "cite": "财会〔2023〕11号"}
  },
  "credentials": {
    "assetEntry": {
      "label": {"zh": "数据资产入账", "en": "entry of the data asset"},
      "cite": "财会〔2023〕11号",
      "claims": ["assetName", "rightsBasis", "classification", "cost"]
    }
  },
  "tables": {
    "classification": {
      "cite": "财会〔2023〕11号",
      "hit": "first",
      "inputs": ["alreadyExpensed", "rightsConfirmed", "meetsDefinition", "usePlan", "acquisition", "phase", "fiveConditions"],
      "outputs": ["class", "refusal"],
      "rows": [
        {
          "id": "expensed",
          "cite": "财会〔2023〕11号: 不追溯调整",
          "if": {"alreadyExpensed": true},
          "then": {"class": "expense", "refusal": "ACC-ALREADY-EXPENSED"}
        },
        {"id": "no-rights", "cite": "财会〔2023〕11号", "if": {"rightsConfirmed": false}, "then": {"class": "expense", "refusal": "ACC-NO-RIGHTS"}},
        {"id": "no-asset", "cite": "财会〔2023〕11号", "if": {"meetsDefinition": false}, "then": {"class": "expense", "refusal": "none"}},
        {
          "id": "sale",
          "cite": "财会〔2023〕11号; 企业会计准则第1号",
          "if": {"usePlan": "sale", "alreadyExpensed": false, "rightsConfirmed": true, "meetsDefinition": true},
          "then": {"class": "inventory", "refusal": "none"}
        },
        {
          "id": "purchased",
          "cite": "财会〔2023〕11号; 企业会计准则第6号",
          "if": {"usePlan": "ownUse", "acquisition": "purchased", "alreadyExpensed": false, "rightsConfirmed": true, "meetsDefinition": true},
          "then": {"class": "intangible", "refusal": "none"}
        },
        {
          "id": "research",
          "cite": "财会〔2023〕11号; 企业会计准则第6号",
          "if": {
            "usePlan": "ownUse",
            "acquisition": "selfDeveloped",
            "phase": "research",
            "alreadyExpensed": false,
            "rightsConfirmed": true,
            "meetsDefinition": true
          },
          "then": {"class": "expense", "refusal": "ACC-RESEARCH-PHASE"}
        },
        {
          "id": "five",
          "cite": "财会〔2023〕11号; 企业会计准则第6号",
          "if": {
            "usePlan": "ownUse",
            "acquisition": "selfDeveloped",
            "phase": "development",
            "fiveConditions": true,
            "alreadyExpensed": false,
            "rightsConfirmed": true,
            "meetsDefinition": true
          },
          "then": {"class": "development", "refusal": "none"}
        },
        {
          "id": "not-five",
          "cite": "财会〔2023〕11号; 企业会计准则第6号",
          "if": {
            "usePlan": "ownUse",
            "acquisition": "selfDeveloped",
            "phase": "development",
            "fiveConditions": false,
            "alreadyExpensed": false,
            "rightsConfirmed": true,
            "meetsDefinition": true
          },
          "then": {"class": "expense", "refusal": "ACC-FIVE-CONDITIONS"}
        },
        {
          "id": "other",
          "cite": "财会〔2023〕11号",
          "if": {"usePlan": "other", "alreadyExpensed": false, "rightsConfirmed": true, "meetsDefinition": true},
          "then": {"class": "expense", "refusal": "none"}
        },
        {"id": "unknown", "cite": "ours: what is not known is not capitalised", "if": {}, "then": {"class": "expense", "refusal": "ACC-UNKNOWN"}}
      ],
      "examples": {
        "base": {
          "alreadyExpensed": false,
          "rightsConfirmed": true,
          "meetsDefinition": true,
          "usePlan": "ownUse",
          "acquisition": "selfDeveloped",
          "phase": "development",
          "fiveConditions": true
        },
        "cases": [
          {"with": {"alreadyExpensed": true}, "row": "expensed", "then": {"class": "expense", "refusal": "ACC-ALREADY-EXPENSED"}},
          {"with": {"rightsConfirmed": false}, "row": "no-rights", "then": {"class": "expense", "refusal": "ACC-NO-RIGHTS"}},
          {"with": {"meetsDefinition": false}, "row": "no-asset", "then": {"class": "expense", "refusal": "none"}},
          {"with": {"usePlan": "sale"}, "row": "sale", "then": {"class": "inventory", "refusal": "none"}},
          {"with": {"acquisition": "purchased"}, "row": "purchased", "then": {"class": "intangible", "refusal": "none"}},
          {"with": {"phase": "research"}, "row": "research", "then": {"class": "expense", "refusal": "ACC-RESEARCH-PHASE"}},
          {"with": {}, "row": "five", "then": {"class": "development", "refusal": "none"}},
          {"with": {"fiveConditions": false}, "row": "not-five", "then": {"class": "expense", "refusal": "ACC-FIVE-CONDITIONS"}},
          {"with": {"usePlan": "other"}, "row": "other", "then": {"class": "expense", "refusal": "none"}},
          {"with": {"usePlan": null}, "row": "unknown", "then": {"class": "expense", "refusal": "ACC-UNKNOWN"}},
          {"with": {"phase": "none"}, "row": "unknown", "then": {"class": "expense", "refusal": "ACC-UNKNOWN"}}
        ]
      }
    }
  },
  "procedures": {
    "recognition": {
      "title": {"zh": "确认与计量", "en": "recognition and measurement"},
      "cite": "财会〔2023〕11号",
      "states": [
        {"id": "identified", "label": {"zh": "已识别", "en": "identified"}},
        {"id": "rightsConfirmed", "label": {"zh": "权利已确认", "en": "rights confirmed"}},
        {"id": "costCollected", "label": {"zh": "成本已归集", "en": "cost collected"}},
        {"id": "development", "label": {"zh": "开发支出", "en": "development expenditure"}},
        {"id": "amortising", "label": {"zh": "无形资产，摊销中", "en": "intangible, amortised"}},
        {"id": "inventory", "label": {"zh": "存货", "en": "inventory"}},
        {
          "id": "derecognised",
          "label": {"zh": "已终止确认", "en": "derecognised"},
          "timers": [
            {
              "id": "archive",
              "label": {"zh": "会计档案保存", "en": "accounting archive"},
              "cite": "会计档案管理办法 (recall)",
              "who": "accountant",
              "n": "$archiveYears",
              "unit": "year",
              "from": "entered"
            }
          ]
        },
        {"id": "disposed", "label": {"zh": "档案已处置", "en": "archive disposed of"}, "final": true},
        {"id": "expensed", "label": {"zh": "费用化", "en": "expensed"}, "final": true}
      ],
      "transitions": [
        {
          "event": "identify",
          "label": {"zh": "识别", "en": "identify"},
          "cite": "财会〔2023〕11号",
          "from": ["new"],
          "to": "identified",
          "by": ["accountant"],
          "fields": ["assetName", "acquisition", "usePlan", "phase", "rightsConfirmed", "meetsDefinition", "alreadyExpensed", "conditionsMet"],
          "effects": [{"set": {"fact": "fiveConditions", "to": "containsAll(conditionsMet, ['feasible', 'intention', 'benefits', 'resources', 'measurable'])"}}]
        },
        {
          "event": "confirmRights",
          "label": {"zh": "确认权利", "en": "confirm the rights"},
          "cite": "财会〔2023〕11号",
          "from": ["identified"],
          "to": "rightsConfirmed",
          "by": ["accountant"],
          "fields": ["rightsBasis"],
          "attachments": ["rightsProof"],
          "require": [{"if": "rightsConfirmed", "else": "ACC-NO-RIGHTS"}]
        },
        {
          "event": "collectCost",
          "label": {"zh": "归集成本", "en": "collect the cost"},
          "cite": "财会〔2023〕11号",
          "from": ["rightsConfirmed"],
          "to": "costCollected",
          "by": ["accountant"],
          "fields": ["cost", "atAppraisedValue"],
          "attachments": ["costLedger"],
          "require": [{"if": "not atAppraisedValue", "else": "ACC-MARKUP"}]
        },
        {
          "event": "recognise",
          "label": {"zh": "确认为无形资产", "en": "recognise as intangible"},
          "cite": "财会〔2023〕11号",
          "from": ["costCollected"],
          "to": "amortising",
          "by": ["controller"],
          "when": "table.classification.class == 'intangible'",
          "fields": ["availableFrom"],
          "otherThan": ["collectCost"],
          "effects": [{"set": {"fact": "classification", "to": "'intangible'"}}, {"issue": "assetEntry"}, {"document": "assetCard"}]
        },
        {
          "event": "recognise",
          "label": {"zh": "确认为存货", "en": "recognise as inventory"},
          "cite": "财会〔2023〕11号",
          "from": ["costCollected"],
          "to": "inventory",
          "by": ["controller"],
          "when": "table.classification.class == 'inventory'",
          "fields": ["availableFrom"],
          "otherThan": ["collectCost"],
          "effects": [{"set": {"fact": "classification", "to": "'inventory'"}}, {"issue": "assetEntry"}, {"document": "assetCard"}]
        },
        {
          "event": "recognise",
          "label": {"zh": "确认为开发支出", "en": "recognise as development"},
          "cite": "财会〔2023〕11号",
          "from": ["costCollected"],
          "to": "development",
          "by": ["controller"],
          "when": "table.classification.class == 'development'",
          "fields": ["availableFrom"],
          "otherThan": ["collectCost"],
          "effects": [{"set": {"fact": "classification", "to": "'development'"}}, {"issue": "assetEntry"}, {"document": "recognitionMemo"}]
        },
        {
          "event": "recognise",
          "label": {"zh": "不得资本化", "en": "may not be capitalised"},
          "cite": "财会〔2023〕11号",
          "from": ["costCollected"],
          "to": "expensed",
          "by": ["controller"],
          "fields": ["availableFrom"],
          "require": [
            {"if": "table.classification.refusal != 'ACC-ALREADY-EXPENSED'", "else": "ACC-ALREADY-EXPENSED"},
            {"if": "table.classification.refusal != 'ACC-NO-RIGHTS'", "else": "ACC-NO-RIGHTS"},
            {"if": "table.classification.refusal != 'ACC-RESEARCH-PHASE'", "else": "ACC-RESEARCH-PHASE"},
            {"if": "table.classification.refusal != 'ACC-FIVE-CONDITIONS'", "else": "ACC-FIVE-CONDITIONS"},
            {"if": "table.classification.refusal != 'ACC-UNKNOWN'", "else": "ACC-UNKNOWN"}
          ]
        },
        {
          "event": "expense",
          "label": {"zh": "费用化", "en": "expense"},
          "cite": "财会〔2023〕11号",
          "from": ["identified", "rightsConfirmed", "costCollected"],
          "to": "expensed",
          "by": ["accountant"],
          "fields": ["reasons"]
        },
        {
          "event": "complete",
          "label": {"zh": "开发完成转无形资产", "en": "complete the development"},
          "cite": "财会〔2023〕11号",
          "from": ["development"],
          "to": "amortising",
          "by": ["controller"],
          "fields": ["availableFrom"],
          "effects": [{"set": {"fact": "classification", "to": "'intangible'"}}, {"document": "assetCard"}]
        },
        {
          "event": "impair",
          "label": {"zh": "计提减值", "en": "impair"},
          "cite": "企业会计准则第8号; 财会〔2023〕11号",
          "from": ["amortising", "inventory"],
          "to": "=",
          "by": ["accountant"],
          "attachments": ["impairmentTest"]
        },
        {
          "event": "appraise",
          "label": {"zh": "评估（仅披露）", "en": "appraise, for disclosure only"},
          "cite": "VAL: 中评协〔2023〕17号; the plain form is ours",
          "from": ["amortising", "inventory", "development"],
          "to": "=",
          "by": ["appraiser"],
          "attachments": ["appraisalReport"]
        },
        {
          "event": "audit",
          "label": {"zh": "审计", "en": "audit"},
          "cite": "财会〔2023〕11号",
          "from": ["amortising", "inventory", "development"],
          "to": "=",
          "by": ["auditor"],
          "effects": [{"document": "recognitionMemo"}]
        },
        {
          "event": "derecognise",
          "label": {"zh": "处置或终止确认", "en": "derecognise"},
          "cite": "财会〔2023〕11号",
          "from": ["amortising", "inventory", "development"],
          "to": "derecognised",
          "by": ["controller"],
          "fields": ["reasons"],
          "attachments": ["disposalRecord"],
          "effects": [{"expire": "assetEntry"}]
        },
        {
          "event": "disposeArchive",
          "label": {"zh": "处置档案", "en": "dispose of the archive"},
          "cite": "会计档案管理办法 (recall)",
          "from": ["derecognised"],
          "to": "disposed",
          "by": ["accountant"],
          "require": [{"if": "today > plus(entered.derecognised, $archiveYears, 'year')", "else": "RET-TOO-EARLY"}]
        }
      ]
    }
  },
  "worksheets": {
    "purchaseCost": {
      "title": {"zh": "外购成本", "en": "cost of purchase"},
      "cite": "财会〔2023〕11号",
      "inputs": ["price", "taxesPaid", "processing", "rightsVerification", "qualityAssessment", "registrationSettlement", "securityManagement"],
      "lines": [
        {
          "id": "cost",
          "label": {"zh": "成本", "en": "cost"},
          "cite": "财会〔2023〕11号",
          "value": "price + taxesPaid + processing + rightsVerification + qualityAssessment + registrationSettlement + securityManagement"
        }
      ],
      "checks": [],
      "examples": [
        {
          "with": {
            "price": 500000,
            "taxesPaid": 30000,
            "processing": 40000,
            "rightsVerification": 10000,
            "qualityAssessment": 8000,
            "registrationSettlement": 7000,
            "securityManagement": 5000
          },
          "lines": {"cost": 600000}
        }
      ]
    },
    "amortisation": {
      "title": {"zh": "直线法摊销", "en": "straight-line amortisation"},
      "cite": "财会〔2023〕11号; 企业会计准则第6号",
      "inputs": ["cost", "residual", "months", "elapsedMonths"],
      "lines": [
        {"id": "base", "label": {"zh": "应摊销额", "en": "amortisable amount"}, "cite": "企业会计准则第6号", "value": "cost - residual"},
        {"id": "monthly", "label": {"zh": "月摊销额", "en": "monthly"}, "cite": "企业会计准则第6号", "value": "round(line.base / months, 2)"},
        {
          "id": "lastMonth",
          "label": {"zh": "末月摊销额（含尾差）", "en": "last month, with the rounding rest"},
          "cite": "尾差归末月 is ours",
          "value": "line.base - line.monthly * (months - 1)"
        },
        {
          "id": "accumulated",
          "label": {"zh": "累计摊销", "en": "accumulated"},
          "cite": "企业会计准则第6号",
          "value": "choose(elapsedMonths >= months, line.base, line.monthly * elapsedMonths)"
        },
        {"id": "carrying", "label": {"zh": "账面价值", "en": "carrying"}, "cite": "企业会计准则第6号", "value": "cost - line.accumulated"}
      ],
      "checks": [{"if": "residual <= cost", "else": "ACC-RESIDUAL"}, {"if": "line.lastMonth >= 0", "else": "ACC-RESIDUAL"}],
      "examples": [
        {
          "with": {"cost": 600000, "residual": 0, "months": 60, "elapsedMonths": 13},
          "lines": {"base": 600000, "monthly": 10000, "lastMonth": 10000, "accumulated": 130000, "carrying": 470000}
        },
        {
          "with": {"cost": 1000000, "residual": 0, "months": 36, "elapsedMonths": 35},
          "lines": {"base": 1000000, "monthly": "27777.78", "lastMonth": "27777.7", "accumulated": "972222.3", "carrying": "27777.7"}
        },
        {
          "with": {"cost": 1000000, "residual": 0, "months": 36, "elapsedMonths": 36},
          "lines": {"base": 1000000, "monthly": "27777.78", "lastMonth": "27777.7", "accumulated": 1000000, "carrying": 0}
        },
        {
          "with": {"cost": 100, "residual": 200, "months": 36, "elapsedMonths": 1},
          "lines": {"base": -100, "monthly": "-2.78", "lastMonth": "-2.7", "accumulated": "-2.78", "carrying": "102.78"},
          "refuses": ["ACC-RESIDUAL"]
        }
      ]
    },
    "intangibleTable": {
      "title": {"zh": "无形资产披露表", "en": "disclosure of intangible assets"},
      "cite": "财会〔2023〕11号",
      "inputs": [
        "originalOpening",
        "addPurchase",
        "addDevelopment",
        "addOther",
        "cutDisposal",
        "cutInvalid",
        "cutOther",
        "originalClosing",
        "amortOpening",
        "amortAdd",
        "amortCut",
        "amortClosing",
        "impairOpening",
        "impairAdd",
        "impairCut",
        "impairClosing",
        "carryingClosing",
        "carryingOpening"
      ],
      "lines": [
        {
          "id": "total-originalOpening",
          "label": {"zh": "原值期初合计", "en": "original, opening, total"},
          "cite": "财会〔2023〕11号",
          "value": "sum(originalOpening)"
        },
        {"id": "total-addPurchase", "label": {"zh": "购入增加合计", "en": "purchase, total"}, "cite": "财会〔2023〕11号", "value": "sum(addPurchase)"},
        {
          "id": "total-addDevelopment",
          "label": {"zh": "内部研发增加合计", "en": "internal R&D, total"},
          "cite": "财会〔2023〕11号",
          "value": "sum(addDevelopment)"
        },
        {"id": "total-addOther", "label": {"zh": "其他增加合计", "en": "other additions, total"}, "cite": "财会〔2023〕11号", "value": "sum(addOther)"},
        {"id": "total-cutDisposal", "label": {"zh": "处置减少合计", "en": "disposal, total"}, "cite": "财会〔2023〕11号", "value": "sum(cutDisposal)"},
        {
          "id": "total-cutInvalid",
          "label": {"zh": "失效且终止确认合计", "en": "invalidated and derecognised, total"},
          "cite": "财会〔2023〕11号",
          "value": "sum(cutInvalid)"
        },
        {"id": "total-cutOther", "label": {"zh": "其他减少合计", "en": "other reductions, total"}, "cite": "财会〔2023〕11号", "value": "sum(cutOther)"},
        {
          "id": "total-originalClosing",
          "label": {"zh": "原值期末合计", "en": "original, closing, total"},
          "cite": "财会〔2023〕11号",
          "value": "sum(originalClosing)"
        },
        {
          "id": "total-amortOpening",
          "label": {"zh": "累计摊销期初合计", "en": "amortisation, opening, total"},
          "cite": "财会〔2023〕11号",
          "value": "sum(amortOpening)"
        },
        {
          "id": "total-amortAdd",
          "label": {"zh": "本期摊销合计", "en": "amortisation of the period, total"},
          "cite": "财会〔2023〕11号",
          "value": "sum(amortAdd)"
        },
        {
          "id": "total-amortCut",
          "label": {"zh": "摊销减少合计", "en": "reductions of amortisation, total"},
          "cite": "财会〔2023〕11号",
          "value": "sum(amortCut)"
        },
        {
          "id": "total-amortClosing",
          "label": {"zh": "累计摊销期末合计", "en": "amortisation, closing, total"},
          "cite": "财会〔2023〕11号",
          "value": "sum(amortClosing)"
        },
        {
          "id": "total-impairOpening",
          "label": {"zh": "减值准备期初合计", "en": "impairment, opening, total"},
          "cite": "财会〔2023〕11号",
          "value": "sum(impairOpening)"
        },
        {
          "id": "total-impairAdd",
          "label": {"zh": "本期减值合计", "en": "impairment of the period, total"},
          "cite": "财会〔2023〕11号",
          "value": "sum(impairAdd)"
        },
        {
          "id": "total-impairCut",
          "label": {"zh": "减值减少合计", "en": "reductions of impairment, total"},
          "cite": "财会〔2023〕11号",
          "value": "sum(impairCut)"
        },
        {
          "id": "total-impairClosing",
          "label": {"zh": "减值准备期末合计", "en": "impairment, closing, total"},
          "cite": "财会〔2023〕11号",
          "value": "sum(impairClosing)"
        },
        {
          "id": "total-carryingClosing",
          "label": {"zh": "账面价值期末合计", "en": "carrying, closing, total"},
          "cite": "财会〔2023〕11号",
          "value": "sum(carryingClosing)"
        },
        {
          "id": "total-carryingOpening",
          "label": {"zh": "账面价值期初合计", "en": "carrying, opening, total"},
          "cite": "财会〔2023〕11号",
          "value": "sum(carryingOpening)"
        }
      ],
      "checks": [
        {
          "if": "item(originalClosing, 1) == item(originalOpening, 1) + item(addPurchase, 1) + item(addDevelopment, 1) + item(addOther, 1) - item(cutDisposal, 1) - item(cutInvalid, 1) - item(cutOther, 1)",
          "else": "ACC-TABLE-IMBALANCE"
        },
        {"if": "item(amortClosing, 1) == item(amortOpening, 1) + item(amortAdd, 1) - item(amortCut, 1)", "else": "ACC-TABLE-IMBALANCE"},
        {"if": "item(impairClosing, 1) == item(impairOpening, 1) + item(impairAdd, 1) - item(impairCut, 1)", "else": "ACC-TABLE-IMBALANCE"},
        {"if": "item(carryingClosing, 1) == item(originalClosing, 1) - item(amortClosing, 1) - item(impairClosing, 1)", "else": "ACC-TABLE-IMBALANCE"},
        {"if": "item(carryingOpening, 1) == item(originalOpening, 1) - item(amortOpening, 1) - item(impairOpening, 1)", "else": "ACC-TABLE-IMBALANCE"},
        {
          "if": "item(originalClosing, 2) == item(originalOpening, 2) + item(addPurchase, 2) + item(addDevelopment, 2) + item(addOther, 2) - item(cutDisposal, 2) - item(cutInvalid, 2) - item(cutOther, 2)",
          "else": "ACC-TABLE-IMBALANCE"
        },
        {"if": "item(amortClosing, 2) == item(amortOpening, 2) + item(amortAdd, 2) - item(amortCut, 2)", "else": "ACC-TABLE-IMBALANCE"},
        {"if": "item(impairClosing, 2) == item(impairOpening, 2) + item(impairAdd, 2) - item(impairCut, 2)", "else": "ACC-TABLE-IMBALANCE"},
        {"if": "item(carryingClosing, 2) == item(originalClosing, 2) - item(amortClosing, 2) - item(impairClosing, 2)", "else": "ACC-TABLE-IMBALANCE"},
        {"if": "item(carryingOpening, 2) == item(originalOpening, 2) - item(amortOpening, 2) - item(impairOpening, 2)", "else": "ACC-TABLE-IMBALANCE"},
        {
          "if": "item(originalClosing, 3) == item(originalOpening, 3) + item(addPurchase, 3) + item(addDevelopment, 3) + item(addOther, 3) - item(cutDisposal, 3) - item(cutInvalid, 3) - item(cutOther, 3)",
          "else": "ACC-TABLE-IMBALANCE"
        },
        {"if": "item(amortClosing, 3) == item(amortOpening, 3) + item(amortAdd, 3) - item(amortCut, 3)", "else": "ACC-TABLE-IMBALANCE"},
        {"if": "item(impairClosing, 3) == item(impairOpening, 3) + item(impairAdd, 3) - item(impairCut, 3)", "else": "ACC-TABLE-IMBALANCE"},
        {"if": "item(carryingClosing, 3) == item(originalClosing, 3) - item(amortClosing, 3) - item(impairClosing, 3)", "else": "ACC-TABLE-IMBALANCE"},
        {"if": "item(carryingOpening, 3) == item(originalOpening, 3) - item(amortOpening, 3) - item(impairOpening, 3)", "else": "ACC-TABLE-IMBALANCE"},
        {"if": "min(count(originalOpening), count(addPurchase), count(addDevelopment), count(addOther), count(cutDisposal), count(cutInvalid), count(cutOther), count(originalClosing), count(amortOpening), count(amortAdd), count(amortCut), count(amortClosing), count(impairOpening), count(impairAdd), count(impairCut), count(impairClosing), count(carryingClosing), count(carryingOpening)) == 3 and max(count(originalOpening), count(addPurchase), count(addDevelopment), count(addOther), count(cutDisposal), count(cutInvalid), count(cutOther), count(originalClosing), count(amortOpening), count(amortAdd), count(amortCut), count(amortClosing), count(impairOpening), count(impairAdd), count(impairCut), count(impairClosing), count(carryingClosing), count(carryingOpening)) == 3", "else": "ACC-TABLE-IMBALANCE"}
      ],
      "examples": [
        {
          "with": {
            "originalOpening": [100, 200, 0],
            "addPurchase": [50, 0, 0],
            "addDevelopment": [0, 80, 0],
            "addOther": [0, 0, 5],
            "cutDisposal": [20, 0, 0],
            "cutInvalid": [0, 10, 0],
            "cutOther": [0, 0, 1],
            "originalClosing": [130, 270, 4],
            "amortOpening": [10, 20, 0],
            "amortAdd": [12, 24, 1],
            "amortCut": [2, 1, 0],
            "amortClosing": [20, 43, 1],
            "impairOpening": [0, 5, 0],
            "impairAdd": [3, 0, 0],
            "impairCut": [0, 2, 0],
            "impairClosing": [3, 3, 0],
            "carryingClosing": [107, 224, 3],
            "carryingOpening": [90, 175, 0]
          },
          "lines": {
            "total-originalOpening": 300,
            "total-addPurchase": 50,
            "total-addDevelopment": 80,
            "total-addOther": 5,
            "total-cutDisposal": 20,
            "total-cutInvalid": 10,
            "total-cutOther": 1,
            "total-originalClosing": 404,
            "total-amortOpening": 30,
            "total-amortAdd": 37,
            "total-amortCut": 3,
            "total-amortClosing": 64,
            "total-impairOpening": 5,
            "total-impairAdd": 3,
            "total-impairCut": 2,
            "total-impairClosing": 6,
            "total-carryingClosing": 334,
            "total-carryingOpening": 265
          }
        },
        {
          "with": {
            "originalOpening": [100, 200, 0],
            "addPurchase": [50, 0, 0],
            "addDevelopment": [0, 80, 0],
            "addOther": [0, 0, 5],
            "cutDisposal": [20, 0, 0],
            "cutInvalid": [0, 10, 0],
            "cutOther": [0, 0, 1],
            "originalClosing": [130, 270, 4],
            "amortOpening": [10, 20, 0],
            "amortAdd": [12, 24, 1],
            "amortCut": [2, 1, 0],
            "amortClosing": [20, 44, 1],
            "impairOpening": [0, 5, 0],
            "impairAdd": [3, 0, 0],
            "impairCut": [0, 2, 0],
            "impairClosing": [3, 3, 0],
            "carryingClosing": [107, 224, 3],
            "carryingOpening": [90, 175, 0]
          },
          "lines": {
            "total-originalOpening": 300,
            "total-addPurchase": 50,
            "total-addDevelopment": 80,
            "total-addOther": 5,
            "total-cutDisposal": 20,
            "total-cutInvalid": 10,
            "total-cutOther": 1,
            "total-originalClosing": 404,
            "total-amortOpening": 30,
            "total-amortAdd": 37,
            "total-amortCut": 3,
            "total-amortClosing": 65,
            "total-impairOpening": 5,
            "total-impairAdd": 3,
            "total-impairCut": 2,
            "total-impairClosing": 6,
            "total-carryingClosing": 334,
            "total-carryingOpening": 265
          },
          "refuses": ["ACC-TABLE-IMBALANCE"]
        }
      ]
    },
    "inventoryTable": {
      "title": {"zh": "存货披露表", "en": "disclosure of inventory"},
      "cite": "财会〔2023〕11号",
      "inputs": [
        "stockOpening",
        "stockAdd",
        "stockCut",
        "stockClosing",
        "provisionOpening",
        "provisionAdd",
        "provisionCut",
        "provisionClosing",
        "stockCarryingClosing",
        "stockCarryingOpening"
      ],
      "lines": [
        {
          "id": "total-stockOpening",
          "label": {"zh": "存货原值期初合计", "en": "inventory, opening, total"},
          "cite": "财会〔2023〕11号",
          "value": "sum(stockOpening)"
        },
        {"id": "total-stockAdd", "label": {"zh": "存货增加合计", "en": "additions, total"}, "cite": "财会〔2023〕11号", "value": "sum(stockAdd)"},
        {"id": "total-stockCut", "label": {"zh": "存货减少合计", "en": "reductions, total"}, "cite": "财会〔2023〕11号", "value": "sum(stockCut)"},
        {
          "id": "total-stockClosing",
          "label": {"zh": "存货原值期末合计", "en": "inventory, closing, total"},
          "cite": "财会〔2023〕11号",
          "value": "sum(stockClosing)"
        },
        {
          "id": "total-provisionOpening",
          "label": {"zh": "跌价准备期初合计", "en": "write-down, opening, total"},
          "cite": "财会〔2023〕11号",
          "value": "sum(provisionOpening)"
        },
        {
          "id": "total-provisionAdd",
          "label": {"zh": "跌价准备增加合计", "en": "write-down added, total"},
          "cite": "财会〔2023〕11号",
          "value": "sum(provisionAdd)"
        },
        {
          "id": "total-provisionCut",
          "label": {"zh": "跌价准备减少合计", "en": "write-down released, total"},
          "cite": "财会〔2023〕11号",
          "value": "sum(provisionCut)"
        },
        {
          "id": "total-provisionClosing",
          "label": {"zh": "跌价准备期末合计", "en": "write-down, closing, total"},
          "cite": "财会〔2023〕11号",
          "value": "sum(provisionClosing)"
        },
        {
          "id": "total-stockCarryingClosing",
          "label": {"zh": "存货账面期末合计", "en": "inventory carrying, closing, total"},
          "cite": "财会〔2023〕11号",
          "value": "sum(stockCarryingClosing)"
        },
        {
          "id": "total-stockCarryingOpening",
          "label": {"zh": "存货账面期初合计", "en": "inventory carrying, opening, total"},
          "cite": "财会〔2023〕11号",
          "value": "sum(stockCarryingOpening)"
        }
      ],
      "checks": [
        {"if": "item(stockClosing, 1) == item(stockOpening, 1) + item(stockAdd, 1) - item(stockCut, 1)", "else": "ACC-TABLE-IMBALANCE"},
        {
          "if": "item(provisionClosing, 1) == item(provisionOpening, 1) + item(provisionAdd, 1) - item(provisionCut, 1)",
          "else": "ACC-TABLE-IMBALANCE"
        },
        {"if": "item(stockCarryingClosing, 1) == item(stockClosing, 1) - item(provisionClosing, 1)", "else": "ACC-TABLE-IMBALANCE"},
        {"if": "item(stockCarryingOpening, 1) == item(stockOpening, 1) - item(provisionOpening, 1)", "else": "ACC-TABLE-IMBALANCE"},
        {"if": "item(stockClosing, 2) == item(stockOpening, 2) + item(stockAdd, 2) - item(stockCut, 2)", "else": "ACC-TABLE-IMBALANCE"},
        {
          "if": "item(provisionClosing, 2) == item(provisionOpening, 2) + item(provisionAdd, 2) - item(provisionCut, 2)",
          "else": "ACC-TABLE-IMBALANCE"
        },
        {"if": "item(stockCarryingClosing, 2) == item(stockClosing, 2) - item(provisionClosing, 2)", "else": "ACC-TABLE-IMBALANCE"},
        {"if": "item(stockCarryingOpening, 2) == item(stockOpening, 2) - item(provisionOpening, 2)", "else": "ACC-TABLE-IMBALANCE"},
        {"if": "item(stockClosing, 3) == item(stockOpening, 3) + item(stockAdd, 3) - item(stockCut, 3)", "else": "ACC-TABLE-IMBALANCE"},
        {
          "if": "item(provisionClosing, 3) == item(provisionOpening, 3) + item(provisionAdd, 3) - item(provisionCut, 3)",
          "else": "ACC-TABLE-IMBALANCE"
        },
        {"if": "item(stockCarryingClosing, 3) == item(stockClosing, 3) - item(provisionClosing, 3)", "else": "ACC-TABLE-IMBALANCE"},
        {"if": "item(stockCarryingOpening, 3) == item(stockOpening, 3) - item(provisionOpening, 3)", "else": "ACC-TABLE-IMBALANCE"},
        {"if": "min(count(stockOpening), count(stockAdd), count(stockCut), count(stockClosing), count(provisionOpening), count(provisionAdd), count(provisionCut), count(provisionClosing), count(stockCarryingClosing), count(stockCarryingOpening)) == 3 and max(count(stockOpening), count(stockAdd), count(stockCut), count(stockClosing), count(provisionOpening), count(provisionAdd), count(provisionCut), count(provisionClosing), count(stockCarryingClosing), count(stockCarryingOpening)) == 3", "else": "ACC-TABLE-IMBALANCE"}
      ],
      "examples": [
        {
          "with": {
            "stockOpening": [30, 40, 0],
            "stockAdd": [5, 6, 7],
            "stockCut": [1, 2, 0],
            "stockClosing": [34, 44, 7],
            "provisionOpening": [3, 0, 0],
            "provisionAdd": [0, 4, 0],
            "provisionCut": [1, 0, 0],
            "provisionClosing": [2, 4, 0],
            "stockCarryingClosing": [32, 40, 7],
            "stockCarryingOpening": [27, 40, 0]
          },
          "lines": {
            "total-stockOpening": 70,
            "total-stockAdd": 18,
            "total-stockCut": 3,
            "total-stockClosing": 85,
            "total-provisionOpening": 3,
            "total-provisionAdd": 4,
            "total-provisionCut": 1,
            "total-provisionClosing": 6,
            "total-stockCarryingClosing": 79,
            "total-stockCarryingOpening": 67
          }
        },
        {
          "with": {
            "stockOpening": [30, 40, 0],
            "stockAdd": [5, 6, 7],
            "stockCut": [1, 2, 0],
            "stockClosing": [34, 45, 7],
            "provisionOpening": [3, 0, 0],
            "provisionAdd": [0, 4, 0],
            "provisionCut": [1, 0, 0],
            "provisionClosing": [2, 4, 0],
            "stockCarryingClosing": [32, 40, 7],
            "stockCarryingOpening": [27, 40, 0]
          },
          "lines": {
            "total-stockOpening": 70,
            "total-stockAdd": 18,
            "total-stockCut": 3,
            "total-stockClosing": 86,
            "total-provisionOpening": 3,
            "total-provisionAdd": 4,
            "total-provisionCut": 1,
            "total-provisionClosing": 6,
            "total-stockCarryingClosing": 79,
            "total-stockCarryingOpening": 67
          },
          "refuses": ["ACC-TABLE-IMBALANCE"]
        }
      ]
    },
    "ratioImpact": {
      "title": {"zh": "指标影响", "en": "impact on ratios"},
      "cite": "ours",
      "inputs": ["assetsBefore", "liabilities", "capitalised", "amortisedInPeriod", "increment", "marketCap"],
      "lines": [
        {
          "id": "debtRatioBefore",
          "label": {"zh": "资产负债率（前，%）", "en": "debt ratio before, percent"},
          "cite": "ours",
          "value": "round(liabilities / assetsBefore * 100, 4)"
        },
        {
          "id": "debtRatioAfter",
          "label": {"zh": "资产负债率（后，%）", "en": "debt ratio after, percent"},
          "cite": "ours",
          "value": "round(liabilities / (assetsBefore + capitalised) * 100, 4)"
        },
        {"id": "profitEffect", "label": {"zh": "利润影响", "en": "effect on profit"}, "cite": "ours", "value": "capitalised - amortisedInPeriod"},
        {
          "id": "incrementShare",
          "label": {"zh": "市值增量占比（%）", "en": "increment of market value, percent"},
          "cite": "ours",
          "value": "round(increment / marketCap * 100, 4)"
        },
        {
          "id": "incrementFlag",
          "label": {"zh": "是否超过1%", "en": "above one percent"},
          "cite": "seed: 3家超过市值1%",
          "value": "increment * 100 > marketCap * $incrementPercent"
        }
      ],
      "checks": [],
      "examples": [
        {
          "with": {"assetsBefore": 1000, "liabilities": 600, "capitalised": 50, "amortisedInPeriod": 5, "increment": 10, "marketCap": 1000},
          "lines": {"debtRatioBefore": 60, "debtRatioAfter": "57.1429", "profitEffect": 45, "incrementShare": 1, "incrementFlag": false}
        },
        {
          "with": {"assetsBefore": 1000, "liabilities": 600, "capitalised": 50, "amortisedInPeriod": 5, "increment": 11, "marketCap": 1000},
          "lines": {"debtRatioBefore": 60, "debtRatioAfter": "57.1429", "profitEffect": 45, "incrementShare": "1.1", "incrementFlag": true}
        }
      ]
    },
    "valuationCost": {
      "title": {"zh": "成本法", "en": "cost approach"},
      "cite": "VAL: 中评协〔2023〕17号; the plain form is ours",
      "inputs": ["replacementCosts", "depreciationRate", "qualityFactor", "profitRate"],
      "lines": [
        {
          "id": "value",
          "label": {"zh": "评估值", "en": "value"},
          "cite": "VAL: 中评协〔2023〕17号; the plain form is ours",
          "value": "round(sum(replacementCosts) * (1 - depreciationRate) * qualityFactor * (1 + profitRate), 2)"
        }
      ],
      "checks": [{"if": "depreciationRate <= 1", "else": "ACC-VALUATION"}],
      "examples": [
        {
          "with": {"replacementCosts": ["100000", "50000.5"], "depreciationRate": "0.2", "qualityFactor": "0.9", "profitRate": "0.1"},
          "lines": {"value": "118800.4"}
        },
        {
          "with": {"replacementCosts": ["100"], "depreciationRate": "1.1", "qualityFactor": "1", "profitRate": "0"},
          "lines": {"value": -10},
          "refuses": ["ACC-VALUATION"]
        }
      ]
    },
    "valuationIncome": {
      "title": {"zh": "收益法", "en": "income approach"},
      "cite": "VAL: 中评协〔2023〕17号; the plain form is ours",
      "inputs": ["cashFlows", "incomeShare", "discountRate"],
      "lines": [
        {
          "id": "value",
          "label": {"zh": "评估值", "en": "value"},
          "cite": "VAL: 中评协〔2023〕17号; the plain form is ours",
          "value": "round(presentValue(cashFlows, discountRate) * incomeShare, 2)"
        }
      ],
      "checks": [{"if": "incomeShare <= 1 and discountRate > 0", "else": "ACC-VALUATION"}],
      "examples": [
        {"with": {"cashFlows": ["1000000", "1000000", "1000000"], "incomeShare": "0.3", "discountRate": "0.1"}, "lines": {"value": "746055.6"}},
        {"with": {"cashFlows": ["100"], "incomeShare": "1.2", "discountRate": "0.1"}, "lines": {"value": "109.09"}, "refuses": ["ACC-VALUATION"]}
      ]
    },
    "valuationMarket": {
      "title": {"zh": "市场法", "en": "market approach"},
      "cite": "VAL: 中评协〔2023〕17号; the plain form is ours",
      "inputs": ["weights", "prices", "kQuality", "kScale", "kTime", "kRegion", "kOther"],
      "lines": [
        {
          "id": "value",
          "label": {"zh": "评估值", "en": "value"},
          "cite": "VAL: 中评协〔2023〕17号; the plain form is ours",
          "value": "round(sumProduct(weights, prices, kQuality, kScale, kTime, kRegion, kOther), 2)"
        }
      ],
      "checks": [{"if": "sum(weights) == 1", "else": "ACC-VALUATION"}],
      "examples": [
        {
          "with": {
            "weights": ["0.6", "0.4"],
            "prices": ["1000000", "800000"],
            "kQuality": ["1.1", "1"],
            "kScale": ["0.9", "1"],
            "kTime": ["1", "1.05"],
            "kRegion": ["1", "0.95"],
            "kOther": ["1", "1"]
          },
          "lines": {"value": 913200}
        },
        {
          "with": {
            "weights": ["0.6", "0.5"],
            "prices": ["10", "8"],
            "kQuality": ["1", "1"],
            "kScale": ["1", "1"],
            "kTime": ["1", "1"],
            "kRegion": ["1", "1"],
            "kOther": ["1", "1"]
          },
          "lines": {"value": 10},
          "refuses": ["ACC-VALUATION"]
        }
      ]
    },
    "survey": {
      "title": {"zh": "入表跟踪", "en": "survey of reporters"},
      "cite": "《中国企业数据资产入表情况跟踪报告》2024上半年",
      "inputs": ["firmsBefore", "firmsAfter", "amountBefore", "amountAfter", "unlisted", "unlistedParts"],
      "lines": [
        {"id": "newFirms", "label": {"zh": "新增家数", "en": "new firms"}, "cite": "跟踪报告", "value": "firmsAfter - firmsBefore"},
        {
          "id": "firmGrowth",
          "label": {"zh": "家数增长（%）", "en": "growth of firms, percent"},
          "cite": "ours",
          "value": "round((firmsAfter - firmsBefore) / firmsBefore * 100, 2)"
        },
        {"id": "amountGrowth", "label": {"zh": "金额增加（亿元）", "en": "growth of the amount"}, "cite": "跟踪报告", "value": "amountAfter - amountBefore"},
        {
          "id": "amountMultiple",
          "label": {"zh": "金额倍数", "en": "multiple of the amount"},
          "cite": "ours",
          "value": "round(amountAfter / amountBefore, 2)"
        },
        {"id": "unlistedSum", "label": {"zh": "非上市合计", "en": "unlisted, summed"}, "cite": "跟踪报告", "value": "sum(unlistedParts)"}
      ],
      "checks": [{"if": "line.unlistedSum == unlisted", "else": "ACC-TABLE-IMBALANCE"}],
      "examples": [
        {
          "with": {"firmsBefore": 17, "firmsAfter": 41, "amountBefore": "0.79", "amountAfter": "13.64", "unlisted": 126, "unlistedParts": [38, 72, 16]},
          "lines": {"newFirms": 24, "firmGrowth": "141.18", "amountGrowth": "12.85", "amountMultiple": "17.27", "unlistedSum": 126}
        },
        {
          "with": {"firmsBefore": 17, "firmsAfter": 41, "amountBefore": "0.79", "amountAfter": "13.64", "unlisted": 127, "unlistedParts": [38, 72, 16]},
          "lines": {"newFirms": 24, "firmGrowth": "141.18", "amountGrowth": "12.85", "amountMultiple": "17.27", "unlistedSum": 126},
          "refuses": ["ACC-TABLE-IMBALANCE"]
        }
      ]
    }
  }
}

"""##
}
