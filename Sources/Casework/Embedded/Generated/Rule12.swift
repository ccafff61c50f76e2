// swift-format-ignore-file
// Written by Rules/embed.sh from Rules/cn/cross-border/2024-03-22.json; change that.
// Some of these have over 400 lines: each is one rule file, byte for byte.

extension EmbeddedRules {
    static let text12 = ##"""
{
  "schema": "sluice-pack/1",
  "id": "cn.cross-border",
  "version": "2024-03-22",
  "jurisdiction": "CN",
  "title": {"zh": "数据出境", "en": "Cross-border data transfer"},
  "citation": "《促进和规范数据跨境流动规定》国家互联网信息办公室令第16号",
  "sources": [
    {"key": "XB16", "title": "《促进和规范数据跨境流动规定》国家互联网信息办公室令第16号", "extent": "full"},
    {"key": "XB13", "title": "《个人信息出境标准合同办法》国家互联网信息办公室令第13号", "extent": "full"},
    {"key": "XB11", "title": "《数据出境安全评估办法》国家互联网信息办公室令第11号 (Q&A digest)", "extent": "part"},
    {"key": "SCC-G2", "title": "个人信息出境标准合同备案指南（第二版）", "extent": "part"},
    {"key": "QA25", "title": "数据出境安全管理政策问答 2025-04-09, 2025-05-30", "extent": "full"},
    {"key": "QA26", "title": "问答摘编 2026-01-30, 2026-07 (second hand)", "extent": "press"}
  ],
  "effective": {"from": "2024-03-22", "basis": "legal", "cite": "XB16 art 14: 自公布之日起施行"},
  "zone": "+08:00",
  "calendar": "cn",
  "parameters": {
    "completenessDays": {
      "value": 5,
      "unit": "workingDay",
      "basis": "partial",
      "cite": "XB11: 省级网信部门5个工作日完备性查验",
      "label": {"zh": "完备性查验（工作日）", "en": "completeness check, working days"},
      "stricter": "lower"
    },
    "decisionDays": {
      "value": 45,
      "unit": "workingDay",
      "basis": "partial",
      "cite": "XB11: 受理之日起45个工作日",
      "label": {"zh": "评估（工作日）", "en": "assessment, working days"},
      "stricter": "lower"
    },
    "decisionExtension": {
      "value": 45,
      "unit": "workingDay",
      "basis": "assumed",
      "cite": "XB11 allows an extension and the excerpt gives no length",
      "label": {"zh": "延长评估（工作日）", "en": "extended assessment, working days"},
      "stricter": "lower"
    },
    "reassessmentDays": {
      "value": 15,
      "unit": "workingDay",
      "basis": "partial",
      "cite": "XB11: 收到结果15个工作日内",
      "label": {"zh": "申请复评（工作日）", "en": "request for reassessment, working days"},
      "stricter": "none"
    },
    "validityYears": {
      "value": 3,
      "unit": "year",
      "basis": "legal",
      "cite": "XB16 art 9: 自结果出具之日起3年",
      "label": {"zh": "有效期（年）", "en": "validity, years"},
      "stricter": "lower"
    },
    "extensionWindow": {
      "value": 60,
      "unit": "workingDay",
      "basis": "legal",
      "cite": "XB16 art 9: 届满前60个工作日内",
      "label": {"zh": "延期窗口（工作日）", "en": "extension window, working days"},
      "stricter": "none"
    },
    "growthCap": {
      "value": 20,
      "unit": "percent",
      "basis": "partial",
      "cite": "QA26: 未来三年增幅不超过20% (second hand)",
      "label": {"zh": "增幅上限（%）", "en": "cap of planned growth, percent"},
      "stricter": "lower"
    },
    "filingDays": {
      "value": 10,
      "unit": "workingDay",
      "basis": "legal",
      "cite": "XB13: 生效之日起10个工作日内备案",
      "label": {"zh": "合同备案（工作日）", "en": "filing of the contract, working days"},
      "stricter": "lower"
    },
    "filingCheckDays": {
      "value": 15,
      "unit": "workingDay",
      "basis": "partial",
      "cite": "SCC-G2: 15个工作日查验",
      "label": {"zh": "备案查验（工作日）", "en": "check of the filing, working days"},
      "stricter": "lower"
    },
    "filingSupplementDays": {
      "value": 10,
      "unit": "workingDay",
      "basis": "partial",
      "cite": "SCC-G2: 10个工作日内补充",
      "label": {"zh": "补充材料（工作日）", "en": "supplement of the filing, working days"},
      "stricter": "none"
    },
    "importantNoticeMonths": {
      "value": 2,
      "unit": "month",
      "basis": "legal",
      "cite": "QA25 2025-05-30: 2个月内申报",
      "label": {"zh": "重要数据告知后申报（月）", "en": "declaration after a notice of important data, months"},
      "stricter": "lower"
    },
    "listFilingDays": {
      "value": 10,
      "unit": "workingDay",
      "basis": "assumed",
      "cite": "XB16 art 6 orders the filing of a list and gives no time",
      "label": {"zh": "负面清单备案（工作日）", "en": "filing of a negative list, working days"},
      "stricter": "none"
    }
  },
  "roles": {
    "exporter": {"zh": "数据处理者", "en": "exporter"},
    "provincialRegulator": {"zh": "省级网信部门", "en": "provincial regulator"},
    "nationalRegulator": {"zh": "国家网信部门", "en": "national regulator"},
    "zoneAuthority": {"zh": "自由贸易试验区管理机构", "en": "authority of the free-trade zone"}
  },
  "facts": {
    "containsPI": {"kind": "flag", "label": {"zh": "含个人信息", "en": "contains personal information"}},
    "importantData": {"kind": "flag", "label": {"zh": "被告知或公开发布为重要数据", "en": "notified or published as important data"}},
    "exemptActivity": {"kind": "flag", "label": {"zh": "国际贸易、跨境运输、学术合作、跨国生产制造、市场营销活动", "en": "trade, transport, academic, manufacturing or marketing activity"}},
    "foreignOriginOnly": {"kind": "flag", "label": {"zh": "境外收集产生、境内处理后出境且未引入境内个人信息或重要数据", "en": "collected abroad, processed here, nothing domestic added"}},
    "inFreeTradeZone": {"kind": "flag", "label": {"zh": "自由贸易试验区内处理者", "en": "exporter in a free-trade zone"}},
    "offNegativeList": {"kind": "flag", "label": {"zh": "不在负面清单内", "en": "not on the zone's negative list"}},
    "contractNecessity": {"kind": "flag", "label": {"zh": "为订立、履行个人作为一方当事人的合同所必需", "en": "needed for a contract of the individual"}},
    "hrNecessity": {"kind": "flag", "label": {"zh": "依法制定的劳动规章制度和集体合同的跨境人力资源管理所必需", "en": "needed for cross-border HR under lawful rules and a collective contract"}},
    "emergency": {"kind": "flag", "label": {"zh": "紧急情况下保护生命健康和财产安全所必需", "en": "emergency for life, health or property"}},
    "ciio": {"kind": "flag", "label": {"zh": "关键信息基础设施运营者", "en": "operator of critical information infrastructure"}},
    "nonSensitive": {"kind": "number", "label": {"zh": "自当年1月1日起累计（不含敏感个人信息）人数", "en": "persons since 1 January, non-sensitive"}, "minimum": 0},
    "sensitive": {"kind": "number", "label": {"zh": "自当年1月1日起累计敏感个人信息人数", "en": "persons since 1 January, sensitive"}, "minimum": 0},
    "leavesMainland": {"kind": "flag", "label": {"zh": "向境外提供（含境外远程访问）", "en": "leaves the mainland, remote access included"}, "absent": false},
    "basisKind": {
      "kind": "choice",
      "label": {"zh": "出境依据", "en": "basis of the export"},
      "choices": ["none", "contract", "certification", "assessment"],
      "absent": "none"
    },
    "basisEffectiveOn": {"kind": "date", "label": {"zh": "依据生效日", "en": "basis effective on"}},
    "basisThrough": {"kind": "date", "label": {"zh": "依据有效期至", "en": "basis holds through"}},
    "recipientInScope": {"kind": "flag", "label": {"zh": "接收方与依据一致", "en": "recipient is the one of the basis"}},
    "purposeInScope": {"kind": "flag", "label": {"zh": "目的与依据一致", "en": "purpose is the one of the basis"}},
    "volumesSplit": {"kind": "flag", "label": {"zh": "数量拆分", "en": "volumes were split"}},
    "exempt": {"kind": "flag", "label": {"zh": "属于免予申报情形", "en": "exempt export"}, "absent": false},
    "exporterGroup": {"kind": "text", "label": {"zh": "处理者（集团）", "en": "exporter or its group"}},
    "recipient": {"kind": "text", "label": {"zh": "境外接收方", "en": "recipient abroad"}},
    "purpose": {"kind": "text", "label": {"zh": "出境目的", "en": "purpose"}},
    "country": {"kind": "text", "label": {"zh": "国家或地区", "en": "country or region"}},
    "dataClasses": {"kind": "list", "label": {"zh": "数据种类", "en": "classes of data"}},
    "retentionAbroad": {"kind": "text", "label": {"zh": "境外保存期限", "en": "retention abroad"}},
    "reasons": {"kind": "text", "label": {"zh": "理由", "en": "reasons"}},
    "effectiveOn": {"kind": "date", "label": {"zh": "合同生效日", "en": "contract effective on"}},
    "changedItems": {"kind": "list", "label": {"zh": "变化事项", "en": "what changed"}},
    "growthPercent": {"kind": "number", "label": {"zh": "未来三年人数计划增幅（%）", "en": "planned growth of persons over three years, percent"}, "minimum": 0},
    "missingItems": {"kind": "list", "label": {"zh": "需补充的材料", "en": "what is missing"}},
    "zoneName": {"kind": "text", "label": {"zh": "自由贸易试验区", "en": "free-trade zone"}},
    "listVersion": {"kind": "text", "label": {"zh": "负面清单版本", "en": "version of the list"}},
    "incidentAbroad": {"kind": "flag", "label": {"zh": "发生或可能发生数据安全事件", "en": "a data security incident abroad"}, "absent": false}
  },
  "attachments": {
    "selfAssessment": {"zh": "出境风险自评估报告", "en": "self-assessment of risks"},
    "application": {"zh": "申报书", "en": "application"},
    "legalDocument": {"zh": "与接收方的法律文件", "en": "document with the recipient"},
    "contract": {"zh": "标准合同", "en": "standard contract"},
    "pipia": {"zh": "个人信息保护影响评估报告", "en": "impact assessment"},
    "creditCode": {"zh": "统一社会信用代码证件", "en": "credit code"},
    "legalRepresentativeID": {"zh": "法定代表人身份证件", "en": "identity of the legal representative"},
    "agentID": {"zh": "经办人身份证件", "en": "identity of the agent"},
    "powerOfAttorney": {"zh": "经办人授权委托书", "en": "power of attorney"},
    "commitment": {"zh": "承诺书", "en": "commitment letter"},
    "negativeList": {"zh": "负面清单", "en": "negative list"},
    "supplementPapers": {"zh": "补充材料", "en": "supplementary papers"}
  },
  "refusals": {
    "XB-WRONG-ROUTE": {
      "text": {"zh": "该出境情形不走此程序", "en": "this export does not take this procedure"},
      "cite": "XB16 arts 3–8",
      "remedy": {"zh": "按判定表确定的路径办理", "en": "take the route that the table gives"}
    },
    "XB-BLOCKED": {
      "text": {"zh": "无法判定路径：人数或属性未知，或需人工判断", "en": "the route cannot be told: counts or flags unknown, or a human must judge"},
      "cite": "XB16 arts 2–8",
      "remedy": {"zh": "补全人数和属性；自贸区重要数据由人工判断", "en": "give the counts and flags; let a human judge important data of a zone"}
    },
    "XB-ASSESS-REQUIRED": {
      "text": {"zh": "须先通过数据出境安全评估", "en": "a security assessment must be passed first"},
      "cite": "XB16 art 7",
      "remedy": {"zh": "向省级网信部门申报安全评估", "en": "declare to the provincial regulator"}
    },
    "XB-BASIS-REQUIRED": {
      "text": {"zh": "须订立标准合同或通过认证", "en": "a standard contract or a certification is needed"},
      "cite": "XB16 art 8",
      "remedy": {"zh": "订立标准合同并备案，或通过认证", "en": "conclude and file the contract, or be certified"}
    },
    "XB-NOT-EFFECTIVE": {
      "text": {"zh": "合同生效前不得出境", "en": "no export before the contract takes effect"},
      "cite": "XB13: 标准合同生效后方可开展出境活动",
      "remedy": {"zh": "待合同生效", "en": "wait until the contract takes effect"}
    },
    "XB-ASSESS-EXPIRED": {
      "text": {"zh": "出境依据已届满", "en": "the basis of the export has expired"},
      "cite": "XB16 art 9",
      "remedy": {"zh": "重新申报、认证，或在届满前申请延期", "en": "declare or certify again, or extend before expiry"}
    },
    "XB-SCOPE": {
      "text": {"zh": "接收方或目的超出依据范围", "en": "recipient or purpose beyond the basis"},
      "cite": "XB13; XB11",
      "remedy": {"zh": "按原接收方和目的提供，或重新办理", "en": "keep to recipient and purpose, or renew the basis"}
    },
    "XB-SPLIT": {
      "text": {"zh": "不得以数量拆分等手段规避安全评估", "en": "volumes may not be split to avoid the assessment"},
      "cite": "XB13: 不得采取数量拆分等手段",
      "remedy": {"zh": "合并计算并按合计办理", "en": "count them together and take the route of the sum"}
    },
    "XB-WINDOW": {
      "text": {"zh": "不在延期申请窗口内", "en": "outside the window for extension"},
      "cite": "XB16 art 9: 届满前60个工作日内",
      "remedy": {"zh": "在届满前60个工作日内申请；届满后重新申报", "en": "apply in the last 60 working days; after expiry declare anew"}
    },
    "XB-GROWTH": {
      "text": {"zh": "计划增幅超出延期条件", "en": "planned growth is beyond what an extension allows"},
      "cite": "QA26 (second hand)",
      "remedy": {"zh": "重新申报安全评估", "en": "declare a new assessment"}
    },
    "XB-EXTENDED": {
      "text": {"zh": "评估期限已延长过", "en": "the assessment was extended before"},
      "cite": "XB11",
      "remedy": {"zh": "作出评估结果", "en": "decide the assessment"}
    },
    "XB-SUPPLEMENT": {
      "text": {"zh": "材料只补充一次", "en": "papers are supplemented once"},
      "cite": "SCC-G2",
      "remedy": {"zh": "终止备案后重新提交", "en": "end this filing and file anew"}
    }
  },
  "documents": {
    "completenessNotice": {"label": {"zh": "完备性查验结果", "en": "result of the completeness check"}, "cite": "XB11"},
    "acceptanceNotice": {"label": {"zh": "受理通知书", "en": "notice of acceptance"}, "cite": "XB11", "servedBy": ["nationalRegulator"]},
    "extensionNotice": {"label": {"zh": "延长评估告知", "en": "notice of extension"}, "cite": "XB11"},
    "assessmentDecision": {"label": {"zh": "评估结果通知书", "en": "decision of the assessment"}, "cite": "XB11", "servedBy": ["nationalRegulator"]},
    "reassessmentDecision": {"label": {"zh": "复评结论", "en": "decision of the reassessment"}, "cite": "XB11: 复评结果为最终结论"},
    "filingResult": {"label": {"zh": "备案结果", "en": "result of the filing"}, "cite": "SCC-G2"},
    "supplementNotice": {"label": {"zh": "补充材料通知", "en": "notice to supplement"}, "cite": "SCC-G2", "servedBy": ["provincialRegulator"]},
    "listReceipt": {"label": {"zh": "负面清单备案回执", "en": "receipt of the list"}, "cite": "XB16 art 6"}
  },
  "credentials": {
    "assessmentResult": {
      "label": {"zh": "数据出境安全评估通过", "en": "assessment passed"},
      "cite": "XB16 art 9",
      "claims": ["exporterGroup", "recipient", "purpose"],
      "valid": {"n": "$validityYears", "unit": "year"}
    },
    "filingNumber": {
      "label": {"zh": "标准合同备案号", "en": "filing number of the contract"},
      "cite": "SCC-G2",
      "claims": ["exporterGroup", "recipient", "purpose", "effectiveOn"]
    },
    "negativeListFiling": {"label": {"zh": "负面清单备案", "en": "filed negative list"}, "cite": "XB16 art 6", "claims": ["zoneName", "listVersion"]}
  },
  "obligations": {
    "artTen": {"text": {"zh": "履行告知、取得单独同意、开展影响评估", "en": "inform, obtain separate consent, assess the impact"}, "cite": "XB16 art 10"},
    "incidentReport": {"text": {"zh": "采取补救措施并向省级以上网信部门报告", "en": "remedy it and report to the regulator at provincial level or above"}, "cite": "XB16 art 11"},
    "reserveCount": {"text": {"zh": "传输前先预占人数，再开始传输", "en": "reserve the count before the transfer starts"}, "cite": "XB16 arts 7–8; the reservation is ours"}
  },
  "tables": {
    "route": {
      "cite": "XB16 arts 2–8; the order rests on the carve-out of arts 7–8 (two halves read in two texts)",
      "hit": "first",
      "inputs": [
        "importantData",
        "exemptActivity",
        "foreignOriginOnly",
        "inFreeTradeZone",
        "offNegativeList",
        "contractNecessity",
        "hrNecessity",
        "emergency",
        "ciio",
        "containsPI",
        "nonSensitive",
        "sensitive"
      ],
      "outputs": ["route", "article"],
      "rows": [
        {
          "id": "1",
          "cite": "XB16 art 3",
          "if": {"exemptActivity": true, "containsPI": false, "importantData": false},
          "then": {"route": "exempt", "article": "3"}
        },
        {"id": "2", "cite": "XB16 art 4", "if": {"foreignOriginOnly": true}, "then": {"route": "exempt", "article": "4"}},
        {
          "id": "3",
          "cite": "XB16 art 6",
          "if": {"inFreeTradeZone": true, "offNegativeList": true, "importantData": false},
          "then": {"route": "ftzExempt", "article": "6"}
        },
        {
          "id": "3r",
          "cite": "XB16 arts 6–7: a human judges",
          "if": {"inFreeTradeZone": true, "offNegativeList": true, "importantData": true},
          "then": {"route": "humanReview", "article": "6"}
        },
        {"id": "4", "cite": "XB16 arts 2, 7", "if": {"importantData": true}, "then": {"route": "assessment", "article": "7"}},
        {
          "id": "5",
          "cite": "XB16 art 5(1)",
          "if": {"contractNecessity": true, "importantData": false},
          "then": {"route": "exempt", "article": "5(1)"}
        },
        {"id": "6", "cite": "XB16 art 5(2)", "if": {"hrNecessity": true, "importantData": false}, "then": {"route": "exempt", "article": "5(2)"}},
        {"id": "7", "cite": "XB16 art 5(3)", "if": {"emergency": true, "importantData": false}, "then": {"route": "exempt", "article": "5(3)"}},
        {"id": "8", "cite": "XB16 art 7(1)", "if": {"ciio": true, "containsPI": true}, "then": {"route": "assessment", "article": "7(1)"}},
        {"id": "9a", "cite": "XB16 art 7(2)", "if": {"ciio": false, "nonSensitive": "[1000000,)"}, "then": {"route": "assessment", "article": "7(2)"}},
        {"id": "9b", "cite": "XB16 art 7(2)", "if": {"ciio": false, "sensitive": "[10000,)"}, "then": {"route": "assessment", "article": "7(2)"}},
        {
          "id": "10a",
          "cite": "XB16 art 8",
          "if": {"ciio": false, "importantData": false, "nonSensitive": "[100000,1000000)", "sensitive": "[0,10000)"},
          "then": {"route": "contractOrCertification", "article": "8"}
        },
        {
          "id": "10b",
          "cite": "XB16 art 8",
          "if": {"ciio": false, "importantData": false, "nonSensitive": "[0,100000)", "sensitive": "(0,10000)"},
          "then": {"route": "contractOrCertification", "article": "8"}
        },
        {
          "id": "11",
          "cite": "XB16 art 5(4)",
          "if": {"ciio": false, "importantData": false, "nonSensitive": "[0,100000)", "sensitive": "[0,0]"},
          "then": {"route": "exempt", "article": "5(4)"}
        },
        {"id": "12", "cite": "XB16 arts 2–8: cannot be told", "if": {}, "then": {"route": "blocked", "article": "2-8"}}
      ],
      "examples": {
        "base": {
          "importantData": false,
          "exemptActivity": false,
          "foreignOriginOnly": false,
          "inFreeTradeZone": false,
          "offNegativeList": false,
          "contractNecessity": false,
          "hrNecessity": false,
          "emergency": false,
          "ciio": false,
          "containsPI": true,
          "nonSensitive": 0,
          "sensitive": 0
        },
        "cases": [
          {"with": {"exemptActivity": true, "containsPI": false}, "row": "1", "then": {"route": "exempt", "article": "3"}},
          {"with": {"foreignOriginOnly": true}, "row": "2", "then": {"route": "exempt", "article": "4"}},
          {"with": {"inFreeTradeZone": true, "offNegativeList": true}, "row": "3", "then": {"route": "ftzExempt", "article": "6"}},
          {"with": {"inFreeTradeZone": true, "offNegativeList": true, "importantData": true}, "row": "3r", "then": {"route": "humanReview", "article": "6"}},
          {"with": {"importantData": true}, "row": "4", "then": {"route": "assessment", "article": "7"}},
          {"with": {"importantData": true, "contractNecessity": true}, "row": "4", "then": {"route": "assessment", "article": "7"}},
          {"with": {"contractNecessity": true, "ciio": true, "nonSensitive": 5000000}, "row": "5", "then": {"route": "exempt", "article": "5(1)"}},
          {"with": {"hrNecessity": true}, "row": "6", "then": {"route": "exempt", "article": "5(2)"}},
          {"with": {"emergency": true}, "row": "7", "then": {"route": "exempt", "article": "5(3)"}},
          {"with": {"ciio": true, "nonSensitive": 1}, "row": "8", "then": {"route": "assessment", "article": "7(1)"}},
          {"with": {"nonSensitive": 99999}, "row": "11", "then": {"route": "exempt", "article": "5(4)"}},
          {"with": {"nonSensitive": 100000}, "row": "10a", "then": {"route": "contractOrCertification", "article": "8"}},
          {"with": {"nonSensitive": 999999}, "row": "10a", "then": {"route": "contractOrCertification", "article": "8"}},
          {"with": {"nonSensitive": 1000000}, "row": "9a", "then": {"route": "assessment", "article": "7(2)"}},
          {"with": {"sensitive": 1}, "row": "10b", "then": {"route": "contractOrCertification", "article": "8"}},
          {"with": {"sensitive": 9999}, "row": "10b", "then": {"route": "contractOrCertification", "article": "8"}},
          {"with": {"sensitive": 10000}, "row": "9b", "then": {"route": "assessment", "article": "7(2)"}},
          {"with": {"nonSensitive": 100000, "sensitive": 9999}, "row": "10a", "then": {"route": "contractOrCertification", "article": "8"}},
          {"with": {"nonSensitive": null}, "row": "12", "then": {"route": "blocked", "article": "2-8"}},
          {"with": {"ciio": null}, "row": "12", "then": {"route": "blocked", "article": "2-8"}},
          {"with": {"importantData": null}, "row": "12", "then": {"route": "blocked", "article": "2-8"}}
        ]
      }
    }
  },
  "counters": {
    "exportedPersons": {
      "cite": "XB16 arts 5, 7, 8: 自当年1月1日起累计; XB13: 不得数量拆分",
      "since": "01-01",
      "measures": ["nonSensitive", "sensitive"],
      "groupBy": ["exporterGroup", "recipient", "purpose"],
      "except": "exempt",
      "table": "route",
      "output": "route",
      "order": ["exempt", "ftzExempt", "contractOrCertification", "assessment", "humanReview", "blocked"],
      "refuse": "XB-SPLIT"
    },
    "sinceNewYear": {
      "cite": "XB16 arts 5, 7, 8: 自当年1月1日起累计，按处理者合计",
      "since": "01-01",
      "measures": ["nonSensitive", "sensitive"],
      "groupBy": ["exporterGroup"],
      "except": "exempt",
      "table": "route",
      "output": "route",
      "order": ["exempt", "ftzExempt", "contractOrCertification", "assessment", "humanReview", "blocked"]
    }
  },
  "procedures": {
    "assessment": {
      "title": {"zh": "数据出境安全评估", "en": "security assessment"},
      "cite": "XB16 arts 7, 9; XB11",
      "states": [
        {
          "id": "submitted",
          "label": {"zh": "已申报", "en": "submitted"},
          "timers": [
            {
              "id": "completeness",
              "label": {"zh": "完备性查验", "en": "completeness check"},
              "cite": "XB11: 5个工作日",
              "who": "provincialRegulator",
              "n": "$completenessDays",
              "unit": "workingDay",
              "from": "entered"
            }
          ]
        },
        {"id": "forwarded", "label": {"zh": "已报送国家网信部门", "en": "forwarded"}},
        {
          "id": "deciding",
          "label": {"zh": "评估中", "en": "being assessed"},
          "timers": [
            {
              "id": "decision",
              "label": {"zh": "评估期限", "en": "assessment"},
              "cite": "XB11: 45个工作日",
              "who": "nationalRegulator",
              "n": "$decisionDays",
              "unit": "workingDay",
              "from": "served.acceptanceNotice"
            }
          ]
        },
        {
          "id": "extended",
          "label": {"zh": "延长评估", "en": "assessment extended"},
          "timers": [
            {
              "id": "extendedDecision",
              "label": {"zh": "延长的评估期限", "en": "extended assessment"},
              "cite": "assumed: XB11 excerpt gives no length",
              "who": "nationalRegulator",
              "n": "$decisionExtension",
              "unit": "workingDay",
              "from": "entered"
            }
          ]
        },
        {
          "id": "passed",
          "label": {"zh": "已通过", "en": "passed"},
          "timers": [
            {
              "id": "expiry",
              "label": {"zh": "有效期届满", "en": "expiry"},
              "cite": "XB16 art 9: 3年",
              "who": "exporter",
              "n": 0,
              "unit": "calendarDay",
              "from": "expiry.assessmentResult",
              "event": "expire"
            }
          ]
        },
        {
          "id": "failed",
          "label": {"zh": "未通过", "en": "failed"},
          "timers": [
            {
              "id": "reassessment",
              "label": {"zh": "申请复评期限", "en": "request for reassessment"},
              "cite": "XB11: 15个工作日",
              "who": "exporter",
              "n": "$reassessmentDays",
              "unit": "workingDay",
              "from": "served.assessmentDecision",
              "event": "failureStands"
            }
          ]
        },
        {"id": "reassessing", "label": {"zh": "复评中", "en": "reassessing"}},
        {"id": "returned", "label": {"zh": "材料不齐退回", "en": "returned"}, "final": true},
        {"id": "notPassed", "label": {"zh": "未通过（最终）", "en": "not passed"}, "final": true},
        {"id": "expired", "label": {"zh": "已届满", "en": "expired"}, "final": true},
        {"id": "superseded", "label": {"zh": "须重新申报", "en": "to be declared anew"}, "final": true}
      ],
      "transitions": [
        {
          "event": "submit",
          "label": {"zh": "申报安全评估", "en": "declare"},
          "cite": "XB16 art 7; XB11",
          "from": ["new"],
          "to": "submitted",
          "by": ["exporter"],
          "fields": [
            "ciio",
            "containsPI",
            "importantData",
            "nonSensitive",
            "sensitive",
            "exporterGroup",
            "recipient",
            "country",
            "purpose",
            "dataClasses",
            "retentionAbroad"
          ],
          "optional": ["exemptActivity", "foreignOriginOnly", "inFreeTradeZone", "offNegativeList", "contractNecessity", "hrNecessity", "emergency"],
          "attachments": ["application", "selfAssessment", "legalDocument"],
          "require": [{"if": "table.route.route in ['assessment', 'humanReview']", "else": "XB-WRONG-ROUTE"}]
        },
        {
          "event": "returnPapers",
          "label": {"zh": "退回", "en": "return as incomplete"},
          "cite": "XB11",
          "from": ["submitted"],
          "to": "returned",
          "by": ["provincialRegulator"],
          "fields": ["missingItems"],
          "effects": [{"document": "completenessNotice"}]
        },
        {
          "event": "forward",
          "label": {"zh": "报送", "en": "forward"},
          "cite": "XB11",
          "from": ["submitted"],
          "to": "forwarded",
          "by": ["provincialRegulator"],
          "effects": [{"document": "completenessNotice"}]
        },
        {
          "event": "accept",
          "label": {"zh": "受理", "en": "accept"},
          "cite": "XB11",
          "from": ["forwarded"],
          "to": "deciding",
          "by": ["nationalRegulator"],
          "effects": [{"document": "acceptanceNotice"}]
        },
        {
          "event": "extendDecision",
          "label": {"zh": "延长评估", "en": "extend the assessment"},
          "cite": "XB11",
          "from": ["deciding"],
          "to": "extended",
          "by": ["nationalRegulator"],
          "fields": ["reasons"],
          "once": "XB-EXTENDED",
          "effects": [{"document": "extensionNotice"}]
        },
        {
          "event": "pass",
          "label": {"zh": "评估通过", "en": "pass"},
          "cite": "XB11; XB16 art 9",
          "from": ["deciding", "extended"],
          "to": "passed",
          "by": ["nationalRegulator"],
          "otherThan": ["accept"],
          "effects": [{"issue": "assessmentResult"}, {"document": "assessmentDecision"}]
        },
        {
          "event": "fail",
          "label": {"zh": "评估不通过", "en": "fail"},
          "cite": "XB11",
          "from": ["deciding", "extended"],
          "to": "failed",
          "by": ["nationalRegulator"],
          "fields": ["reasons"],
          "otherThan": ["accept"],
          "effects": [{"document": "assessmentDecision"}]
        },
        {
          "event": "requestReassessment",
          "label": {"zh": "申请复评", "en": "request reassessment"},
          "cite": "XB11: 15个工作日",
          "from": ["failed"],
          "to": "reassessing",
          "by": ["exporter"],
          "fields": ["reasons"]
        },
        {
          "event": "failureStands",
          "label": {"zh": "未申请复评", "en": "failure stands"},
          "cite": "XB11",
          "from": ["failed"],
          "to": "notPassed",
          "by": ["system"]
        },
        {
          "event": "passAgain",
          "label": {"zh": "复评通过", "en": "pass after reassessment"},
          "cite": "XB11",
          "from": ["reassessing"],
          "to": "passed",
          "by": ["nationalRegulator"],
          "otherThan": ["fail"],
          "effects": [{"issue": "assessmentResult"}, {"document": "reassessmentDecision"}]
        },
        {
          "event": "failAgain",
          "label": {"zh": "复评不通过", "en": "fail after reassessment"},
          "cite": "XB11: 最终结论",
          "from": ["reassessing"],
          "to": "notPassed",
          "by": ["nationalRegulator"],
          "fields": ["reasons"],
          "otherThan": ["fail"],
          "effects": [{"document": "reassessmentDecision"}]
        },
        {
          "event": "extended",
          "label": {"zh": "已延期", "en": "extended"},
          "cite": "XB16 art 9",
          "from": ["passed"],
          "to": "=",
          "by": ["system"],
          "effects": [{"renew": "assessmentResult"}]
        },
        {
          "event": "reportChange",
          "label": {"zh": "出现须重新申报的变化", "en": "report a change that needs a new declaration"},
          "cite": "XB11; XB16 art 9",
          "from": ["passed"],
          "to": "superseded",
          "by": ["exporter", "nationalRegulator"],
          "fields": ["changedItems"],
          "effects": [{"revoke": "assessmentResult"}]
        },
        {
          "event": "expire",
          "label": {"zh": "届满", "en": "expire"},
          "cite": "XB16 art 9",
          "from": ["passed"],
          "to": "expired",
          "by": ["system"],
          "effects": [{"expire": "assessmentResult"}]
        }
      ]
    },
    "extension": {
      "title": {"zh": "评估结果延期", "en": "extension of an assessment"},
      "cite": "XB16 art 9",
      "parents": ["assessment"],
      "states": [
        {"id": "requested", "label": {"zh": "已申请", "en": "requested"}},
        {"id": "granted", "label": {"zh": "已延期", "en": "granted"}, "final": true},
        {"id": "refused", "label": {"zh": "不予延期", "en": "refused"}, "final": true}
      ],
      "transitions": [
        {
          "event": "request",
          "label": {"zh": "申请延期", "en": "request extension"},
          "cite": "XB16 art 9: 届满前60个工作日内",
          "from": ["new"],
          "to": "requested",
          "by": ["exporter"],
          "whileParent": ["passed"],
          "fields": ["growthPercent"],
          "window": {"credential": "assessmentResult", "n": "$extensionWindow", "unit": "workingDay", "else": "XB-WINDOW"},
          "require": [{"if": "growthPercent <= $growthCap", "else": "XB-GROWTH"}]
        },
        {
          "event": "grant",
          "label": {"zh": "批准延期", "en": "grant"},
          "cite": "XB16 art 9",
          "from": ["requested"],
          "to": "granted",
          "by": ["nationalRegulator"],
          "require": [{"if": "credential.assessmentResult.status == 'valid'", "else": "XB-ASSESS-EXPIRED"}],
          "effects": [{"parent": "extended"}]
        },
        {
          "event": "refuse",
          "label": {"zh": "不予延期", "en": "refuse"},
          "cite": "XB16 art 9",
          "from": ["requested"],
          "to": "refused",
          "by": ["nationalRegulator"],
          "fields": ["reasons"]
        }
      ]
    },
    "contract": {
      "title": {"zh": "个人信息出境标准合同备案", "en": "filing of a standard contract"},
      "cite": "XB16 art 8; XB13; SCC-G2",
      "states": [
        {"id": "signed", "label": {"zh": "已订立", "en": "signed"}},
        {
          "id": "effective",
          "label": {"zh": "已生效待备案", "en": "effective, to be filed"},
          "timers": [
            {
              "id": "filing",
              "label": {"zh": "备案期限", "en": "filing"},
              "cite": "XB13: 生效之日起10个工作日",
              "who": "exporter",
              "n": "$filingDays",
              "unit": "workingDay",
              "from": "fact.effectiveOn"
            }
          ]
        },
        {
          "id": "checking",
          "label": {"zh": "查验中", "en": "being checked"},
          "timers": [
            {
              "id": "check",
              "label": {"zh": "查验期限", "en": "check"},
              "cite": "SCC-G2: 15个工作日",
              "who": "provincialRegulator",
              "n": "$filingCheckDays",
              "unit": "workingDay",
              "from": "entered"
            }
          ]
        },
        {
          "id": "supplementing",
          "label": {"zh": "待补充", "en": "to be supplemented"},
          "timers": [
            {
              "id": "supplement",
              "label": {"zh": "补充期限", "en": "supplement"},
              "cite": "SCC-G2: 10个工作日",
              "who": "exporter",
              "n": "$filingSupplementDays",
              "unit": "workingDay",
              "from": "served.supplementNotice",
              "event": "filingLapses"
            }
          ]
        },
        {"id": "inForce", "label": {"zh": "已备案", "en": "filed, in force"}},
        {
          "id": "changed",
          "label": {"zh": "情形变化须重新备案", "en": "changed, to be filed again"},
          "timers": [
            {
              "id": "refiling",
              "label": {"zh": "重新备案期限", "en": "filing again"},
              "cite": "XB13; SCC-G2",
              "who": "exporter",
              "n": "$filingDays",
              "unit": "workingDay",
              "from": "entered"
            }
          ]
        },
        {"id": "lapsed", "label": {"zh": "备案终止", "en": "filing ended"}, "final": true},
        {"id": "ended", "label": {"zh": "合同终止", "en": "contract ended"}, "final": true},
        {"id": "cancelled", "label": {"zh": "备案号注销", "en": "number cancelled"}, "final": true}
      ],
      "transitions": [
        {
          "event": "sign",
          "label": {"zh": "订立标准合同", "en": "sign"},
          "cite": "XB13",
          "from": ["new"],
          "to": "signed",
          "by": ["exporter"],
          "fields": [
            "ciio",
            "containsPI",
            "importantData",
            "nonSensitive",
            "sensitive",
            "exporterGroup",
            "recipient",
            "country",
            "purpose",
            "dataClasses",
            "retentionAbroad",
            "volumesSplit"
          ],
          "optional": ["exemptActivity", "foreignOriginOnly", "inFreeTradeZone", "offNegativeList", "contractNecessity", "hrNecessity", "emergency"],
          "attachments": ["contract", "pipia"],
          "require": [{"if": "table.route.route == 'contractOrCertification'", "else": "XB-WRONG-ROUTE"}, {"if": "not volumesSplit", "else": "XB-SPLIT"}]
        },
        {
          "event": "takeEffect",
          "label": {"zh": "合同生效", "en": "take effect"},
          "cite": "XB13",
          "from": ["signed"],
          "to": "effective",
          "by": ["exporter"],
          "fields": ["effectiveOn"],
          "require": [{"if": "effectiveOn <= today", "else": "XB-NOT-EFFECTIVE"}]
        },
        {
          "event": "file",
          "label": {"zh": "备案", "en": "file"},
          "cite": "XB13; SCC-G2: 七项材料",
          "from": ["effective", "changed"],
          "to": "checking",
          "by": ["exporter"],
          "attachments": ["creditCode", "legalRepresentativeID", "agentID", "powerOfAttorney", "commitment", "contract", "pipia"]
        },
        {
          "event": "requestSupplement",
          "label": {"zh": "通知补充", "en": "ask for papers"},
          "cite": "SCC-G2",
          "from": ["checking"],
          "to": "supplementing",
          "by": ["provincialRegulator"],
          "fields": ["missingItems"],
          "once": "XB-SUPPLEMENT",
          "effects": [{"document": "supplementNotice"}]
        },
        {
          "event": "supplement",
          "label": {"zh": "补充", "en": "supplement"},
          "cite": "SCC-G2",
          "from": ["supplementing"],
          "to": "checking",
          "by": ["exporter"],
          "attachments": ["supplementPapers"]
        },
        {
          "event": "filingLapses",
          "label": {"zh": "逾期未补充", "en": "not supplemented in time"},
          "cite": "SCC-G2: 可终止备案",
          "from": ["supplementing"],
          "to": "lapsed",
          "by": ["system"],
          "effects": [{"expire": "filingNumber"}, {"document": "filingResult"}]
        },
        {
          "event": "passCheck",
          "label": {"zh": "查验通过", "en": "pass the check"},
          "cite": "SCC-G2",
          "from": ["checking"],
          "to": "inForce",
          "by": ["provincialRegulator"],
          "effects": [{"expire": "filingNumber"}, {"issue": "filingNumber"}, {"document": "filingResult"}]
        },
        {
          "event": "failCheck",
          "label": {"zh": "查验不通过", "en": "fail the check"},
          "cite": "SCC-G2",
          "from": ["checking"],
          "to": "lapsed",
          "by": ["provincialRegulator"],
          "fields": ["reasons"],
          "effects": [{"expire": "filingNumber"}, {"document": "filingResult"}]
        },
        {
          "event": "change",
          "label": {"zh": "重要变化", "en": "material change"},
          "cite": "XB13; SCC-G2",
          "from": ["inForce"],
          "to": "changed",
          "by": ["exporter"],
          "fields": ["changedItems"],
          "attachments": ["pipia"],
          "effects": [{"suspend": "filingNumber"}]
        },
        {
          "event": "end",
          "label": {"zh": "合同终止", "en": "end"},
          "cite": "XB13",
          "from": ["inForce", "effective", "changed"],
          "to": "ended",
          "by": ["exporter"],
          "effects": [{"expire": "filingNumber"}]
        },
        {
          "event": "cancel",
          "label": {"zh": "虚假材料，注销备案号", "en": "cancel for false material"},
          "cite": "SCC-G2",
          "from": ["inForce"],
          "to": "cancelled",
          "by": ["provincialRegulator"],
          "fields": ["reasons"],
          "effects": [{"revoke": "filingNumber"}]
        }
      ]
    },
    "importantNotice": {
      "title": {"zh": "重要数据告知后的申报", "en": "declaration after a notice of important data"},
      "cite": "QA25 2025-05-30",
      "states": [
        {
          "id": "told",
          "label": {"zh": "已告知", "en": "told"},
          "timers": [
            {
              "id": "declaration",
              "label": {"zh": "申报期限", "en": "declaration"},
              "cite": "QA25: 2个月",
              "who": "exporter",
              "n": "$importantNoticeMonths",
              "unit": "month",
              "from": "entered"
            }
          ]
        },
        {"id": "declared", "label": {"zh": "已申报", "en": "declared"}, "final": true},
        {"id": "stopped", "label": {"zh": "已停止出境", "en": "export stopped"}, "final": true}
      ],
      "transitions": [
        {
          "event": "tell",
          "label": {"zh": "告知或公开发布", "en": "tell or publish"},
          "cite": "XB16 art 2",
          "from": ["new"],
          "to": "told",
          "by": ["provincialRegulator", "nationalRegulator"],
          "fields": ["dataClasses"]
        },
        {
          "event": "declare",
          "label": {"zh": "申报安全评估", "en": "declare"},
          "cite": "QA25",
          "from": ["told"],
          "to": "declared",
          "by": ["exporter"],
          "attachments": ["application"]
        },
        {"event": "stop", "label": {"zh": "停止出境", "en": "stop exporting"}, "cite": "QA25", "from": ["told"], "to": "stopped", "by": ["exporter"]}
      ]
    },
    "negativeList": {
      "title": {"zh": "自贸区负面清单", "en": "negative list of a free-trade zone"},
      "cite": "XB16 art 6",
      "states": [
        {"id": "drafted", "label": {"zh": "已拟订", "en": "drafted"}},
        {
          "id": "approved",
          "label": {"zh": "已批准", "en": "approved"},
          "timers": [
            {
              "id": "filing",
              "label": {"zh": "备案期限", "en": "filing"},
              "cite": "XB16 art 6; assumed: no time given",
              "who": "zoneAuthority",
              "n": "$listFilingDays",
              "unit": "workingDay",
              "from": "entered"
            }
          ]
        },
        {"id": "filed", "label": {"zh": "已备案", "en": "filed"}},
        {"id": "replaced", "label": {"zh": "已被新清单替代", "en": "replaced"}, "final": true},
        {"id": "rejected", "label": {"zh": "未批准", "en": "rejected"}, "final": true}
      ],
      "transitions": [
        {
          "event": "draft",
          "label": {"zh": "拟订", "en": "draft"},
          "cite": "XB16 art 6",
          "from": ["new"],
          "to": "drafted",
          "by": ["zoneAuthority"],
          "fields": ["zoneName", "listVersion"],
          "attachments": ["negativeList"]
        },
        {
          "event": "approve",
          "label": {"zh": "省级网信委批准", "en": "approve"},
          "cite": "XB16 art 6",
          "from": ["drafted"],
          "to": "approved",
          "by": ["provincialRegulator"]
        },
        {
          "event": "reject",
          "label": {"zh": "不批准", "en": "reject"},
          "cite": "XB16 art 6",
          "from": ["drafted"],
          "to": "rejected",
          "by": ["provincialRegulator"],
          "fields": ["reasons"]
        },
        {
          "event": "file",
          "label": {"zh": "报国家网信部门、国家数据管理部门备案", "en": "file"},
          "cite": "XB16 art 6",
          "from": ["approved"],
          "to": "filed",
          "by": ["zoneAuthority"],
          "effects": [{"issue": "negativeListFiling"}, {"document": "listReceipt"}]
        },
        {
          "event": "replace",
          "label": {"zh": "更新", "en": "replace"},
          "cite": "XB16 art 6",
          "from": ["filed"],
          "to": "replaced",
          "by": ["zoneAuthority"],
          "effects": [{"expire": "negativeListFiling"}]
        }
      ]
    }
  },
  "gates": [
    {
      "id": "agree-route",
      "gate": "agree",
      "cite": "XB16 arts 2–8",
      "when": "leavesMainland",
      "require": "not table.route.route in ['blocked', 'humanReview']",
      "refuse": "XB-BLOCKED",
      "examples": [
        {"on": "2026-06-01", "with": {"ciio": false, "contractNecessity": true, "exemptActivity": true, "inFreeTradeZone": false, "leavesMainland": true, "offNegativeList": false}, "says": "refuses"},
        {"on": "2026-06-02", "with": {"containsPI": false, "hrNecessity": false, "importantData": true, "leavesMainland": false, "offNegativeList": true, "sensitive": 11}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"ciio": true, "contractNecessity": true, "emergency": true, "foreignOriginOnly": true, "importantData": true, "leavesMainland": true, "sensitive": 100000}, "says": "holds"},
        {"on": "2026-06-02", "with": {"ciio": false, "containsPI": true, "emergency": true, "importantData": true, "inFreeTradeZone": true, "leavesMainland": true, "nonSensitive": 9999, "offNegativeList": true, "sensitive": 9}, "says": "refuses"}
      ]
    },
    {
      "id": "agree-assessment",
      "gate": "agree",
      "cite": "XB16 art 7",
      "when": "leavesMainland and table.route.route == 'assessment'",
      "require": "basisKind == 'assessment'",
      "refuse": "XB-ASSESS-REQUIRED",
      "examples": [
        {"on": "2026-06-02", "with": {"basisKind": "assessment", "ciio": true, "containsPI": true, "inFreeTradeZone": false, "leavesMainland": true, "sensitive": 11}, "says": "holds"},
        {"on": "2026-06-01", "with": {"ciio": false, "contractNecessity": true, "exemptActivity": true, "hrNecessity": false, "inFreeTradeZone": true, "offNegativeList": false, "sensitive": 99999}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"ciio": true, "containsPI": true, "hrNecessity": false, "inFreeTradeZone": false, "leavesMainland": true, "nonSensitive": 11, "offNegativeList": true, "sensitive": 0}, "says": "refuses"}
      ]
    },
    {
      "id": "agree-basis",
      "gate": "agree",
      "cite": "XB16 art 8",
      "when": "leavesMainland and table.route.route == 'contractOrCertification'",
      "require": "basisKind in ['contract', 'certification', 'assessment']",
      "refuse": "XB-BASIS-REQUIRED",
      "examples": [
        {"on": "2026-06-01", "with": {"basisKind": "contract", "containsPI": true, "contractNecessity": true, "emergency": true, "hrNecessity": true, "importantData": true, "leavesMainland": true}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"basisKind": "contract", "ciio": false, "emergency": false, "hrNecessity": false, "importantData": false, "inFreeTradeZone": false, "leavesMainland": true, "nonSensitive": 11, "offNegativeList": true, "sensitive": 11}, "says": "holds"},
        {"on": "2026-06-02", "with": {"ciio": false, "contractNecessity": false, "emergency": false, "exemptActivity": true, "importantData": false, "leavesMainland": true, "nonSensitive": 1, "offNegativeList": false, "sensitive": 9999}, "says": "refuses"},
        {"on": "2026-06-01", "with": {"basisKind": "assessment", "ciio": false, "containsPI": true, "contractNecessity": false, "exemptActivity": false, "hrNecessity": false, "importantData": false, "leavesMainland": true, "nonSensitive": 0, "offNegativeList": true, "sensitive": 9}, "says": "holds"},
        {"on": "2026-06-02", "with": {"basisKind": "certification", "ciio": false, "containsPI": false, "emergency": false, "foreignOriginOnly": false, "importantData": false, "inFreeTradeZone": false, "leavesMainland": true, "nonSensitive": 100000, "offNegativeList": false, "sensitive": 0}, "says": "holds"}
      ]
    },
    {
      "id": "transfer-route",
      "gate": "transferStart",
      "cite": "XB16 arts 2–8",
      "when": "leavesMainland",
      "require": "not table.route.route in ['blocked', 'humanReview']",
      "refuse": "XB-BLOCKED",
      "examples": [
        {"on": "2026-06-01", "with": {"containsPI": true, "emergency": false, "exemptActivity": false, "hrNecessity": false, "leavesMainland": true, "offNegativeList": true, "sensitive": 99999}, "says": "refuses"},
        {"on": "2026-06-01", "with": {"ciio": false, "emergency": false, "foreignOriginOnly": true, "leavesMainland": false, "offNegativeList": true, "sensitive": 0}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"ciio": true, "exemptActivity": false, "foreignOriginOnly": false, "hrNecessity": true, "importantData": true, "leavesMainland": true, "sensitive": 0}, "says": "holds"},
        {"on": "2026-06-01", "with": {"ciio": true, "containsPI": false, "hrNecessity": false, "importantData": true, "inFreeTradeZone": true, "leavesMainland": true, "nonSensitive": 9, "offNegativeList": true, "sensitive": 1}, "says": "refuses"}
      ]
    },
    {
      "id": "transfer-assessment",
      "gate": "transferStart",
      "cite": "XB16 art 7",
      "when": "leavesMainland and table.route.route == 'assessment'",
      "require": "basisKind == 'assessment'",
      "refuse": "XB-ASSESS-REQUIRED",
      "examples": [
        {"on": "2026-06-02", "with": {"basisKind": "none", "containsPI": true, "contractNecessity": false, "foreignOriginOnly": true, "leavesMainland": true, "nonSensitive": 10000}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"ciio": false, "containsPI": true, "emergency": false, "exemptActivity": true, "importantData": true, "inFreeTradeZone": false, "leavesMainland": true, "nonSensitive": 9999}, "says": "refuses"},
        {"on": "2026-06-01", "with": {"basisKind": "assessment", "ciio": true, "containsPI": true, "emergency": true, "foreignOriginOnly": false, "leavesMainland": true, "nonSensitive": 999999, "sensitive": 9}, "says": "holds"}
      ]
    },
    {
      "id": "transfer-basis",
      "gate": "transferStart",
      "cite": "XB16 art 8",
      "when": "leavesMainland and table.route.route == 'contractOrCertification'",
      "require": "basisKind in ['contract', 'certification', 'assessment']",
      "refuse": "XB-BASIS-REQUIRED",
      "examples": [
        {"on": "2026-06-02", "with": {"ciio": true, "containsPI": false, "emergency": false, "foreignOriginOnly": true, "hrNecessity": true, "importantData": false, "leavesMainland": true, "sensitive": 10}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"basisKind": "certification", "ciio": false, "containsPI": true, "contractNecessity": false, "emergency": false, "exemptActivity": false, "importantData": false, "inFreeTradeZone": true, "leavesMainland": true, "nonSensitive": 0, "sensitive": 10}, "says": "holds"},
        {"on": "2026-06-01", "with": {"basisKind": "contract", "ciio": false, "contractNecessity": false, "emergency": false, "exemptActivity": false, "hrNecessity": false, "importantData": false, "leavesMainland": true, "nonSensitive": 11, "offNegativeList": false, "sensitive": 9999}, "says": "holds"},
        {"on": "2026-06-02", "with": {"basisKind": "assessment", "ciio": false, "containsPI": true, "contractNecessity": false, "emergency": false, "hrNecessity": false, "importantData": false, "inFreeTradeZone": false, "leavesMainland": true, "nonSensitive": 0, "offNegativeList": true, "sensitive": 9}, "says": "holds"},
        {"on": "2026-06-01", "with": {"leavesMainland": true, "importantData": false, "exemptActivity": false, "foreignOriginOnly": false, "inFreeTradeZone": false, "offNegativeList": false, "contractNecessity": false, "hrNecessity": false, "emergency": false, "ciio": false, "containsPI": true, "nonSensitive": 100000, "sensitive": 0, "basisKind": "none"}, "says": "refuses"}
      ]
    },
    {
      "id": "transfer-effective",
      "gate": "transferStart",
      "cite": "XB13",
      "when": "leavesMainland and table.route.route in ['assessment', 'contractOrCertification'] and basisKind != 'none'",
      "require": "basisEffectiveOn <= today",
      "refuse": "XB-NOT-EFFECTIVE",
      "examples": [
        {"on": "2026-06-01", "with": {"basisEffectiveOn": "2026-06-02", "ciio": true, "hrNecessity": false, "importantData": true, "inFreeTradeZone": true, "leavesMainland": true, "nonSensitive": 999999, "sensitive": 100000}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"basisEffectiveOn": "2026-06-02", "basisKind": "certification", "ciio": true, "containsPI": false, "exemptActivity": true, "hrNecessity": false, "importantData": true, "leavesMainland": true, "nonSensitive": 11, "offNegativeList": true}, "says": "holds"},
        {"on": "2026-06-01", "with": {"basisKind": "contract", "ciio": false, "containsPI": false, "contractNecessity": false, "hrNecessity": false, "importantData": false, "inFreeTradeZone": false, "leavesMainland": true, "nonSensitive": 99999, "sensitive": 10}, "says": "refuses"}
      ]
    },
    {
      "id": "transfer-unexpired",
      "gate": "transferStart",
      "cite": "XB16 art 9",
      "when": "leavesMainland and table.route.route in ['assessment', 'contractOrCertification'] and basisKind != 'none' and basisKind != 'contract'",
      "require": "basisThrough >= today",
      "refuse": "XB-ASSESS-EXPIRED",
      "examples": [
        {"on": "2026-06-02", "with": {"basisKind": "none", "ciio": false, "containsPI": false, "exemptActivity": true, "hrNecessity": true, "importantData": true, "leavesMainland": true, "nonSensitive": 99999, "offNegativeList": false}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"basisKind": "certification", "basisThrough": "2026-06-01", "ciio": true, "containsPI": false, "emergency": false, "hrNecessity": true, "importantData": true, "leavesMainland": true, "nonSensitive": 1, "sensitive": 9}, "says": "holds"},
        {"on": "2026-06-01", "with": {"basisKind": "assessment", "ciio": false, "containsPI": false, "importantData": true, "inFreeTradeZone": true, "leavesMainland": true, "nonSensitive": 99999, "sensitive": 999999}, "says": "refuses"},
        {"on": "2026-06-01", "with": {"basisKind": "assessment", "basisThrough": "2026-06-02", "ciio": false, "contractNecessity": false, "exemptActivity": true, "hrNecessity": false, "importantData": false, "inFreeTradeZone": true, "leavesMainland": true, "nonSensitive": 99999, "sensitive": 9}, "says": "holds"}
      ]
    },
    {
      "id": "transfer-scope",
      "gate": "transferStart",
      "cite": "XB13; XB11",
      "when": "leavesMainland and table.route.route in ['assessment', 'contractOrCertification'] and basisKind != 'none'",
      "require": "recipientInScope and purposeInScope",
      "refuse": "XB-SCOPE",
      "examples": [
        {"on": "2026-06-01", "with": {"basisKind": "assessment", "ciio": true, "containsPI": false, "exemptActivity": false, "importantData": true, "leavesMainland": true, "offNegativeList": false, "purposeInScope": true, "sensitive": 0}, "says": "refuses"},
        {"on": "2026-06-01", "with": {"basisKind": "assessment", "ciio": true, "foreignOriginOnly": true, "hrNecessity": false, "inFreeTradeZone": true, "leavesMainland": true, "nonSensitive": 99999, "purposeInScope": false}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"basisKind": "contract", "ciio": false, "contractNecessity": false, "exemptActivity": true, "foreignOriginOnly": false, "hrNecessity": false, "importantData": false, "inFreeTradeZone": false, "leavesMainland": true, "nonSensitive": 9999, "offNegativeList": false, "purposeInScope": true, "recipientInScope": true, "sensitive": 1}, "says": "holds"}
      ]
    },
    {
      "id": "transfer-unsplit",
      "gate": "transferStart",
      "cite": "XB13",
      "when": "leavesMainland and table.route.route in ['assessment', 'contractOrCertification'] and basisKind != 'none'",
      "require": "not volumesSplit",
      "refuse": "XB-SPLIT",
      "examples": [
        {"on": "2026-06-01", "with": {"basisKind": "contract", "ciio": true, "containsPI": true, "hrNecessity": true, "leavesMainland": true, "nonSensitive": 999999, "offNegativeList": false, "volumesSplit": true}, "says": "refuses"},
        {"on": "2026-06-02", "with": {"basisKind": "contract", "emergency": true, "hrNecessity": true, "importantData": true, "inFreeTradeZone": false, "nonSensitive": 9, "offNegativeList": true}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"basisKind": "contract", "ciio": false, "contractNecessity": false, "hrNecessity": false, "importantData": false, "inFreeTradeZone": false, "leavesMainland": true, "nonSensitive": 10, "offNegativeList": false, "sensitive": 9999, "volumesSplit": false}, "says": "holds"}
      ]
    },
    {
      "id": "transfer-duties",
      "gate": "transferStart",
      "cite": "XB16 art 10",
      "when": "leavesMainland and containsPI",
      "oblige": ["artTen", "reserveCount"],
      "examples": [
        {"on": "2026-06-02", "with": {}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"leavesMainland": true}, "says": "refuses"},
        {"on": "2026-06-01", "with": {"containsPI": true, "leavesMainland": true}, "says": "owes"}
      ]
    },
    {
      "id": "incident",
      "gate": "lifecycle",
      "cite": "XB16 art 11",
      "when": "leavesMainland and incidentAbroad",
      "oblige": ["incidentReport"],
      "examples": [
        {"on": "2026-06-01", "with": {"incidentAbroad": true}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"incidentAbroad": true, "leavesMainland": true}, "says": "owes"}
      ]
    }
  ]
}

"""##
}
