// swift-format-ignore-file
// Written by Rules/embed.sh from Rules/eu/general-purpose-ai/2025-08-02.json; change that.
// Some of these have over 400 lines: each is one rule file, byte for byte.

extension EmbeddedRules {
    static let text21 = ##"""
{
  "schema": "sluice-pack/1",
  "id": "eu.general-purpose-ai",
  "version": "2025-08-02",
  "jurisdiction": "EU",
  "title": {"zh": "欧盟通用人工智能实践准则", "en": "EU general-purpose AI code"},
  "citation": "Regulation (EU) 2024/1689; GPAI Code of Practice 2025-07-10",
  "sources": [
    {"key": "COP", "title": "GPAI Code of Practice 2025-07-10 (secondary sites)", "extent": "part"},
    {"key": "COP3", "title": "Code, draft 3", "extent": "full"},
    {"key": "DRAFT1", "title": "first draft 2024-11, measures by name", "extent": "part"},
    {"key": "MDF", "title": "Model Documentation Form (reproductions)", "extent": "part"}
  ],
  "effective": {"from": "2025-08-02", "basis": "partial", "cite": "COP: duties from 2025-08-02, enforcement 2026-08-02, older models 2027-08-02"},
  "zone": "+01:00",
  "calendar": "eu",
  "survives": [{"duty": {"zh": "文档保存十年", "en": "documentation is kept ten years"}, "cite": "GPAI Code of Practice 2025-07-10"}],
  "parameters": {
    "notifyWeeks": {
      "value": 2,
      "unit": "week",
      "basis": "partial",
      "cite": "Regulation (EU) 2024/1689 art 52",
      "label": {"zh": "系统性模型通知（周）", "en": "notice of a systemic model, weeks"},
      "stricter": "lower"
    },
    "answerDays": {
      "value": 14,
      "unit": "calendarDay",
      "basis": "partial",
      "cite": "GPAI Code of Practice 2025-07-10 Transparency 1.2",
      "label": {"zh": "答复下游（日）", "en": "answer to downstream, days"},
      "stricter": "lower"
    },
    "keepYears": {
      "value": 10,
      "unit": "year",
      "basis": "partial",
      "cite": "GPAI Code of Practice 2025-07-10 Transparency 1.1",
      "label": {"zh": "文档保存（年）", "en": "documentation, years"},
      "stricter": "higher"
    },
    "frameworkMonths": {
      "value": 12,
      "unit": "month",
      "basis": "partial",
      "cite": "GPAI Code of Practice 2025-07-10 Safety 1",
      "label": {"zh": "框架评估（月）", "en": "adequacy, months"},
      "stricter": "lower"
    },
    "reportMonths": {
      "value": 6,
      "unit": "month",
      "basis": "partial",
      "cite": "GPAI Code of Practice 2025-07-10 Safety 7",
      "label": {"zh": "报告更新（月）", "en": "report update, months"},
      "stricter": "lower"
    },
    "sendDays": {
      "value": 5,
      "unit": "workingDay",
      "basis": "partial",
      "cite": "GPAI Code of Practice 2025-07-10 Safety 1, 7: business days",
      "label": {"zh": "提交框架（工作日）", "en": "send the framework, business days"},
      "stricter": "lower"
    },
    "daysInfrastructure": {
      "value": 2,
      "unit": "calendarDay",
      "basis": "partial",
      "cite": "GPAI Code of Practice 2025-07-10 Safety 9",
      "label": {"zh": "关键基础设施（日）", "en": "critical infrastructure, days"},
      "stricter": "lower"
    },
    "daysCyber": {
      "value": 5,
      "unit": "calendarDay",
      "basis": "partial",
      "cite": "GPAI Code of Practice 2025-07-10 Safety 9",
      "label": {"zh": "网络安全（日）", "en": "cybersecurity, days"},
      "stricter": "lower"
    },
    "daysDeath": {
      "value": 10,
      "unit": "calendarDay",
      "basis": "partial",
      "cite": "GPAI Code of Practice 2025-07-10 Safety 9",
      "label": {"zh": "死亡（日）", "en": "death, days"},
      "stricter": "lower"
    },
    "daysHarm": {
      "value": 15,
      "unit": "calendarDay",
      "basis": "partial",
      "cite": "GPAI Code of Practice 2025-07-10 Safety 9",
      "label": {"zh": "严重损害（日）", "en": "serious harm, days"},
      "stricter": "lower"
    },
    "weeksIntermediate": {
      "value": 4,
      "unit": "week",
      "basis": "partial",
      "cite": "GPAI Code of Practice 2025-07-10 Measure 9.3",
      "label": {"zh": "中期报告（周）", "en": "intermediate, weeks"},
      "stricter": "lower"
    },
    "daysFinal": {
      "value": 60,
      "unit": "calendarDay",
      "basis": "partial",
      "cite": "GPAI Code of Practice 2025-07-10 Measure 9.3",
      "label": {"zh": "最终报告（日）", "en": "final, days"},
      "stricter": "lower"
    },
    "incidentYears": {
      "value": 5,
      "unit": "year",
      "basis": "recall",
      "cite": "final Code by recall five years; COP3 has 36 months; the longer is used",
      "label": {"zh": "事件文档（年）", "en": "incident documents, years"},
      "stricter": "higher"
    },
    "whistleDays": {
      "value": 30,
      "unit": "calendarDay",
      "basis": "assumed",
      "cite": "no days found",
      "label": {"zh": "举报答复（日）", "en": "answer to a report, days"},
      "stricter": "lower"
    }
  },
  "roles": {
    "provider": {"zh": "提供者", "en": "provider"},
    "downstream": {"zh": "下游提供者", "en": "downstream provider"},
    "board": {"zh": "决策机构", "en": "deciding body"},
    "staff": {"zh": "员工", "en": "staff"},
    "protector": {"zh": "举报受理人", "en": "receiver of reports"},
    "office": {"zh": "人工智能办公室", "en": "AI Office"}
  },
  "facts": {
    "formVersion": {"kind": "text", "label": {"zh": "表格版本和日期", "en": "version and date"}},
    "legalName": {"kind": "text", "label": {"zh": "法定名称", "en": "legal name"}},
    "modelName": {"kind": "text", "label": {"zh": "模型名称和版本", "en": "model name and versions"}},
    "authenticity": {"kind": "text", "label": {"zh": "真实性证明（摘要）", "en": "authenticity evidence, hash"}},
    "releaseDate": {"kind": "text", "label": {"zh": "发布日期", "en": "release date"}},
    "unionMarketDate": {"kind": "text", "label": {"zh": "欧盟投放日期", "en": "Union market date"}},
    "dependencies": {"kind": "text", "label": {"zh": "依赖", "en": "dependencies"}},
    "architecture": {"kind": "text", "label": {"zh": "架构", "en": "architecture"}},
    "designSpecification": {"kind": "text", "label": {"zh": "设计说明", "en": "design specification"}},
    "inputModalities": {"kind": "text", "label": {"zh": "输入模态", "en": "input modalities"}},
    "outputModalities": {"kind": "text", "label": {"zh": "输出模态", "en": "output modalities"}},
    "totalParameters": {"kind": "text", "label": {"zh": "参数总量", "en": "total parameters"}},
    "parameterBand": {"kind": "text", "label": {"zh": "参数量区间", "en": "size band"}},
    "channels": {"kind": "text", "label": {"zh": "分发渠道", "en": "distribution channels"}},
    "licence": {"kind": "text", "label": {"zh": "许可", "en": "licence"}},
    "acceptableUse": {"kind": "text", "label": {"zh": "可接受使用政策", "en": "acceptable-use policy"}},
    "intendedUses": {"kind": "text", "label": {"zh": "预期和限制用途", "en": "intended and restricted uses"}},
    "systemTypes": {"kind": "text", "label": {"zh": "可集成系统类型", "en": "types of AI system"}},
    "technicalMeans": {"kind": "text", "label": {"zh": "集成所需技术条件", "en": "technical means"}},
    "hardwareSoftware": {"kind": "text", "label": {"zh": "所需软硬件", "en": "needed hardware and software"}},
    "trainingProcess": {"kind": "text", "label": {"zh": "训练过程", "en": "training process"}},
    "trainingDataTypes": {"kind": "text", "label": {"zh": "训练数据类型和来源", "en": "training data types and provenance"}},
    "trainingDataCuration": {"kind": "text", "label": {"zh": "训练数据处理", "en": "curation"}},
    "trainingDataCount": {"kind": "text", "label": {"zh": "数据点数量", "en": "number of data points"}},
    "trainingTime": {"kind": "text", "label": {"zh": "训练时长", "en": "training time"}},
    "trainingCompute": {"kind": "text", "label": {"zh": "训练算力", "en": "compute"}},
    "trainingEnergy": {"kind": "text", "label": {"zh": "训练能耗", "en": "energy of training"}},
    "inferenceBenchmark": {"kind": "text", "label": {"zh": "推理能耗基准", "en": "inference benchmark"}},
    "trainingZettaFlop": {"kind": "number", "label": {"zh": "训练算力（10^21 FLOP）", "en": "training compute, 10^21 FLOP"}, "minimum": 0},
    "modifier": {"kind": "flag", "label": {"zh": "修改者", "en": "is a modifier"}},
    "modificationZettaFlop": {"kind": "number", "label": {"zh": "修改算力（10^21 FLOP）", "en": "compute of the modification, 10^21 FLOP"}, "minimum": 0, "absent": 0},
    "originalZettaFlop": {"kind": "number", "label": {"zh": "原模型算力（10^21 FLOP）", "en": "compute of the original, 10^21 FLOP"}, "minimum": 0, "absent": 0},
    "openSource": {"kind": "flag", "label": {"zh": "自由开源", "en": "free and open source"}},
    "marketBefore": {"kind": "flag", "label": {"zh": "2025-08-02前已投放", "en": "on the market before 2025-08-02"}, "absent": false},
    "modelClass": {"kind": "choice", "label": {"zh": "模型类别", "en": "class of the model"}, "choices": ["notGeneral", "general", "systemic", "notProvider"]},
    "placedOn": {"kind": "date", "label": {"zh": "投放日", "en": "placed on"}},
    "frameworkDigest": {"kind": "digest", "label": {"zh": "框架摘要", "en": "digest of the framework"}},
    "reportDigest": {"kind": "digest", "label": {"zh": "模型报告摘要", "en": "digest of the Model Report"}},
    "goDecision": {"kind": "choice", "label": {"zh": "决策", "en": "decision"}, "choices": ["go", "noGo"]},
    "decisionBy": {"kind": "text", "label": {"zh": "决策人", "en": "decided by"}},
    "reasons": {"kind": "text", "label": {"zh": "理由", "en": "reasons"}},
    "doneMeasures": {"kind": "list", "label": {"zh": "已完成措施", "en": "measures done"}},
    "measure": {
      "kind": "choice",
      "label": {"zh": "措施", "en": "measure"},
      "choices": [
        "documentationForOffice",
        "documentationForDownstream",
        "copyrightPolicy",
        "textAndDataMining",
        "copyrightTransparency",
        "riskTaxonomy",
        "safetyFramework",
        "riskIdentification",
        "riskAnalysis",
        "evidenceCollection",
        "lifecycleAssessment",
        "mitigations",
        "safetyReport",
        "goDecision",
        "ownership",
        "adequacyReview",
        "independentExperts",
        "seriousIncidents",
        "whistleblowing",
        "notifications",
        "documentationKeeping",
        "publicTransparency"
      ]
    },
    "owner": {"kind": "text", "label": {"zh": "负责人", "en": "owner"}},
    "finalPlace": {"kind": "text", "label": {"zh": "正式文本位置", "en": "place in the final Code"}},
    "recordName": {"kind": "text", "label": {"zh": "记录", "en": "record"}},
    "measureDue": {"kind": "date", "label": {"zh": "完成期限", "en": "due"}},
    "evidenceDigest": {"kind": "digest", "label": {"zh": "证据摘要", "en": "digest of the evidence"}},
    "fieldsAsked": {"kind": "list", "label": {"zh": "请求的字段", "en": "fields asked for"}},
    "requester": {"kind": "text", "label": {"zh": "请求方", "en": "requester"}},
    "harm": {
      "kind": "choice",
      "label": {"zh": "事件类别", "en": "kind of incident"},
      "choices": ["criticalInfrastructure", "cybersecurity", "death", "seriousHarm"]
    },
    "incidentText": {"kind": "text", "label": {"zh": "事件经过", "en": "chain of events"}},
    "awareAt": {"kind": "date", "label": {"zh": "知悉日", "en": "day of awareness"}},
    "resolutionText": {"kind": "text", "label": {"zh": "处置结果", "en": "resolution"}},
    "rootCause": {"kind": "text", "label": {"zh": "根本原因", "en": "root cause"}},
    "channel": {"kind": "choice", "label": {"zh": "渠道", "en": "channel"}, "choices": ["internal", "external"]},
    "concern": {"kind": "text", "label": {"zh": "举报内容", "en": "concern"}},
    "answer": {"kind": "text", "label": {"zh": "答复", "en": "answer"}},
    "retaliation": {"kind": "flag", "label": {"zh": "对举报人不利", "en": "retaliation against the reporter"}},
    "modelProduct": {"kind": "flag", "label": {"zh": "算法模型产品", "en": "is a model product"}, "absent": false},
    "systemic": {"kind": "flag", "label": {"zh": "系统性风险模型", "en": "systemic model"}},
    "documentationPresent": {"kind": "flag", "label": {"zh": "文档齐备", "en": "documentation present"}},
    "noGoDecision": {"kind": "flag", "label": {"zh": "不予开发部署", "en": "a no-go decision stands"}},
    "trainingUse": {"kind": "flag", "label": {"zh": "用于训练或文本和数据挖掘", "en": "used for training or mining"}, "absent": false},
    "rightsReserved": {"kind": "flag", "label": {"zh": "有机器可读权利保留", "en": "a machine-readable reservation exists"}},
    "documentDeletion": {"kind": "flag", "label": {"zh": "拟删除文档", "en": "documentation is to be deleted"}, "absent": false},
    "incidentDeletion": {"kind": "flag", "label": {"zh": "拟删除事件文档", "en": "incident documents are to be deleted"}, "absent": false},
    "incidentOn": {"kind": "date", "label": {"zh": "事件日", "en": "day of the incident"}},
    "formField": {
      "kind": "choice",
      "choices": [
        "formVersion",
        "legalName",
        "modelName",
        "authenticity",
        "releaseDate",
        "unionMarketDate",
        "dependencies",
        "architecture",
        "designSpecification",
        "inputModalities",
        "outputModalities",
        "totalParameters",
        "channels",
        "licence",
        "acceptableUse",
        "intendedUses",
        "systemTypes",
        "technicalMeans",
        "hardwareSoftware",
        "trainingProcess",
        "trainingDataTypes",
        "trainingDataCuration",
        "trainingDataCount",
        "trainingTime",
        "trainingCompute",
        "trainingEnergy",
        "inferenceBenchmark",
        "parameterBand"
      ],
      "label": {"zh": "文档字段", "en": "field of the form"}
    }
  },
  "attachments": {
    "initialReport": {"zh": "首次报告", "en": "initial report"},
    "intermediateReport": {"zh": "中期报告", "en": "intermediate report"},
    "finalReport": {"zh": "最终报告", "en": "final report"}
  },
  "refusals": {
    "GPAI-DOC-MISSING": {
      "text": {"zh": "模型文档不齐", "en": "documentation is missing"},
      "cite": "GPAI Code of Practice 2025-07-10 Transparency 1.1",
      "remedy": {"zh": "完成文档表", "en": "complete the form"}
    },
    "GPAI-MEASURES": {
      "text": {"zh": "措施未全部完成", "en": "measures are not all done"},
      "cite": "DRAFT1: 22 measures",
      "remedy": {"zh": "完成各项措施并留证", "en": "complete them with evidence"}
    },
    "GPAI-NO-GO": {
      "text": {"zh": "决策为不予投放", "en": "the decision is no-go"},
      "cite": "GPAI Code of Practice 2025-07-10 Safety 4",
      "remedy": {"zh": "缓解风险后重新决策", "en": "mitigate and decide again"}
    },
    "GPAI-DP-FIELD": {
      "text": {"zh": "该字段不向下游提供", "en": "this field is not for downstream"},
      "cite": "GPAI Code of Practice 2025-07-10 MDF flags",
      "remedy": {"zh": "只请求可提供字段", "en": "ask for releasable fields"}
    },
    "GPAI-RIGHTS-RESERVED": {
      "text": {"zh": "权利人已作机器可读保留", "en": "the rights-holder has reserved by machine-readable means"},
      "cite": "GPAI Code of Practice 2025-07-10 Copyright 1.3",
      "remedy": {"zh": "排除该内容或取得许可", "en": "exclude it or obtain a licence"}
    },
    "GPAI-RETENTION": {
      "text": {"zh": "文档保存期未满", "en": "documentation must be kept longer"},
      "cite": "GPAI Code of Practice 2025-07-10",
      "remedy": {"zh": "期满后删除", "en": "delete it after the period"}
    },
    "GPAI-RETALIATION": {
      "text": {"zh": "不得报复举报人", "en": "no retaliation against reporters"},
      "cite": "GPAI Code of Practice 2025-07-10 Safety 8",
      "remedy": {"zh": "停止并纠正", "en": "stop and remedy it"}
    },
    "GPAI-AWARE": {
      "text": {"zh": "知悉日不得晚于今日", "en": "the day of awareness is not later than today"},
      "cite": "GPAI Code of Practice 2025-07-10 Measure 9.3",
      "remedy": {"zh": "填写确认或有合理怀疑的那一日", "en": "give the day on which involvement was established or reasonably suspected"}
    },
    "GPAI-NO-FIELD": {"text": {"zh": "文档没有该字段", "en": "the form has no such field"}, "cite": "MDF", "remedy": {"zh": "按文档字段查询", "en": "ask for fields of the form"}}
  },
  "documents": {
    "commissionNotice": {"label": {"zh": "向委员会通知", "en": "notice to the Commission"}, "cite": "Regulation (EU) 2024/1689 art 52"},
    "documentationForm": {"label": {"zh": "模型文档表", "en": "Model Documentation Form"}, "cite": "GPAI Code of Practice 2025-07-10 Transparency 1.1"},
    "publicSummary": {"label": {"zh": "公开摘要", "en": "public summary"}, "cite": "GPAI Code of Practice 2025-07-10 Safety 10"},
    "frameworkSubmission": {"label": {"zh": "框架提交", "en": "submission of the framework"}, "cite": "GPAI Code of Practice 2025-07-10 Safety 1"},
    "downstreamAnswer": {"label": {"zh": "下游答复", "en": "answer to downstream"}, "cite": "GPAI Code of Practice 2025-07-10 Transparency 1.2"},
    "reportAnswer": {"label": {"zh": "举报答复", "en": "answer to the reporter"}, "cite": "GPAI Code of Practice 2025-07-10 Safety 8"},
    "authorityAnswer": {"label": {"zh": "对主管机关的答复", "en": "answer to the authority"}, "cite": "GPAI Code of Practice 2025-07-10 Transparency 1.2"}
  },
  "credentials": {
    "modelStanding": {
      "label": {"zh": "模型合规状态", "en": "standing of the model"},
      "cite": "GPAI Code of Practice 2025-07-10",
      "claims": ["legalName", "modelName", "modelClass"]
    }
  },
  "obligations": {
    "trainingSummary": {"text": {"zh": "版权政策和训练内容摘要仍须公开", "en": "the copyright policy and training summary remain"}, "cite": "Regulation (EU) 2024/1689 art 53(2)"}
  },
  "tables": {
    "classification": {
      "cite": "Regulation (EU) 2024/1689 art 51; Guidelines",
      "hit": "only",
      "inputs": ["trainingZettaFlop"],
      "outputs": ["class"],
      "rows": [
        {"id": "notGeneral", "cite": "Guidelines: indicative 10^23 FLOP", "if": {"trainingZettaFlop": "[0,100]"}, "then": {"class": "notGeneral"}},
        {"id": "general", "cite": "Guidelines: > 10^23 FLOP", "if": {"trainingZettaFlop": "(100,10000]"}, "then": {"class": "general"}},
        {
          "id": "systemic",
          "cite": "Regulation (EU) 2024/1689 art 51(2): > 10^25 FLOP",
          "if": {"trainingZettaFlop": "(10000,)"},
          "then": {"class": "systemic"}
        },
        {
          "id": "unknown",
          "cite": "ours: unknown compute is treated as systemic",
          "if": {"trainingZettaFlop": "unknown"},
          "then": {"class": "systemic"}
        }
      ],
      "examples": {
        "base": {},
        "cases": [
          {"with": {"trainingZettaFlop": 100}, "row": "notGeneral", "then": {"class": "notGeneral"}},
          {"with": {"trainingZettaFlop": "100.001"}, "row": "general", "then": {"class": "general"}},
          {"with": {"trainingZettaFlop": 10000}, "row": "general", "then": {"class": "general"}},
          {"with": {"trainingZettaFlop": "10000.001"}, "row": "systemic", "then": {"class": "systemic"}},
          {"with": {}, "row": "unknown", "then": {"class": "systemic"}}
        ]
      }
    },
    "mapping": {
      "cite": "rows 11, 16, 17, 20 are our reading",
      "hit": "only",
      "inputs": ["measure"],
      "outputs": ["place", "measureNumber"],
      "rows": [
        {
          "id": "documentationForOffice",
          "cite": "DRAFT1 measure 1 → final Transparency 1.1",
          "if": {"measure": "documentationForOffice"},
          "then": {"place": "Transparency 1.1", "measureNumber": "1"}
        },
        {
          "id": "documentationForDownstream",
          "cite": "DRAFT1 measure 2 → final Transparency 1.2",
          "if": {"measure": "documentationForDownstream"},
          "then": {"place": "Transparency 1.2", "measureNumber": "2"}
        },
        {
          "id": "copyrightPolicy",
          "cite": "DRAFT1 measure 3 → final Copyright 1.1",
          "if": {"measure": "copyrightPolicy"},
          "then": {"place": "Copyright 1.1", "measureNumber": "3"}
        },
        {
          "id": "textAndDataMining",
          "cite": "DRAFT1 measure 4 → final Copyright 1.2-1.3",
          "if": {"measure": "textAndDataMining"},
          "then": {"place": "Copyright 1.2-1.3", "measureNumber": "4"}
        },
        {
          "id": "copyrightTransparency",
          "cite": "DRAFT1 measure 5 → final Copyright 1.4-1.5",
          "if": {"measure": "copyrightTransparency"},
          "then": {"place": "Copyright 1.4-1.5", "measureNumber": "5"}
        },
        {
          "id": "riskTaxonomy",
          "cite": "DRAFT1 measure 6 → final Safety 2",
          "if": {"measure": "riskTaxonomy"},
          "then": {"place": "Safety 2", "measureNumber": "6"}
        },
        {
          "id": "safetyFramework",
          "cite": "DRAFT1 measure 7 → final Safety 1",
          "if": {"measure": "safetyFramework"},
          "then": {"place": "Safety 1", "measureNumber": "7"}
        },
        {
          "id": "riskIdentification",
          "cite": "DRAFT1 measure 8 → final Safety 2",
          "if": {"measure": "riskIdentification"},
          "then": {"place": "Safety 2", "measureNumber": "8"}
        },
        {
          "id": "riskAnalysis",
          "cite": "DRAFT1 measure 9 → final Safety 3",
          "if": {"measure": "riskAnalysis"},
          "then": {"place": "Safety 3", "measureNumber": "9"}
        },
        {
          "id": "evidenceCollection",
          "cite": "DRAFT1 measure 10 → final Safety 3",
          "if": {"measure": "evidenceCollection"},
          "then": {"place": "Safety 3", "measureNumber": "10"}
        },
        {
          "id": "lifecycleAssessment",
          "cite": "DRAFT1 measure 11 → final Safety 1 and 3",
          "if": {"measure": "lifecycleAssessment"},
          "then": {"place": "Safety 1 and 3", "measureNumber": "11"}
        },
        {
          "id": "mitigations",
          "cite": "DRAFT1 measure 12 → final Safety 5-6",
          "if": {"measure": "mitigations"},
          "then": {"place": "Safety 5-6", "measureNumber": "12"}
        },
        {
          "id": "safetyReport",
          "cite": "DRAFT1 measure 13 → final Safety 7",
          "if": {"measure": "safetyReport"},
          "then": {"place": "Safety 7", "measureNumber": "13"}
        },
        {
          "id": "goDecision",
          "cite": "DRAFT1 measure 14 → final Safety 4",
          "if": {"measure": "goDecision"},
          "then": {"place": "Safety 4", "measureNumber": "14"}
        },
        {
          "id": "ownership",
          "cite": "DRAFT1 measure 15 → final Safety 8",
          "if": {"measure": "ownership"},
          "then": {"place": "Safety 8", "measureNumber": "15"}
        },
        {
          "id": "adequacyReview",
          "cite": "DRAFT1 measure 16 → final Safety 1",
          "if": {"measure": "adequacyReview"},
          "then": {"place": "Safety 1", "measureNumber": "16"}
        },
        {
          "id": "independentExperts",
          "cite": "DRAFT1 measure 17 → final Safety 3 and 7",
          "if": {"measure": "independentExperts"},
          "then": {"place": "Safety 3 and 7", "measureNumber": "17"}
        },
        {
          "id": "seriousIncidents",
          "cite": "DRAFT1 measure 18 → final Safety 9",
          "if": {"measure": "seriousIncidents"},
          "then": {"place": "Safety 9", "measureNumber": "18"}
        },
        {
          "id": "whistleblowing",
          "cite": "DRAFT1 measure 19 → final Safety 8",
          "if": {"measure": "whistleblowing"},
          "then": {"place": "Safety 8", "measureNumber": "19"}
        },
        {
          "id": "notifications",
          "cite": "DRAFT1 measure 20 → final Art 52; Safety 1 and 7",
          "if": {"measure": "notifications"},
          "then": {"place": "Art 52; Safety 1 and 7", "measureNumber": "20"}
        },
        {
          "id": "documentationKeeping",
          "cite": "DRAFT1 measure 21 → final Safety 10",
          "if": {"measure": "documentationKeeping"},
          "then": {"place": "Safety 10", "measureNumber": "21"}
        },
        {
          "id": "publicTransparency",
          "cite": "DRAFT1 measure 22 → final Safety 10",
          "if": {"measure": "publicTransparency"},
          "then": {"place": "Safety 10", "measureNumber": "22"}
        },
        {"id": "none", "cite": "ours", "if": {"measure": "unknown"}, "then": {"place": "none", "measureNumber": "0"}}
      ],
      "examples": {
        "base": {},
        "cases": [
          {"with": {"measure": "documentationForOffice"}, "row": "documentationForOffice", "then": {"place": "Transparency 1.1", "measureNumber": "1"}},
          {"with": {"measure": "documentationForDownstream"}, "row": "documentationForDownstream", "then": {"place": "Transparency 1.2", "measureNumber": "2"}},
          {"with": {"measure": "copyrightPolicy"}, "row": "copyrightPolicy", "then": {"place": "Copyright 1.1", "measureNumber": "3"}},
          {"with": {"measure": "textAndDataMining"}, "row": "textAndDataMining", "then": {"place": "Copyright 1.2-1.3", "measureNumber": "4"}},
          {"with": {"measure": "copyrightTransparency"}, "row": "copyrightTransparency", "then": {"place": "Copyright 1.4-1.5", "measureNumber": "5"}},
          {"with": {"measure": "riskTaxonomy"}, "row": "riskTaxonomy", "then": {"place": "Safety 2", "measureNumber": "6"}},
          {"with": {"measure": "safetyFramework"}, "row": "safetyFramework", "then": {"place": "Safety 1", "measureNumber": "7"}},
          {"with": {"measure": "riskIdentification"}, "row": "riskIdentification", "then": {"place": "Safety 2", "measureNumber": "8"}},
          {"with": {"measure": "riskAnalysis"}, "row": "riskAnalysis", "then": {"place": "Safety 3", "measureNumber": "9"}},
          {"with": {"measure": "evidenceCollection"}, "row": "evidenceCollection", "then": {"place": "Safety 3", "measureNumber": "10"}},
          {"with": {"measure": "lifecycleAssessment"}, "row": "lifecycleAssessment", "then": {"place": "Safety 1 and 3", "measureNumber": "11"}},
          {"with": {"measure": "mitigations"}, "row": "mitigations", "then": {"place": "Safety 5-6", "measureNumber": "12"}},
          {"with": {"measure": "safetyReport"}, "row": "safetyReport", "then": {"place": "Safety 7", "measureNumber": "13"}},
          {"with": {"measure": "goDecision"}, "row": "goDecision", "then": {"place": "Safety 4", "measureNumber": "14"}},
          {"with": {"measure": "ownership"}, "row": "ownership", "then": {"place": "Safety 8", "measureNumber": "15"}},
          {"with": {"measure": "adequacyReview"}, "row": "adequacyReview", "then": {"place": "Safety 1", "measureNumber": "16"}},
          {"with": {"measure": "independentExperts"}, "row": "independentExperts", "then": {"place": "Safety 3 and 7", "measureNumber": "17"}},
          {"with": {"measure": "seriousIncidents"}, "row": "seriousIncidents", "then": {"place": "Safety 9", "measureNumber": "18"}},
          {"with": {"measure": "whistleblowing"}, "row": "whistleblowing", "then": {"place": "Safety 8", "measureNumber": "19"}},
          {"with": {"measure": "notifications"}, "row": "notifications", "then": {"place": "Art 52; Safety 1 and 7", "measureNumber": "20"}},
          {"with": {"measure": "documentationKeeping"}, "row": "documentationKeeping", "then": {"place": "Safety 10", "measureNumber": "21"}},
          {"with": {"measure": "publicTransparency"}, "row": "publicTransparency", "then": {"place": "Safety 10", "measureNumber": "22"}},
          {"with": {}, "row": "none", "then": {"place": "none", "measureNumber": "0"}}
        ]
      }
    },
    "visibility": {
      "cite": "MDF; the public version is ours",
      "hit": "only",
      "inputs": ["formField"],
      "outputs": ["office", "authority", "downstream", "public"],
      "rows": [
        {
          "id": "formVersion",
          "cite": "MDF",
          "if": {"formField": "formVersion"},
          "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "given"}
        },
        {
          "id": "legalName",
          "cite": "MDF",
          "if": {"formField": "legalName"},
          "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "given"}
        },
        {
          "id": "modelName",
          "cite": "MDF",
          "if": {"formField": "modelName"},
          "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "given"}
        },
        {
          "id": "authenticity",
          "cite": "MDF",
          "if": {"formField": "authenticity"},
          "then": {"office": "given", "authority": "onRequest", "downstream": "withheld", "public": "withheld"}
        },
        {
          "id": "releaseDate",
          "cite": "MDF",
          "if": {"formField": "releaseDate"},
          "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "given"}
        },
        {
          "id": "unionMarketDate",
          "cite": "MDF",
          "if": {"formField": "unionMarketDate"},
          "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "given"}
        },
        {
          "id": "dependencies",
          "cite": "MDF",
          "if": {"formField": "dependencies"},
          "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "withheld"}
        },
        {
          "id": "architecture",
          "cite": "MDF",
          "if": {"formField": "architecture"},
          "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "withheld"}
        },
        {
          "id": "designSpecification",
          "cite": "MDF",
          "if": {"formField": "designSpecification"},
          "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "withheld"}
        },
        {
          "id": "inputModalities",
          "cite": "MDF",
          "if": {"formField": "inputModalities"},
          "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "withheld"}
        },
        {
          "id": "outputModalities",
          "cite": "MDF",
          "if": {"formField": "outputModalities"},
          "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "withheld"}
        },
        {
          "id": "totalParameters",
          "cite": "MDF",
          "if": {"formField": "totalParameters"},
          "then": {"office": "given", "authority": "onRequest", "downstream": "withheld", "public": "withheld"}
        },
        {
          "id": "channels",
          "cite": "MDF",
          "if": {"formField": "channels"},
          "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "withheld"}
        },
        {
          "id": "licence",
          "cite": "MDF",
          "if": {"formField": "licence"},
          "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "given"}
        },
        {
          "id": "acceptableUse",
          "cite": "MDF",
          "if": {"formField": "acceptableUse"},
          "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "given"}
        },
        {
          "id": "intendedUses",
          "cite": "MDF",
          "if": {"formField": "intendedUses"},
          "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "given"}
        },
        {
          "id": "systemTypes",
          "cite": "MDF",
          "if": {"formField": "systemTypes"},
          "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "withheld"}
        },
        {
          "id": "technicalMeans",
          "cite": "MDF",
          "if": {"formField": "technicalMeans"},
          "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "withheld"}
        },
        {
          "id": "hardwareSoftware",
          "cite": "MDF",
          "if": {"formField": "hardwareSoftware"},
          "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "withheld"}
        },
        {
          "id": "trainingProcess",
          "cite": "MDF",
          "if": {"formField": "trainingProcess"},
          "then": {"office": "given", "authority": "onRequest", "downstream": "withheld", "public": "withheld"}
        },
        {
          "id": "trainingDataTypes",
          "cite": "MDF",
          "if": {"formField": "trainingDataTypes"},
          "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "withheld"}
        },
        {
          "id": "trainingDataCuration",
          "cite": "MDF",
          "if": {"formField": "trainingDataCuration"},
          "then": {"office": "given", "authority": "onRequest", "downstream": "withheld", "public": "withheld"}
        },
        {
          "id": "trainingDataCount",
          "cite": "MDF",
          "if": {"formField": "trainingDataCount"},
          "then": {"office": "given", "authority": "onRequest", "downstream": "withheld", "public": "withheld"}
        },
        {
          "id": "trainingTime",
          "cite": "MDF",
          "if": {"formField": "trainingTime"},
          "then": {"office": "given", "authority": "onRequest", "downstream": "withheld", "public": "withheld"}
        },
        {
          "id": "trainingCompute",
          "cite": "MDF",
          "if": {"formField": "trainingCompute"},
          "then": {"office": "given", "authority": "onRequest", "downstream": "withheld", "public": "withheld"}
        },
        {
          "id": "trainingEnergy",
          "cite": "MDF",
          "if": {"formField": "trainingEnergy"},
          "then": {"office": "given", "authority": "onRequest", "downstream": "withheld", "public": "withheld"}
        },
        {
          "id": "inferenceBenchmark",
          "cite": "MDF",
          "if": {"formField": "inferenceBenchmark"},
          "then": {"office": "given", "authority": "onRequest", "downstream": "withheld", "public": "withheld"}
        },
        {
          "id": "parameterBand",
          "cite": "MDF",
          "if": {"formField": "parameterBand"},
          "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "withheld"}
        },
        {
          "id": "none",
          "cite": "ours",
          "if": {"formField": "unknown"},
          "then": {"office": "withheld", "authority": "withheld", "downstream": "withheld", "public": "withheld"}
        }
      ],
      "examples": {
        "base": {},
        "cases": [
          {"with": {"formField": "formVersion"}, "row": "formVersion", "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "given"}},
          {"with": {"formField": "legalName"}, "row": "legalName", "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "given"}},
          {"with": {"formField": "modelName"}, "row": "modelName", "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "given"}},
          {"with": {"formField": "authenticity"}, "row": "authenticity", "then": {"office": "given", "authority": "onRequest", "downstream": "withheld", "public": "withheld"}},
          {"with": {"formField": "releaseDate"}, "row": "releaseDate", "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "given"}},
          {"with": {"formField": "unionMarketDate"}, "row": "unionMarketDate", "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "given"}},
          {"with": {"formField": "dependencies"}, "row": "dependencies", "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "withheld"}},
          {"with": {"formField": "architecture"}, "row": "architecture", "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "withheld"}},
          {"with": {"formField": "designSpecification"}, "row": "designSpecification", "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "withheld"}},
          {"with": {"formField": "inputModalities"}, "row": "inputModalities", "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "withheld"}},
          {"with": {"formField": "outputModalities"}, "row": "outputModalities", "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "withheld"}},
          {"with": {"formField": "totalParameters"}, "row": "totalParameters", "then": {"office": "given", "authority": "onRequest", "downstream": "withheld", "public": "withheld"}},
          {"with": {"formField": "channels"}, "row": "channels", "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "withheld"}},
          {"with": {"formField": "licence"}, "row": "licence", "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "given"}},
          {"with": {"formField": "acceptableUse"}, "row": "acceptableUse", "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "given"}},
          {"with": {"formField": "intendedUses"}, "row": "intendedUses", "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "given"}},
          {"with": {"formField": "systemTypes"}, "row": "systemTypes", "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "withheld"}},
          {"with": {"formField": "technicalMeans"}, "row": "technicalMeans", "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "withheld"}},
          {"with": {"formField": "hardwareSoftware"}, "row": "hardwareSoftware", "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "withheld"}},
          {"with": {"formField": "trainingProcess"}, "row": "trainingProcess", "then": {"office": "given", "authority": "onRequest", "downstream": "withheld", "public": "withheld"}},
          {"with": {"formField": "trainingDataTypes"}, "row": "trainingDataTypes", "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "withheld"}},
          {"with": {"formField": "trainingDataCuration"}, "row": "trainingDataCuration", "then": {"office": "given", "authority": "onRequest", "downstream": "withheld", "public": "withheld"}},
          {"with": {"formField": "trainingDataCount"}, "row": "trainingDataCount", "then": {"office": "given", "authority": "onRequest", "downstream": "withheld", "public": "withheld"}},
          {"with": {"formField": "trainingTime"}, "row": "trainingTime", "then": {"office": "given", "authority": "onRequest", "downstream": "withheld", "public": "withheld"}},
          {"with": {"formField": "trainingCompute"}, "row": "trainingCompute", "then": {"office": "given", "authority": "onRequest", "downstream": "withheld", "public": "withheld"}},
          {"with": {"formField": "trainingEnergy"}, "row": "trainingEnergy", "then": {"office": "given", "authority": "onRequest", "downstream": "withheld", "public": "withheld"}},
          {"with": {"formField": "inferenceBenchmark"}, "row": "inferenceBenchmark", "then": {"office": "given", "authority": "onRequest", "downstream": "withheld", "public": "withheld"}},
          {"with": {"formField": "parameterBand"}, "row": "parameterBand", "then": {"office": "given", "authority": "onRequest", "downstream": "given", "public": "withheld"}},
          {"with": {}, "row": "none", "then": {"office": "withheld", "authority": "withheld", "downstream": "withheld", "public": "withheld"}}
        ]
      }
    }
  },
  "procedures": {
    "model": {
      "title": {"zh": "通用人工智能模型", "en": "model"},
      "cite": "GPAI Code of Practice 2025-07-10",
      "states": [
        {"id": "classified", "label": {"zh": "已分类", "en": "classified"}},
        {
          "id": "systemicToNotify",
          "label": {"zh": "系统性，待通知", "en": "systemic, to be notified"},
          "timers": [
            {
              "id": "notice",
              "label": {"zh": "通知委员会", "en": "notice"},
              "cite": "Regulation (EU) 2024/1689 art 52: 2周",
              "who": "provider",
              "n": "$notifyWeeks",
              "unit": "week",
              "from": "entered"
            }
          ]
        },
        {"id": "documented", "label": {"zh": "已建档", "en": "documented"}},
        {"id": "decided", "label": {"zh": "已决策", "en": "decided"}},
        {
          "id": "maintained",
          "label": {"zh": "维护中", "en": "maintained"},
          "timers": [
            {
              "id": "adequacy",
              "label": {"zh": "框架充分性评估", "en": "adequacy of the framework"},
              "cite": "GPAI Code of Practice 2025-07-10 Safety 1: 12个月",
              "who": "provider",
              "n": "$frameworkMonths",
              "unit": "month",
              "from": "entered",
              "until": "reviewFramework"
            },
            {
              "id": "modelReport",
              "label": {"zh": "模型报告更新", "en": "update of the Model Report"},
              "cite": "GPAI Code of Practice 2025-07-10 Safety 7: 6个月",
              "who": "provider",
              "n": "$reportMonths",
              "unit": "month",
              "from": "entered",
              "until": "updateReport"
            },
            {
              "id": "submission",
              "label": {"zh": "提交框架", "en": "submission"},
              "cite": "GPAI Code of Practice 2025-07-10 Safety 1: 5个工作日",
              "who": "provider",
              "n": "$sendDays",
              "unit": "workingDay",
              "from": "entered",
              "until": "submitFramework"
            }
          ]
        },
        {
          "id": "withdrawn",
          "label": {"zh": "已退出市场", "en": "withdrawn"},
          "timers": [
            {
              "id": "retention",
              "label": {"zh": "文档保存", "en": "retention"},
              "cite": "GPAI Code of Practice 2025-07-10: 10年",
              "who": "provider",
              "n": "$keepYears",
              "unit": "year",
              "from": "fact.placedOn"
            }
          ]
        },
        {"id": "archived", "label": {"zh": "文档已处置", "en": "documents disposed of"}, "final": true},
        {"id": "stopped", "label": {"zh": "不予投放", "en": "stopped"}, "final": true},
        {"id": "outOfScope", "label": {"zh": "不适用", "en": "out of scope"}, "final": true}
      ],
      "transitions": [
        {
          "event": "classify",
          "label": {"zh": "分类：不适用", "en": "classify: out of scope"},
          "cite": "Guidelines",
          "from": ["new"],
          "to": "outOfScope",
          "by": ["provider"],
          "when": "(modifier and modificationZettaFlop * 3 < originalZettaFlop) or (not modifier and table.classification.class == 'notGeneral')",
          "fields": ["trainingZettaFlop", "modifier", "openSource"],
          "optional": ["modificationZettaFlop", "originalZettaFlop", "marketBefore"],
          "effects": [{"set": {"fact": "modelClass", "to": "choose(modifier, 'notProvider', 'notGeneral')"}}]
        },
        {
          "event": "classify",
          "label": {"zh": "分类：系统性", "en": "classify: systemic"},
          "cite": "Regulation (EU) 2024/1689 art 51",
          "from": ["new"],
          "to": "systemicToNotify",
          "by": ["provider"],
          "when": "table.classification.class == 'systemic'",
          "fields": ["trainingZettaFlop", "modifier", "openSource"],
          "optional": ["modificationZettaFlop", "originalZettaFlop", "marketBefore"],
          "effects": [{"set": {"fact": "modelClass", "to": "'systemic'"}}]
        },
        {
          "event": "classify",
          "label": {"zh": "分类：通用", "en": "classify: general"},
          "cite": "Guidelines",
          "from": ["new"],
          "to": "classified",
          "by": ["provider"],
          "fields": ["trainingZettaFlop", "modifier", "openSource"],
          "optional": ["modificationZettaFlop", "originalZettaFlop", "marketBefore"],
          "effects": [{"set": {"fact": "modelClass", "to": "'general'"}}]
        },
        {
          "event": "notify",
          "label": {"zh": "通知委员会", "en": "notify"},
          "cite": "Regulation (EU) 2024/1689 art 52",
          "from": ["systemicToNotify"],
          "to": "classified",
          "by": ["provider"],
          "effects": [{"document": "commissionNotice"}]
        },
        {
          "event": "document",
          "label": {"zh": "建立文档", "en": "document"},
          "cite": "GPAI Code of Practice 2025-07-10 Transparency 1.1",
          "from": ["classified"],
          "to": "documented",
          "by": ["provider"],
          "fields": [
            "formVersion",
            "legalName",
            "modelName",
            "authenticity",
            "releaseDate",
            "unionMarketDate",
            "dependencies",
            "architecture",
            "designSpecification",
            "inputModalities",
            "outputModalities",
            "totalParameters",
            "channels",
            "licence",
            "acceptableUse",
            "intendedUses",
            "systemTypes",
            "technicalMeans",
            "hardwareSoftware",
            "trainingProcess",
            "trainingDataTypes",
            "trainingDataCuration",
            "trainingDataCount",
            "trainingTime",
            "trainingCompute",
            "trainingEnergy",
            "inferenceBenchmark",
            "parameterBand"
          ],
          "effects": [{"document": "documentationForm"}]
        },
        {
          "event": "documentBriefly",
          "label": {"zh": "开源豁免建档", "en": "document briefly, open source"},
          "cite": "Regulation (EU) 2024/1689 art 53(2)",
          "from": ["classified"],
          "to": "documented",
          "by": ["provider"],
          "when": "openSource and modelClass != 'systemic'",
          "fields": ["legalName", "modelName", "licence"],
          "effects": [{"document": "documentationForm"}]
        },
        {
          "event": "decide",
          "label": {"zh": "决策", "en": "decide"},
          "cite": "GPAI Code of Practice 2025-07-10 Safety 4",
          "from": ["documented"],
          "to": "decided",
          "by": ["board"],
          "when": "goDecision == 'go'",
          "fields": ["goDecision", "decisionBy", "reasons"]
        },
        {
          "event": "decide",
          "label": {"zh": "不予投放", "en": "decide: no-go"},
          "cite": "GPAI Code of Practice 2025-07-10 Safety 4",
          "from": ["documented"],
          "to": "stopped",
          "by": ["board"],
          "fields": ["goDecision", "decisionBy", "reasons"]
        },
        {
          "event": "place",
          "label": {"zh": "投放市场", "en": "place on the market"},
          "cite": "GPAI Code of Practice 2025-07-10",
          "from": ["decided"],
          "to": "maintained",
          "by": ["provider"],
          "fields": ["placedOn", "doneMeasures"],
          "require": [
            {
              "if": "modelClass != 'systemic' or containsAll(doneMeasures, ['documentationForOffice', 'documentationForDownstream', 'copyrightPolicy', 'textAndDataMining', 'copyrightTransparency', 'riskTaxonomy', 'safetyFramework', 'riskIdentification', 'riskAnalysis', 'evidenceCollection', 'lifecycleAssessment', 'mitigations', 'safetyReport', 'goDecision', 'ownership', 'adequacyReview', 'independentExperts', 'seriousIncidents', 'whistleblowing', 'notifications', 'documentationKeeping', 'publicTransparency'])",
              "else": "GPAI-MEASURES"
            },
            {"if": "containsAll(doneMeasures, ['copyrightPolicy', 'textAndDataMining', 'copyrightTransparency'])", "else": "GPAI-MEASURES"}
          ],
          "effects": [
            {"issue": "modelStanding"},
            {"publish": ["formVersion", "legalName", "modelName", "releaseDate", "unionMarketDate", "licence", "acceptableUse", "intendedUses"]},
            {"document": "publicSummary"}
          ]
        },
        {
          "event": "submitFramework",
          "label": {"zh": "提交框架", "en": "submit the framework"},
          "cite": "GPAI Code of Practice 2025-07-10 Safety 1",
          "from": ["maintained"],
          "to": "=",
          "by": ["provider"],
          "fields": ["frameworkDigest"],
          "effects": [{"document": "frameworkSubmission"}]
        },
        {
          "event": "reviewFramework",
          "label": {"zh": "评估框架", "en": "review the framework"},
          "cite": "GPAI Code of Practice 2025-07-10 Safety 1",
          "from": ["maintained"],
          "to": "maintained",
          "by": ["provider"],
          "fields": ["frameworkDigest"]
        },
        {
          "event": "updateReport",
          "label": {"zh": "更新模型报告", "en": "update the report"},
          "cite": "GPAI Code of Practice 2025-07-10 Safety 7",
          "from": ["maintained"],
          "to": "maintained",
          "by": ["provider"],
          "fields": ["reportDigest"]
        },
        {
          "event": "revise",
          "label": {"zh": "更新文档版本", "en": "revise the form"},
          "cite": "GPAI Code of Practice 2025-07-10 Transparency 1.1",
          "from": ["maintained"],
          "to": "=",
          "by": ["provider"],
          "fields": ["formVersion"],
          "optional": [
            "legalName",
            "modelName",
            "authenticity",
            "releaseDate",
            "unionMarketDate",
            "dependencies",
            "architecture",
            "designSpecification",
            "inputModalities",
            "outputModalities",
            "totalParameters",
            "channels",
            "licence",
            "acceptableUse",
            "intendedUses",
            "systemTypes",
            "technicalMeans",
            "hardwareSoftware",
            "trainingProcess",
            "trainingDataTypes",
            "trainingDataCuration",
            "trainingDataCount",
            "trainingTime",
            "trainingCompute",
            "trainingEnergy",
            "inferenceBenchmark"
          ],
          "effects": [{"document": "documentationForm"}]
        },
        {
          "event": "withdraw",
          "label": {"zh": "退出市场", "en": "withdraw"},
          "cite": "GPAI Code of Practice 2025-07-10",
          "from": ["maintained"],
          "to": "withdrawn",
          "by": ["provider"],
          "fields": ["reasons"],
          "effects": [{"expire": "modelStanding"}]
        },
        {
          "event": "dispose",
          "label": {"zh": "处置文档", "en": "dispose of documents"},
          "cite": "GPAI Code of Practice 2025-07-10: 10年",
          "from": ["withdrawn"],
          "to": "archived",
          "by": ["provider"],
          "require": [{"if": "today > plus(placedOn, $keepYears, 'year')", "else": "GPAI-RETENTION"}]
        }
      ]
    },
    "measure": {
      "title": {"zh": "措施", "en": "measure"},
      "cite": "first draft 2024-11",
      "parents": ["model"],
      "states": [
        {
          "id": "assigned",
          "label": {"zh": "已分派", "en": "assigned"},
          "timers": [
            {
              "id": "due",
              "label": {"zh": "完成期限", "en": "due"},
              "cite": "set by the owner",
              "who": "provider",
              "n": 0,
              "unit": "calendarDay",
              "from": "fact.measureDue"
            }
          ]
        },
        {"id": "evidenced", "label": {"zh": "已留证", "en": "evidenced"}},
        {"id": "done", "label": {"zh": "已复核", "en": "reviewed"}, "final": true}
      ],
      "transitions": [
        {
          "event": "assign",
          "label": {"zh": "分派", "en": "assign"},
          "cite": "first draft 2024-11",
          "from": ["new"],
          "to": "assigned",
          "by": ["provider"],
          "whileParent": ["classified", "systemicToNotify", "documented", "decided", "maintained"],
          "fields": ["measure", "owner", "recordName", "measureDue"],
          "effects": [{"set": {"fact": "finalPlace", "to": "table.mapping.place"}}]
        },
        {
          "event": "evidence",
          "label": {"zh": "留证", "en": "give evidence"},
          "cite": "first draft 2024-11",
          "from": ["assigned"],
          "to": "evidenced",
          "by": ["provider"],
          "fields": ["evidenceDigest"]
        },
        {
          "event": "review",
          "label": {"zh": "复核", "en": "review"},
          "cite": "first draft 2024-11",
          "from": ["evidenced"],
          "to": "done",
          "by": ["provider", "office"],
          "otherThan": ["evidence"]
        }
      ]
    },
    "downstreamRequest": {
      "title": {"zh": "下游请求", "en": "request of a downstream provider"},
      "cite": "GPAI Code of Practice 2025-07-10 Transparency 1.2",
      "parents": ["model"],
      "states": [
        {
          "id": "asked",
          "label": {"zh": "已请求", "en": "asked"},
          "timers": [
            {
              "id": "answer",
              "label": {"zh": "答复期限", "en": "answer"},
              "cite": "GPAI Code of Practice 2025-07-10 Transparency 1.2: 14日",
              "who": "provider",
              "n": "$answerDays",
              "unit": "calendarDay",
              "from": "entered"
            }
          ]
        },
        {"id": "answered", "label": {"zh": "已答复", "en": "answered"}, "final": true}
      ],
      "transitions": [
        {
          "event": "ask",
          "label": {"zh": "请求", "en": "ask"},
          "cite": "GPAI Code of Practice 2025-07-10 Transparency 1.2",
          "from": ["new"],
          "to": "asked",
          "by": ["downstream"],
          "whileParent": ["maintained"],
          "fields": ["requester", "fieldsAsked"],
          "require": [
            {
              "if": "containsAll(['formVersion', 'legalName', 'modelName', 'releaseDate', 'unionMarketDate', 'dependencies', 'architecture', 'designSpecification', 'inputModalities', 'outputModalities', 'parameterBand', 'channels', 'licence', 'acceptableUse', 'intendedUses', 'systemTypes', 'technicalMeans', 'hardwareSoftware', 'trainingDataTypes'], fieldsAsked)",
              "else": "GPAI-DP-FIELD"
            },
            {"if": "not has(formField) or table.visibility.downstream == 'given'", "else": "GPAI-DP-FIELD"}
          ],
          "optional": ["formField"]
        },
        {
          "event": "answer",
          "label": {"zh": "答复（删去不提供的字段）", "en": "answer, redacted"},
          "cite": "GPAI Code of Practice 2025-07-10 Transparency 1.2",
          "from": ["asked"],
          "to": "answered",
          "by": ["provider"],
          "effects": [
            {
              "publish": [
                "formVersion",
                "legalName",
                "modelName",
                "releaseDate",
                "unionMarketDate",
                "dependencies",
                "architecture",
                "designSpecification",
                "inputModalities",
                "outputModalities",
                "parameterBand",
                "channels",
                "licence",
                "acceptableUse",
                "intendedUses",
                "systemTypes",
                "technicalMeans",
                "hardwareSoftware",
                "trainingDataTypes"
              ]
            },
            {"document": "downstreamAnswer"}
          ]
        }
      ]
    },
    "incident": {
      "title": {"zh": "严重事件", "en": "serious incident"},
      "cite": "GPAI Code of Practice 2025-07-10 Safety 9",
      "parents": ["model"],
      "states": [
        {
          "id": "dueTwo",
          "label": {"zh": "待首次报告（两日）", "en": "first report due in two days"},
          "timers": [
            {
              "id": "initial",
              "label": {"zh": "首次报告", "en": "initial report"},
              "cite": "GPAI Code of Practice 2025-07-10 Safety 9",
              "who": "provider",
              "n": "$daysInfrastructure",
              "unit": "calendarDay",
              "from": "fact.awareAt"
            }
          ]
        },
        {
          "id": "dueFive",
          "label": {"zh": "待首次报告（五日）", "en": "first report due in five days"},
          "timers": [
            {
              "id": "initial",
              "label": {"zh": "首次报告", "en": "initial report"},
              "cite": "GPAI Code of Practice 2025-07-10 Safety 9",
              "who": "provider",
              "n": "$daysCyber",
              "unit": "calendarDay",
              "from": "fact.awareAt"
            }
          ]
        },
        {
          "id": "dueTen",
          "label": {"zh": "待首次报告（十日）", "en": "first report due in ten days"},
          "timers": [
            {
              "id": "initial",
              "label": {"zh": "首次报告", "en": "initial report"},
              "cite": "GPAI Code of Practice 2025-07-10 Safety 9",
              "who": "provider",
              "n": "$daysDeath",
              "unit": "calendarDay",
              "from": "fact.awareAt"
            }
          ]
        },
        {
          "id": "dueFifteen",
          "label": {"zh": "待首次报告（十五日）", "en": "first report due in fifteen days"},
          "timers": [
            {
              "id": "initial",
              "label": {"zh": "首次报告", "en": "initial report"},
              "cite": "GPAI Code of Practice 2025-07-10 Safety 9",
              "who": "provider",
              "n": "$daysHarm",
              "unit": "calendarDay",
              "from": "fact.awareAt"
            }
          ]
        },
        {
          "id": "reported",
          "label": {"zh": "已首报", "en": "reported"},
          "timers": [
            {
              "id": "intermediate",
              "label": {"zh": "中期报告", "en": "intermediate report"},
              "cite": "GPAI Code of Practice 2025-07-10 Measure 9.3: 至少每4周",
              "who": "provider",
              "n": "$weeksIntermediate",
              "unit": "week",
              "from": "entered"
            }
          ]
        },
        {
          "id": "resolved",
          "label": {"zh": "已解决", "en": "resolved"},
          "timers": [
            {
              "id": "final",
              "label": {"zh": "最终报告", "en": "final report"},
              "cite": "GPAI Code of Practice 2025-07-10 Measure 9.3: 60日",
              "who": "provider",
              "n": "$daysFinal",
              "unit": "calendarDay",
              "from": "entered"
            }
          ]
        },
        {"id": "closed", "label": {"zh": "已办结", "en": "closed"}, "final": true}
      ],
      "transitions": [
        {
          "event": "becomeAware",
          "label": {"zh": "知悉事件", "en": "become aware"},
          "cite": "GPAI Code of Practice 2025-07-10 Safety 9",
          "from": ["new"],
          "to": "dueTwo",
          "by": ["provider"],
          "when": "harm == 'criticalInfrastructure'",
          "whileParent": ["maintained", "withdrawn"],
          "fields": ["harm", "incidentText", "awareAt"],
          "require": [{"if": "awareAt <= today", "else": "GPAI-AWARE"}]
        },
        {
          "event": "becomeAware",
          "label": {"zh": "知悉事件", "en": "become aware"},
          "cite": "GPAI Code of Practice 2025-07-10 Safety 9",
          "from": ["new"],
          "to": "dueFive",
          "by": ["provider"],
          "when": "harm == 'cybersecurity'",
          "whileParent": ["maintained", "withdrawn"],
          "fields": ["harm", "incidentText", "awareAt"],
          "require": [{"if": "awareAt <= today", "else": "GPAI-AWARE"}]
        },
        {
          "event": "becomeAware",
          "label": {"zh": "知悉事件", "en": "become aware"},
          "cite": "GPAI Code of Practice 2025-07-10 Safety 9",
          "from": ["new"],
          "to": "dueTen",
          "by": ["provider"],
          "when": "harm == 'death'",
          "whileParent": ["maintained", "withdrawn"],
          "fields": ["harm", "incidentText", "awareAt"],
          "require": [{"if": "awareAt <= today", "else": "GPAI-AWARE"}]
        },
        {
          "event": "becomeAware",
          "label": {"zh": "知悉事件", "en": "become aware"},
          "cite": "GPAI Code of Practice 2025-07-10 Safety 9",
          "from": ["new"],
          "to": "dueFifteen",
          "by": ["provider"],
          "when": "harm == 'seriousHarm'",
          "whileParent": ["maintained", "withdrawn"],
          "fields": ["harm", "incidentText", "awareAt"],
          "require": [{"if": "awareAt <= today", "else": "GPAI-AWARE"}]
        },
        {
          "event": "reportFirst",
          "label": {"zh": "首次报告", "en": "first report"},
          "cite": "GPAI Code of Practice 2025-07-10 Safety 9",
          "from": ["dueTwo", "dueFive", "dueTen", "dueFifteen"],
          "to": "reported",
          "by": ["provider"],
          "attachments": ["initialReport"]
        },
        {
          "event": "reportAgain",
          "label": {"zh": "中期报告", "en": "intermediate report"},
          "cite": "GPAI Code of Practice 2025-07-10 Measure 9.3",
          "from": ["reported"],
          "to": "reported",
          "by": ["provider"],
          "attachments": ["intermediateReport"]
        },
        {
          "event": "resolve",
          "label": {"zh": "解决", "en": "resolve"},
          "cite": "GPAI Code of Practice 2025-07-10 Safety 9",
          "from": ["reported"],
          "to": "resolved",
          "by": ["provider"],
          "fields": ["resolutionText", "rootCause"]
        },
        {
          "event": "reportFinally",
          "label": {"zh": "最终报告", "en": "final report"},
          "cite": "GPAI Code of Practice 2025-07-10 Measure 9.3",
          "from": ["resolved"],
          "to": "closed",
          "by": ["provider"],
          "attachments": ["finalReport"]
        }
      ]
    },
    "whistle": {
      "title": {"zh": "举报", "en": "report of staff"},
      "cite": "GPAI Code of Practice 2025-07-10 Safety 8",
      "states": [
        {
          "id": "received",
          "label": {"zh": "已接收", "en": "received"},
          "timers": [
            {
              "id": "answer",
              "label": {"zh": "答复期限", "en": "answer"},
              "cite": "assumed: no days found",
              "who": "protector",
              "n": "$whistleDays",
              "unit": "calendarDay",
              "from": "entered"
            }
          ]
        },
        {"id": "examined", "label": {"zh": "核查中", "en": "examined"}},
        {"id": "answered", "label": {"zh": "已答复", "en": "answered"}, "final": true}
      ],
      "transitions": [
        {
          "event": "report",
          "label": {"zh": "举报", "en": "report"},
          "cite": "GPAI Code of Practice 2025-07-10 Safety 8",
          "from": ["new"],
          "to": "received",
          "by": ["staff"],
          "fields": ["channel", "concern"]
        },
        {
          "event": "examine",
          "label": {"zh": "核查", "en": "examine"},
          "cite": "GPAI Code of Practice 2025-07-10 Safety 8",
          "from": ["received"],
          "to": "examined",
          "by": ["protector"]
        },
        {
          "event": "answer",
          "label": {"zh": "答复", "en": "answer"},
          "cite": "GPAI Code of Practice 2025-07-10 Safety 8",
          "from": ["examined"],
          "to": "answered",
          "by": ["protector"],
          "fields": ["answer", "retaliation"],
          "require": [{"if": "not retaliation", "else": "GPAI-RETALIATION"}],
          "effects": [{"document": "reportAnswer"}]
        }
      ]
    },
    "authorityRequest": {
      "title": {"zh": "主管机关查询", "en": "request of an authority"},
      "cite": "COP Transparency 1.2",
      "parents": ["model"],
      "states": [
        {
          "id": "asked",
          "label": {"zh": "已查询", "en": "asked"},
          "timers": [
            {
              "id": "answer",
              "label": {"zh": "答复期限", "en": "answer"},
              "cite": "GPAI Code of Practice 2025-07-10 Transparency 1.2",
              "who": "provider",
              "n": "$answerDays",
              "unit": "calendarDay",
              "from": "entered"
            }
          ]
        },
        {"id": "answered", "label": {"zh": "已答复", "en": "answered"}, "final": true}
      ],
      "transitions": [
        {
          "event": "ask",
          "label": {"zh": "提出查询", "en": "ask"},
          "cite": "Regulation (EU) 2024/1689 art 53(1)(a)",
          "from": ["new"],
          "to": "asked",
          "by": ["office"],
          "whileParent": ["documented", "decided", "maintained", "withdrawn"],
          "fields": ["requester", "fieldsAsked"],
          "require": [
            {
              "if": "containsAll(['formVersion', 'legalName', 'modelName', 'authenticity', 'releaseDate', 'unionMarketDate', 'dependencies', 'architecture', 'designSpecification', 'inputModalities', 'outputModalities', 'totalParameters', 'channels', 'licence', 'acceptableUse', 'intendedUses', 'systemTypes', 'technicalMeans', 'hardwareSoftware', 'trainingProcess', 'trainingDataTypes', 'trainingDataCuration', 'trainingDataCount', 'trainingTime', 'trainingCompute', 'trainingEnergy', 'inferenceBenchmark', 'parameterBand'], fieldsAsked)",
              "else": "GPAI-NO-FIELD"
            }
          ]
        },
        {
          "event": "answer",
          "label": {"zh": "提供完整文档", "en": "give the whole form"},
          "cite": "GPAI Code of Practice 2025-07-10 Transparency 1.2",
          "from": ["asked"],
          "to": "answered",
          "by": ["provider"],
          "effects": [
            {
              "publish": [
                "formVersion",
                "legalName",
                "modelName",
                "authenticity",
                "releaseDate",
                "unionMarketDate",
                "dependencies",
                "architecture",
                "designSpecification",
                "inputModalities",
                "outputModalities",
                "totalParameters",
                "channels",
                "licence",
                "acceptableUse",
                "intendedUses",
                "systemTypes",
                "technicalMeans",
                "hardwareSoftware",
                "trainingProcess",
                "trainingDataTypes",
                "trainingDataCuration",
                "trainingDataCount",
                "trainingTime",
                "trainingCompute",
                "trainingEnergy",
                "inferenceBenchmark",
                "parameterBand"
              ]
            },
            {"document": "authorityAnswer"}
          ]
        }
      ]
    }
  },
  "gates": [
    {
      "id": "documented",
      "gate": "publish",
      "cite": "GPAI Code of Practice 2025-07-10 Transparency 1.1; Regulation (EU) 2024/1689 art 53(2)",
      "when": "modelProduct and (systemic or not openSource)",
      "require": "documentationPresent",
      "refuse": "GPAI-DOC-MISSING",
      "examples": [
        {"on": "2026-06-02", "with": {"documentationPresent": true, "modelProduct": true, "openSource": true}, "says": "refuses"},
        {"on": "2026-06-01", "with": {}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"documentationPresent": true, "modelProduct": true, "systemic": true}, "says": "holds"}
      ]
    },
    {
      "id": "summary",
      "gate": "publish",
      "cite": "Regulation (EU) 2024/1689 art 53(2)",
      "when": "modelProduct",
      "oblige": ["trainingSummary"],
      "examples": [
        {"on": "2026-06-02", "with": {}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"modelProduct": true}, "says": "owes"}
      ]
    },
    {
      "id": "go",
      "gate": "publish",
      "cite": "GPAI Code of Practice 2025-07-10 Safety 4",
      "when": "modelProduct",
      "require": "not noGoDecision",
      "refuse": "GPAI-NO-GO",
      "examples": [
        {"on": "2026-06-02", "with": {"modelProduct": true, "noGoDecision": true}, "says": "refuses"},
        {"on": "2026-06-02", "with": {}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"modelProduct": true, "noGoDecision": false}, "says": "holds"}
      ]
    },
    {
      "id": "downstream-fields",
      "gate": "negotiate",
      "cite": "GPAI Code of Practice 2025-07-10 MDF flags",
      "when": "modelProduct",
      "require": "containsAll(['formVersion', 'legalName', 'modelName', 'releaseDate', 'unionMarketDate', 'dependencies', 'architecture', 'designSpecification', 'inputModalities', 'outputModalities', 'parameterBand', 'channels', 'licence', 'acceptableUse', 'intendedUses', 'systemTypes', 'technicalMeans', 'hardwareSoftware', 'trainingDataTypes'], fieldsAsked)",
      "refuse": "GPAI-DP-FIELD",
      "examples": [
        {"on": "2026-06-01", "with": {"fieldsAsked": ["formVersion", "legalName", "modelName", "releaseDate", "unionMarketDate", "dependencies", "architecture", "designSpecification", "inputModalities", "outputModalities", "parameterBand", "channels", "licence", "acceptableUse", "intendedUses", "systemTypes", "technicalMeans", "hardwareSoftware", "trainingDataTypes"], "modelProduct": true}, "says": "holds"},
        {"on": "2026-06-02", "with": {"fieldsAsked": ["formVersion", "legalName", "licence", "intendedUses"]}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"modelProduct": true, "fieldsAsked": ["trainingEnergy"]}, "says": "refuses"}
      ]
    },
    {
      "id": "reservation",
      "gate": "agree",
      "cite": "GPAI Code of Practice 2025-07-10 Copyright 1.3",
      "when": "trainingUse",
      "require": "not rightsReserved",
      "refuse": "GPAI-RIGHTS-RESERVED",
      "examples": [
        {"on": "2026-06-02", "with": {"rightsReserved": true, "trainingUse": true}, "says": "refuses"},
        {"on": "2026-06-01", "with": {}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"rightsReserved": false, "trainingUse": true}, "says": "holds"}
      ]
    },
    {
      "id": "reservation-transfer",
      "gate": "transferStart",
      "cite": "GPAI Code of Practice 2025-07-10 Copyright 1.3",
      "when": "trainingUse",
      "require": "not rightsReserved",
      "refuse": "GPAI-RIGHTS-RESERVED",
      "examples": [
        {"on": "2026-06-01", "with": {"rightsReserved": true, "trainingUse": true}, "says": "refuses"},
        {"on": "2026-06-02", "with": {}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"rightsReserved": false, "trainingUse": true}, "says": "holds"}
      ]
    },
    {
      "id": "keep-documents",
      "gate": "lifecycle",
      "cite": "GPAI Code of Practice 2025-07-10: 10年",
      "when": "documentDeletion",
      "require": "today > plus(placedOn, $keepYears, 'year')",
      "refuse": "GPAI-RETENTION",
      "examples": [
        {"on": "2026-06-01", "with": {"documentDeletion": true, "placedOn": "2016-06-01"}, "says": "refuses"},
        {"on": "2026-06-01", "with": {}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"documentDeletion": true, "placedOn": "2016-06-01"}, "says": "holds"}
      ]
    },
    {
      "id": "keep-incidents",
      "gate": "lifecycle",
      "cite": "GPAI Code of Practice 2025-07-10 Safety 9",
      "when": "incidentDeletion",
      "require": "today > plus(incidentOn, $incidentYears, 'year')",
      "refuse": "GPAI-RETENTION",
      "examples": [
        {"on": "2026-06-01", "with": {"incidentDeletion": true, "incidentOn": "2021-06-01"}, "says": "refuses"},
        {"on": "2026-06-02", "with": {}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"incidentDeletion": true, "incidentOn": "2021-06-01"}, "says": "holds"}
      ]
    }
  ]
}

"""##
}
