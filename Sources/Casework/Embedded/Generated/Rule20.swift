// swift-format-ignore-file
// Written by Rules/embed.sh from Rules/cn/sme-digital-level/2024-09-04.json; change that.
// Some of these have over 400 lines: each is one rule file, byte for byte.

extension EmbeddedRules {
    static let text20 = ##"""
{
  "schema": "sluice-pack/1",
  "id": "cn.sme-digital-level",
  "version": "2024-09-04",
  "jurisdiction": "CN",
  "title": {"zh": "中小企业数字化水平评测", "en": "Digital level of small and medium enterprises"},
  "citation": "《中小企业数字化水平评测指标（2024年版）》工信厅企业〔2024〕56号",
  "sources": [
    {"key": "SME", "title": "《中小企业数字化水平评测指标（2024年版）》工信厅企业〔2024〕56号（第三方问卷与评分表）", "extent": "part"},
    {"key": "GUIDE", "title": "《中小企业数字化转型试点城市试点企业数字化水平评测指南（2024年版）》（发布摘要）", "extent": "part"}
  ],
  "effective": {"from": "2024-09-04", "basis": "partial", "cite": "工信厅企业〔2024〕56号 2024-09-04"},
  "zone": "+08:00",
  "calendar": "cn",
  "parameters": {
    "score1": {
      "value": 20,
      "basis": "partial",
      "cite": "工信厅企业〔2024〕56号 (third-party forms of the annex; option texts to be checked)",
      "label": {"zh": "一级得分", "en": "score of level 1"},
      "stricter": "higher"
    },
    "scenes1": {
      "value": 6,
      "basis": "partial",
      "cite": "工信厅企业〔2024〕56号 (third-party forms of the annex; option texts to be checked)",
      "label": {"zh": "一级场景数", "en": "scenes of level 1"},
      "stricter": "higher"
    },
    "binding1": {
      "value": 3,
      "basis": "partial",
      "cite": "工信厅企业〔2024〕56号 (third-party forms of the annex; option texts to be checked)",
      "label": {"zh": "一级约束性场景数", "en": "binding scenes of level 1"},
      "stricter": "higher"
    },
    "score2": {
      "value": 40,
      "basis": "partial",
      "cite": "工信厅企业〔2024〕56号 (third-party forms of the annex; option texts to be checked)",
      "label": {"zh": "二级得分", "en": "score of level 2"},
      "stricter": "higher"
    },
    "scenes2": {
      "value": 6,
      "basis": "partial",
      "cite": "工信厅企业〔2024〕56号 (third-party forms of the annex; option texts to be checked)",
      "label": {"zh": "二级场景数", "en": "scenes of level 2"},
      "stricter": "higher"
    },
    "binding2": {
      "value": 3,
      "basis": "partial",
      "cite": "工信厅企业〔2024〕56号 (third-party forms of the annex; option texts to be checked)",
      "label": {"zh": "二级约束性场景数", "en": "binding scenes of level 2"},
      "stricter": "higher"
    },
    "score3": {
      "value": 60,
      "basis": "partial",
      "cite": "工信厅企业〔2024〕56号 (third-party forms of the annex; option texts to be checked)",
      "label": {"zh": "三级得分", "en": "score of level 3"},
      "stricter": "higher"
    },
    "scenes3": {
      "value": 8,
      "basis": "partial",
      "cite": "工信厅企业〔2024〕56号 (third-party forms of the annex; option texts to be checked)",
      "label": {"zh": "三级场景数", "en": "scenes of level 3"},
      "stricter": "higher"
    },
    "binding3": {
      "value": 5,
      "basis": "partial",
      "cite": "工信厅企业〔2024〕56号 (third-party forms of the annex; option texts to be checked)",
      "label": {"zh": "三级约束性场景数", "en": "binding scenes of level 3"},
      "stricter": "higher"
    },
    "score4": {
      "value": 80,
      "basis": "partial",
      "cite": "工信厅企业〔2024〕56号 (third-party forms of the annex; option texts to be checked)",
      "label": {"zh": "四级得分", "en": "score of level 4"},
      "stricter": "higher"
    },
    "scenes4": {
      "value": 10,
      "basis": "partial",
      "cite": "工信厅企业〔2024〕56号 (third-party forms of the annex; option texts to be checked)",
      "label": {"zh": "四级场景数", "en": "scenes of level 4"},
      "stricter": "higher"
    },
    "binding4": {
      "value": 6,
      "basis": "partial",
      "cite": "工信厅企业〔2024〕56号 (third-party forms of the annex; option texts to be checked)",
      "label": {"zh": "四级约束性场景数", "en": "binding scenes of level 4"},
      "stricter": "higher"
    },
    "samplePercent": {
      "value": 5,
      "unit": "percent",
      "basis": "legal",
      "cite": "《中小企业数字化转型试点城市试点企业数字化水平评测指南（2024年版）》: 不少于5%",
      "label": {"zh": "实地查验比例（%）", "en": "on-site sample, percent"},
      "stricter": "higher"
    },
    "levelYears": {
      "value": 1,
      "unit": "year",
      "basis": "assumed",
      "cite": "a term of the level was not found",
      "label": {"zh": "等级有效期（年）", "en": "level, years"},
      "stricter": "lower"
    }
  },
  "roles": {
    "provincialDepartment": {"zh": "省级中小企业主管部门", "en": "provincial department"},
    "city": {"zh": "试点城市", "en": "pilot city"},
    "enterprise": {"zh": "试点企业", "en": "enterprise"},
    "evaluator": {"zh": "评测机构", "en": "evaluation body"}
  },
  "facts": {
    "networkUse": {"kind": "list", "label": {"zh": "网络建设（生产网）", "en": "network, production"}},
    "networkOffice": {"kind": "list", "label": {"zh": "网络建设（办公网）", "en": "network, office"}},
    "digitisedRate": {"kind": "number", "label": {"zh": "设备数字化率（%）", "en": "digitised equipment, percent"}, "minimum": 0, "maximum": 100},
    "networkedRate": {"kind": "number", "label": {"zh": "设备联网率（%）", "en": "networked equipment, percent"}, "minimum": 0, "maximum": 100},
    "dataCollection": {"kind": "choice", "label": {"zh": "数据采集", "en": "data collection"}, "choices": ["none", "some", "half", "most", "all"]},
    "informationSystems": {"kind": "choice", "label": {"zh": "信息系统", "en": "information systems"}, "choices": ["none", "singleLink", "several", "over80", "all"]},
    "networkSecurity": {"kind": "list", "label": {"zh": "网络安全", "en": "network security"}},
    "dataSecurity": {"kind": "list", "label": {"zh": "数据安全", "en": "data security"}},
    "planImplementation": {"kind": "choice", "label": {"zh": "规划实施", "en": "implementation"}, "choices": ["none", "level1", "level2", "level3", "level4", "level5"]},
    "planMechanism": {"kind": "list", "label": {"zh": "管理机制", "en": "mechanism"}},
    "talent": {"kind": "list", "label": {"zh": "人才", "en": "talent"}},
    "funds": {"kind": "choice", "label": {"zh": "资金", "en": "funds"}, "choices": ["none", "level1", "level2", "level3", "level4", "level5"]},
    "green": {"kind": "choice", "label": {"zh": "绿色低碳", "en": "green"}, "choices": ["worse", "flat", "better"]},
    "qualityEffect": {"kind": "choice", "label": {"zh": "产品质量", "en": "quality"}, "choices": ["worse", "flat", "better"]},
    "performance": {"kind": "choice", "label": {"zh": "业绩", "en": "performance"}, "choices": ["worse", "flat", "better"]},
    "valueEffect": {"kind": "choice", "label": {"zh": "价值", "en": "value"}, "choices": ["worse", "flat", "better"]},
    "sceneProductDesign": {"kind": "number", "label": {"zh": "场景等级：产品设计", "en": "scene level: product design"}, "minimum": 0, "maximum": 4, "absent": 0},
    "sceneProcessDesign": {"kind": "number", "label": {"zh": "场景等级：工艺设计", "en": "scene level: process design"}, "minimum": 0, "maximum": 4, "absent": 0},
    "sceneMarketing": {"kind": "number", "label": {"zh": "场景等级：营销管理", "en": "scene level: marketing"}, "minimum": 0, "maximum": 4, "absent": 0},
    "sceneAfterSales": {"kind": "number", "label": {"zh": "场景等级：售后服务", "en": "scene level: after-sales"}, "minimum": 0, "maximum": 4, "absent": 0},
    "scenePlanScheduling": {"kind": "number", "label": {"zh": "场景等级：计划排程", "en": "scene level: planning and scheduling"}, "minimum": 0, "maximum": 4, "absent": 0},
    "sceneProductionControl": {"kind": "number", "label": {"zh": "场景等级：生产管控", "en": "scene level: production control"}, "minimum": 0, "maximum": 4, "absent": 0},
    "sceneQualityControl": {"kind": "number", "label": {"zh": "场景等级：质量管理", "en": "scene level: quality"}, "minimum": 0, "maximum": 4, "absent": 0},
    "sceneEquipmentCare": {"kind": "number", "label": {"zh": "场景等级：设备管理", "en": "scene level: equipment"}, "minimum": 0, "maximum": 4, "absent": 0},
    "sceneSafetyProduction": {"kind": "number", "label": {"zh": "场景等级：安全生产", "en": "scene level: safety production"}, "minimum": 0, "maximum": 4, "absent": 0},
    "sceneEnergy": {"kind": "number", "label": {"zh": "场景等级：能耗管理", "en": "scene level: energy"}, "minimum": 0, "maximum": 4, "absent": 0},
    "sceneProcurement": {"kind": "number", "label": {"zh": "场景等级：采购管理", "en": "scene level: procurement"}, "minimum": 0, "maximum": 4, "absent": 0},
    "sceneWarehousing": {"kind": "number", "label": {"zh": "场景等级：仓储物流", "en": "scene level: warehousing and logistics"}, "minimum": 0, "maximum": 4, "absent": 0},
    "sceneFinanceScene": {"kind": "number", "label": {"zh": "场景等级：财务管理", "en": "scene level: finance"}, "minimum": 0, "maximum": 4, "absent": 0},
    "sceneHumanResources": {"kind": "number", "label": {"zh": "场景等级：人力资源", "en": "scene level: human resources"}, "minimum": 0, "maximum": 4, "absent": 0},
    "sceneCollaboration": {"kind": "number", "label": {"zh": "场景等级：协同办公", "en": "scene level: collaboration office"}, "minimum": 0, "maximum": 4, "absent": 0},
    "sceneDecisionSupport": {"kind": "number", "label": {"zh": "场景等级：决策支持", "en": "scene level: decision support"}, "minimum": 0, "maximum": 4, "absent": 0},
    "enterprise": {"kind": "text", "label": {"zh": "企业", "en": "enterprise"}},
    "city": {"kind": "text", "label": {"zh": "试点城市", "en": "pilot city"}},
    "truthCommitment": {"kind": "flag", "label": {"zh": "真实性承诺", "en": "commitment to truth"}},
    "ratedLevel": {"kind": "choice", "label": {"zh": "评测等级", "en": "rated level"}, "choices": ["none", "level1", "level2", "level3", "level4"]},
    "evaluationBody": {"kind": "text", "label": {"zh": "评测机构", "en": "evaluation body"}},
    "bodies": {"kind": "list", "label": {"zh": "评测机构名单", "en": "list of evaluation bodies"}},
    "answersDigest": {"kind": "digest", "label": {"zh": "答卷摘要", "en": "digest of the answers"}},
    "complete": {"kind": "flag", "label": {"zh": "答卷完整", "en": "the form is complete"}},
    "sampled": {"kind": "flag", "label": {"zh": "被抽中实地查验", "en": "drawn for the visit"}},
    "onsiteAgrees": {"kind": "flag", "label": {"zh": "实地查验一致", "en": "the visit agrees"}},
    "reasons": {"kind": "text", "label": {"zh": "理由", "en": "reasons"}},
    "planName": {"kind": "text", "label": {"zh": "统一评测方案", "en": "unified scheme"}},
    "selectionStandard": {"kind": "text", "label": {"zh": "遴选标准", "en": "standard of selection"}},
    "seed": {"kind": "text", "label": {"zh": "抽签种子", "en": "seed of the draw"}},
    "enterprises": {"kind": "list", "label": {"zh": "试点企业", "en": "pilot enterprises"}},
    "reviewed": {"kind": "list", "label": {"zh": "已复核企业", "en": "reviewed enterprises"}},
    "visited": {"kind": "list", "label": {"zh": "已实地查验企业", "en": "visited enterprises"}},
    "levelFour": {"kind": "list", "label": {"zh": "四级企业", "en": "enterprises of level four"}},
    "cities": {"kind": "list", "label": {"zh": "全部试点城市", "en": "all pilot cities"}},
    "sample": {"kind": "list", "label": {"zh": "抽取的样本", "en": "sample drawn"}}
  },
  "attachments": {"evaluationReport": {"zh": "评测报告", "en": "evaluation report"}, "visitRecord": {"zh": "查验记录", "en": "record of the visit"}},
  "refusals": {
    "EVAL-NO-COMMITMENT": {
      "text": {"zh": "须作真实性承诺", "en": "a commitment to truth is needed"},
      "cite": "工信厅企业〔2024〕56号 (third-party forms of the annex; option texts to be checked)",
      "remedy": {"zh": "先签承诺", "en": "commit first"}
    },
    "EVAL-INCOMPLETE": {
      "text": {"zh": "答卷不完整", "en": "the form is incomplete"},
      "cite": "工信厅企业〔2024〕56号 (third-party forms of the annex; option texts to be checked)",
      "remedy": {"zh": "补齐答卷", "en": "complete the form"}
    },
    "EVAL-BODY": {
      "text": {"zh": "评测机构不在名单内", "en": "the evaluation body is not on the list"},
      "cite": "《中小企业数字化转型试点城市试点企业数字化水平评测指南（2024年版）》",
      "remedy": {"zh": "选用名单内机构", "en": "use a listed body"}
    },
    "EVAL-SAMPLE-SHORT": {
      "text": {"zh": "复核未覆盖全部企业，或实地查验不足", "en": "not all were reviewed, or too few visited"},
      "cite": "《中小企业数字化转型试点城市试点企业数字化水平评测指南（2024年版）》: 全部复核，不少于5%",
      "remedy": {"zh": "补足复核和查验", "en": "review all and visit more"}
    },
    "EVAL-L4-NOT-VISITED": {
      "text": {"zh": "四级企业须全部实地查验", "en": "every level-four enterprise must be visited"},
      "cite": "《中小企业数字化转型试点城市试点企业数字化水平评测指南（2024年版）》",
      "remedy": {"zh": "完成实地查验", "en": "make the visit"}
    },
    "EVAL-DIFFERS": {
      "text": {"zh": "实地查验不一致，须更正", "en": "the visit disagrees; correct it"},
      "cite": "《中小企业数字化转型试点城市试点企业数字化水平评测指南（2024年版）》",
      "remedy": {"zh": "更正等级", "en": "correct the level"}
    },
    "EVAL-CITY-OPEN": {
      "text": {"zh": "各试点城市的复核尚未全部完成", "en": "the review of some pilot city is not finished"},
      "cite": "《中小企业数字化转型试点城市试点企业数字化水平评测指南（2024年版）》",
      "remedy": {"zh": "逐市完成复核后再办结", "en": "finish the review city by city"}
    }
  },
  "documents": {
    "levelNotice": {"label": {"zh": "等级结果", "en": "result"}, "cite": "《中小企业数字化转型试点城市试点企业数字化水平评测指南（2024年版）》"},
    "correctionNotice": {"label": {"zh": "更正通知", "en": "correction"}, "cite": "《中小企业数字化转型试点城市试点企业数字化水平评测指南（2024年版）》"}
  },
  "credentials": {
    "digitalLevel": {
      "label": {"zh": "数字化水平等级", "en": "digital level"},
      "cite": "工信厅企业〔2024〕56号",
      "claims": ["enterprise", "city", "ratedLevel"],
      "valid": {"n": "$levelYears", "unit": "year"}
    }
  },
  "procedures": {
    "scheme": {
      "title": {"zh": "统一评测方案与复核", "en": "scheme and review"},
      "cite": "《中小企业数字化转型试点城市试点企业数字化水平评测指南（2024年版）》",
      "states": [
        {"id": "drafted", "label": {"zh": "已制定方案", "en": "scheme made"}},
        {"id": "listed", "label": {"zh": "已定机构名单", "en": "bodies listed"}},
        {"id": "reviewing", "label": {"zh": "复核中", "en": "reviewing"}},
        {"id": "concluded", "label": {"zh": "已完成", "en": "concluded"}, "final": true}
      ],
      "transitions": [
        {
          "event": "draft",
          "label": {"zh": "制定统一方案", "en": "make the scheme"},
          "cite": "《中小企业数字化转型试点城市试点企业数字化水平评测指南（2024年版）》",
          "from": ["new"],
          "to": "drafted",
          "by": ["provincialDepartment"],
          "fields": ["planName", "selectionStandard"]
        },
        {
          "event": "listBodies",
          "label": {"zh": "确定评测机构名单", "en": "list the bodies"},
          "cite": "《中小企业数字化转型试点城市试点企业数字化水平评测指南（2024年版）》",
          "from": ["drafted"],
          "to": "listed",
          "by": ["provincialDepartment"],
          "fields": ["bodies"],
          "effects": [{"publish": ["planName", "bodies"]}]
        },
        {
          "event": "startReview",
          "label": {"zh": "开始复核并公布种子", "en": "start the review, publish the seed"},
          "cite": "《中小企业数字化转型试点城市试点企业数字化水平评测指南（2024年版）》",
          "from": ["listed"],
          "to": "reviewing",
          "by": ["provincialDepartment"],
          "fields": ["cities"],
          "effects": [{"publish": ["cities"]}]
        },
        {
          "event": "conclude",
          "label": {"zh": "完成复核", "en": "conclude"},
          "cite": "《中小企业数字化转型试点城市试点企业数字化水平评测指南（2024年版）》",
          "from": ["reviewing"],
          "to": "concluded",
          "by": ["provincialDepartment"],
          "require": [{"if": "open.cityReview == 0 and closed.cityReview >= count(cities)", "else": "EVAL-CITY-OPEN"}]
        }
      ]
    },
    "evaluation": {
      "title": {"zh": "企业评测", "en": "evaluation"},
      "cite": "工信厅企业〔2024〕56号; 《中小企业数字化转型试点城市试点企业数字化水平评测指南（2024年版）》",
      "parents": ["scheme"],
      "states": [
        {"id": "committed", "label": {"zh": "已承诺", "en": "committed"}},
        {"id": "scored", "label": {"zh": "已评分", "en": "scored"}},
        {"id": "evaluated", "label": {"zh": "已评测", "en": "evaluated"}},
        {"id": "reviewed", "label": {"zh": "已复核", "en": "reviewed"}},
        {"id": "visiting", "label": {"zh": "实地查验", "en": "being visited"}},
        {
          "id": "confirmed",
          "label": {"zh": "已确认", "en": "confirmed"},
          "timers": [
            {
              "id": "expiry",
              "label": {"zh": "等级届满", "en": "expiry"},
              "cite": "assumed: term not found",
              "who": "enterprise",
              "n": 0,
              "unit": "calendarDay",
              "from": "expiry.digitalLevel",
              "event": "expire"
            }
          ]
        },
        {"id": "corrected", "label": {"zh": "已更正", "en": "corrected"}, "final": true},
        {"id": "expired", "label": {"zh": "已届满", "en": "expired"}, "final": true}
      ],
      "transitions": [
        {
          "event": "commit",
          "label": {"zh": "自评并承诺", "en": "commit"},
          "cite": "工信厅企业〔2024〕56号 (third-party forms of the annex; option texts to be checked)",
          "from": ["new"],
          "to": "committed",
          "by": ["enterprise"],
          "whileParent": ["listed", "reviewing"],
          "fields": ["enterprise", "city", "truthCommitment"],
          "require": [{"if": "truthCommitment", "else": "EVAL-NO-COMMITMENT"}]
        },
        {
          "event": "submit",
          "label": {"zh": "提交答卷", "en": "submit"},
          "cite": "工信厅企业〔2024〕56号 (third-party forms of the annex; option texts to be checked)",
          "from": ["committed"],
          "to": "scored",
          "by": ["enterprise"],
          "fields": ["answersDigest", "complete"],
          "require": [{"if": "complete", "else": "EVAL-INCOMPLETE"}]
        },
        {
          "event": "chooseBody",
          "label": {"zh": "选定评测机构", "en": "choose the body"},
          "cite": "《中小企业数字化转型试点城市试点企业数字化水平评测指南（2024年版）》",
          "from": ["scored"],
          "to": "=",
          "by": ["city"],
          "fields": ["evaluationBody"],
          "require": [{"if": "evaluationBody in bodies", "else": "EVAL-BODY"}]
        },
        {
          "event": "evaluate",
          "label": {"zh": "评测", "en": "evaluate"},
          "cite": "《中小企业数字化转型试点城市试点企业数字化水平评测指南（2024年版）》",
          "from": ["scored"],
          "to": "evaluated",
          "by": ["evaluator"],
          "fields": ["ratedLevel"],
          "attachments": ["evaluationReport"],
          "require": [{"if": "actor.party == evaluationBody", "else": "EVAL-BODY"}]
        },
        {
          "event": "review",
          "label": {"zh": "复核", "en": "review"},
          "cite": "《中小企业数字化转型试点城市试点企业数字化水平评测指南（2024年版）》: 全部复核",
          "from": ["evaluated"],
          "to": "reviewed",
          "by": ["provincialDepartment"],
          "fields": ["sampled"]
        },
        {
          "event": "visit",
          "label": {"zh": "实地查验", "en": "visit"},
          "cite": "《中小企业数字化转型试点城市试点企业数字化水平评测指南（2024年版）》",
          "from": ["reviewed"],
          "to": "visiting",
          "by": ["provincialDepartment"],
          "attachments": ["visitRecord"]
        },
        {
          "event": "confirm",
          "label": {"zh": "确认", "en": "confirm"},
          "cite": "《中小企业数字化转型试点城市试点企业数字化水平评测指南（2024年版）》",
          "from": ["reviewed"],
          "to": "confirmed",
          "by": ["provincialDepartment"],
          "when": "not sampled and ratedLevel != 'level4'",
          "effects": [{"issue": "digitalLevel"}, {"document": "levelNotice"}]
        },
        {
          "event": "confirm",
          "label": {"zh": "未实地查验", "en": "not visited"},
          "cite": "《中小企业数字化转型试点城市试点企业数字化水平评测指南（2024年版）》",
          "from": ["reviewed"],
          "to": "confirmed",
          "by": ["provincialDepartment"],
          "require": [{"if": "not sampled and ratedLevel != 'level4'", "else": "EVAL-L4-NOT-VISITED"}]
        },
        {
          "event": "confirm",
          "label": {"zh": "查验后确认", "en": "confirm after the visit"},
          "cite": "《中小企业数字化转型试点城市试点企业数字化水平评测指南（2024年版）》",
          "from": ["visiting"],
          "to": "confirmed",
          "by": ["provincialDepartment"],
          "fields": ["onsiteAgrees"],
          "require": [{"if": "onsiteAgrees", "else": "EVAL-DIFFERS"}],
          "effects": [{"issue": "digitalLevel"}, {"document": "levelNotice"}]
        },
        {
          "event": "correct",
          "label": {"zh": "更正", "en": "correct"},
          "cite": "《中小企业数字化转型试点城市试点企业数字化水平评测指南（2024年版）》",
          "from": ["visiting", "reviewed"],
          "to": "corrected",
          "by": ["provincialDepartment"],
          "fields": ["ratedLevel", "reasons"],
          "effects": [{"document": "correctionNotice"}]
        },
        {
          "event": "expire",
          "label": {"zh": "届满", "en": "expire"},
          "cite": "工信厅企业〔2024〕56号",
          "from": ["confirmed"],
          "to": "expired",
          "by": ["system"],
          "effects": [{"expire": "digitalLevel"}]
        }
      ]
    },
    "cityReview": {
      "title": {"zh": "试点城市复核", "en": "review of a pilot city"},
      "cite": "《中小企业数字化转型试点城市试点企业数字化水平评测指南（2024年版）》",
      "parents": ["scheme"],
      "states": [{"id": "drawn", "label": {"zh": "已抽样", "en": "drawn"}}, {"id": "done", "label": {"zh": "已复核", "en": "done"}, "final": true}],
      "transitions": [
        {
          "event": "drawSample",
          "label": {"zh": "抽取实地查验样本", "en": "draw the on-site sample"},
          "cite": "《中小企业数字化转型试点城市试点企业数字化水平评测指南（2024年版）》: 按试点城市，不少于5%",
          "from": ["new"],
          "to": "drawn",
          "by": ["provincialDepartment"],
          "whileParent": ["reviewing"],
          "fields": ["city", "enterprises", "levelFour", "seed"],
          "require": [{"if": "city in cities and containsAll(enterprises, levelFour)", "else": "EVAL-SAMPLE-SHORT"}],
          "effects": [{"set": {"fact": "sample", "to": "drawn(enterprises, $samplePercent, seed)"}}, {"publish": ["city", "seed", "sample", "levelFour"]}]
        },
        {
          "event": "finish",
          "label": {"zh": "完成复核", "en": "finish the review"},
          "cite": "《中小企业数字化转型试点城市试点企业数字化水平评测指南（2024年版）》",
          "from": ["drawn"],
          "to": "done",
          "by": ["provincialDepartment"],
          "fields": ["reviewed", "visited"],
          "require": [
            {"if": "containsAll(reviewed, enterprises) and containsAll(visited, sample)", "else": "EVAL-SAMPLE-SHORT"},
            {"if": "containsAll(visited, levelFour)", "else": "EVAL-L4-NOT-VISITED"}
          ]
        }
      ]
    }
  },
  "scorecards": {
    "digitalLevel": {
      "title": {"zh": "数字化水平", "en": "digital level"},
      "cite": "工信厅企业〔2024〕56号 (third-party forms of the annex; option texts to be checked)",
      "nodes": [
        {
          "id": "basis",
          "label": {"zh": "数字化基础", "en": "digital basis"},
          "points": 50,
          "children": [
            {
              "id": "equipment",
              "label": {"zh": "设备系统", "en": "equipment and systems"},
              "points": 20,
              "children": [
                {
                  "id": "networkUse",
                  "label": {"zh": "网络建设（生产网）", "en": "network, production"},
                  "points": 4,
                  "fact": "networkUse",
                  "scale": {"multiple": {"a": 25, "b": 25, "c": 25, "d": 25}}
                },
                {
                  "id": "networkOffice",
                  "label": {"zh": "网络建设（办公网）", "en": "network, office"},
                  "points": 4,
                  "fact": "networkOffice",
                  "scale": {"multiple": {"a": 25, "b": 25, "c": 25, "d": 25}}
                },
                {
                  "id": "digitisedRate",
                  "label": {"zh": "设备数字化率", "en": "digitised equipment"},
                  "points": 6,
                  "fact": "digitisedRate",
                  "scale": {"bands": [{"over": 10, "share": 25}, {"over": 20, "share": 50}, {"over": 40, "share": 75}, {"over": 60, "share": 100}]}
                },
                {
                  "id": "networkedRate",
                  "label": {"zh": "设备联网率", "en": "networked equipment"},
                  "points": 6,
                  "fact": "networkedRate",
                  "scale": {"bands": [{"over": 10, "share": 25}, {"over": 20, "share": 50}, {"over": 40, "share": 75}, {"over": 60, "share": 100}]}
                }
              ]
            },
            {
              "id": "dataCollection",
              "label": {"zh": "数据采集", "en": "data collection"},
              "points": 10,
              "fact": "dataCollection",
              "scale": {"single": {"none": 0, "some": 25, "half": 50, "most": 75, "all": 100}}
            },
            {
              "id": "informationSystems",
              "label": {"zh": "信息系统", "en": "information systems"},
              "points": 10,
              "fact": "informationSystems",
              "scale": {"single": {"none": 0, "singleLink": 25, "several": 50, "over80": 75, "all": 100}}
            },
            {
              "id": "informationSecurity",
              "label": {"zh": "信息安全", "en": "information security"},
              "points": 10,
              "children": [
                {
                  "id": "networkSecurity",
                  "label": {"zh": "网络安全", "en": "network security"},
                  "points": 5,
                  "fact": "networkSecurity",
                  "scale": {"multiple": {"a": 25, "b": 25, "c": 25, "d": 25}}
                },
                {
                  "id": "dataSecurity",
                  "label": {"zh": "数据安全", "en": "data security"},
                  "points": 5,
                  "fact": "dataSecurity",
                  "scale": {"multiple": {"a": 25, "b": 25, "c": 25, "d": 25}}
                }
              ]
            }
          ]
        },
        {
          "id": "management",
          "label": {"zh": "数字化管理", "en": "digital management"},
          "points": 30,
          "children": [
            {
              "id": "planning",
              "label": {"zh": "规划管理", "en": "planning"},
              "points": 15,
              "children": [
                {
                  "id": "planImplementation",
                  "label": {"zh": "规划实施", "en": "implementation"},
                  "points": "7.5",
                  "fact": "planImplementation",
                  "scale": {"single": {"none": 0, "level1": 20, "level2": 40, "level3": 60, "level4": 80, "level5": 100}}
                },
                {
                  "id": "planMechanism",
                  "label": {"zh": "管理机制", "en": "mechanism"},
                  "points": "7.5",
                  "fact": "planMechanism",
                  "scale": {"multiple": {"a": 25, "b": 25, "c": 25, "d": 25}}
                }
              ]
            },
            {
              "id": "resources",
              "label": {"zh": "要素保障", "en": "resources"},
              "points": 15,
              "children": [
                {
                  "id": "talent",
                  "label": {"zh": "人才", "en": "talent"},
                  "points": "7.5",
                  "fact": "talent",
                  "scale": {"multiple": {"a": 20, "b": 20, "c": 20, "d": 20, "e": 20}}
                },
                {
                  "id": "funds",
                  "label": {"zh": "资金", "en": "funds"},
                  "points": "7.5",
                  "fact": "funds",
                  "scale": {"single": {"none": 0, "level1": 20, "level2": 40, "level3": 60, "level4": 80, "level5": 100}}
                }
              ]
            }
          ]
        },
        {
          "id": "effect",
          "label": {"zh": "数字化成效", "en": "effect"},
          "points": 20,
          "children": [
            {
              "id": "green",
              "label": {"zh": "绿色低碳", "en": "green"},
              "points": 7,
              "fact": "green",
              "scale": {"single": {"worse": 0, "flat": 50, "better": 100}}
            },
            {
              "id": "qualityEffect",
              "label": {"zh": "产品质量", "en": "quality"},
              "points": 7,
              "fact": "qualityEffect",
              "scale": {"single": {"worse": 0, "flat": 50, "better": 100}}
            },
            {
              "id": "market",
              "label": {"zh": "市场效益", "en": "market"},
              "points": 6,
              "children": [
                {
                  "id": "performance",
                  "label": {"zh": "业绩", "en": "performance"},
                  "points": 3,
                  "fact": "performance",
                  "scale": {"single": {"worse": 0, "flat": 50, "better": 100}}
                },
                {
                  "id": "valueEffect",
                  "label": {"zh": "价值", "en": "value"},
                  "points": 3,
                  "fact": "valueEffect",
                  "scale": {"single": {"worse": 0, "flat": 50, "better": 100}}
                }
              ]
            }
          ]
        }
      ],
      "levels": [
        {
          "id": "level4",
          "label": {"zh": "四级", "en": "level 4"},
          "cite": "工信厅企业〔2024〕56号 (third-party forms of the annex; option texts to be checked)",
          "if": "score >= $score4 and countAtLeast([sceneProductDesign, sceneProcessDesign, sceneMarketing, sceneAfterSales, scenePlanScheduling, sceneProductionControl, sceneQualityControl, sceneEquipmentCare, sceneSafetyProduction, sceneEnergy, sceneProcurement, sceneWarehousing, sceneFinanceScene, sceneHumanResources, sceneCollaboration, sceneDecisionSupport], 4) >= $scenes4 and countAtLeast([sceneProductDesign, sceneMarketing, sceneProductionControl, sceneQualityControl, sceneEquipmentCare, sceneSafetyProduction, sceneEnergy, sceneProcurement, sceneWarehousing, sceneFinanceScene], 4) >= $binding4"
        },
        {
          "id": "level3",
          "label": {"zh": "三级", "en": "level 3"},
          "cite": "工信厅企业〔2024〕56号 (third-party forms of the annex; option texts to be checked)",
          "if": "score >= $score3 and countAtLeast([sceneProductDesign, sceneProcessDesign, sceneMarketing, sceneAfterSales, scenePlanScheduling, sceneProductionControl, sceneQualityControl, sceneEquipmentCare, sceneSafetyProduction, sceneEnergy, sceneProcurement, sceneWarehousing, sceneFinanceScene, sceneHumanResources, sceneCollaboration, sceneDecisionSupport], 3) >= $scenes3 and countAtLeast([sceneProductDesign, sceneMarketing, sceneProductionControl, sceneQualityControl, sceneEquipmentCare, sceneSafetyProduction, sceneEnergy, sceneProcurement, sceneWarehousing, sceneFinanceScene], 3) >= $binding3"
        },
        {
          "id": "level2",
          "label": {"zh": "二级", "en": "level 2"},
          "cite": "工信厅企业〔2024〕56号 (third-party forms of the annex; option texts to be checked)",
          "if": "score >= $score2 and countAtLeast([sceneProductDesign, sceneProcessDesign, sceneMarketing, sceneAfterSales, scenePlanScheduling, sceneProductionControl, sceneQualityControl, sceneEquipmentCare, sceneSafetyProduction, sceneEnergy, sceneProcurement, sceneWarehousing, sceneFinanceScene, sceneHumanResources, sceneCollaboration, sceneDecisionSupport], 2) >= $scenes2 and countAtLeast([sceneProductDesign, sceneMarketing, sceneProductionControl, sceneQualityControl, sceneEquipmentCare, sceneSafetyProduction, sceneEnergy, sceneProcurement, sceneWarehousing, sceneFinanceScene], 2) >= $binding2"
        },
        {
          "id": "level1",
          "label": {"zh": "一级", "en": "level 1"},
          "cite": "工信厅企业〔2024〕56号 (third-party forms of the annex; option texts to be checked)",
          "if": "score >= $score1 and countAtLeast([sceneProductDesign, sceneProcessDesign, sceneMarketing, sceneAfterSales, scenePlanScheduling, sceneProductionControl, sceneQualityControl, sceneEquipmentCare, sceneSafetyProduction, sceneEnergy, sceneProcurement, sceneWarehousing, sceneFinanceScene, sceneHumanResources, sceneCollaboration, sceneDecisionSupport], 1) >= $scenes1 and countAtLeast([sceneProductDesign, sceneMarketing, sceneProductionControl, sceneQualityControl, sceneEquipmentCare, sceneSafetyProduction, sceneEnergy, sceneProcurement, sceneWarehousing, sceneFinanceScene], 1) >= $binding1"
        }
      ],
      "examples": [
        {
          "with": {
            "networkUse": ["a", "b", "c", "d"],
            "networkOffice": ["a", "b", "c", "d"],
            "digitisedRate": 61,
            "networkedRate": 61,
            "dataCollection": "all",
            "informationSystems": "all",
            "networkSecurity": ["a", "b", "c", "d"],
            "dataSecurity": ["a", "b", "c", "d"],
            "planImplementation": "level5",
            "planMechanism": ["a", "b", "c", "d"],
            "talent": ["a", "b", "c", "d", "e"],
            "funds": "level5",
            "green": "better",
            "qualityEffect": "better",
            "performance": "better",
            "valueEffect": "better",
            "sceneProductDesign": 4,
            "sceneMarketing": 4,
            "sceneProductionControl": 4,
            "sceneQualityControl": 4,
            "sceneEquipmentCare": 4,
            "sceneSafetyProduction": 4,
            "sceneProcessDesign": 4,
            "sceneAfterSales": 4,
            "scenePlanScheduling": 4,
            "sceneHumanResources": 4
          },
          "score": 100,
          "level": "level4"
        },
        {
          "with": {
            "networkUse": ["a", "b", "c", "d"],
            "networkOffice": ["a", "b", "c", "d"],
            "digitisedRate": 61,
            "networkedRate": 61,
            "dataCollection": "all",
            "informationSystems": "all",
            "networkSecurity": ["a", "b", "c", "d"],
            "dataSecurity": ["a", "b", "c", "d"],
            "planImplementation": "level5",
            "planMechanism": ["a", "b", "c", "d"],
            "talent": ["a", "b", "c", "d", "e"],
            "funds": "level5",
            "green": "better",
            "qualityEffect": "better",
            "performance": "better",
            "valueEffect": "better",
            "sceneProductDesign": 4,
            "sceneMarketing": 4,
            "sceneProductionControl": 4,
            "sceneQualityControl": 4,
            "sceneEquipmentCare": 4,
            "sceneSafetyProduction": 4,
            "sceneProcessDesign": 4,
            "sceneAfterSales": 4,
            "scenePlanScheduling": 4
          },
          "score": 100,
          "level": "level3"
        },
        {
          "with": {
            "networkUse": ["a", "b", "c"],
            "networkOffice": ["a", "b", "c"],
            "digitisedRate": 60,
            "networkedRate": 60,
            "dataCollection": "most",
            "informationSystems": "over80",
            "networkSecurity": ["a", "b", "c"],
            "dataSecurity": ["a", "b", "c"],
            "planImplementation": "level4",
            "planMechanism": ["a", "b", "c"],
            "talent": ["a", "b", "c", "d"],
            "funds": "level4",
            "green": "flat",
            "qualityEffect": "flat",
            "performance": "flat",
            "valueEffect": "flat",
            "sceneProductDesign": 3,
            "sceneMarketing": 3,
            "sceneProductionControl": 3,
            "sceneQualityControl": 3,
            "sceneEquipmentCare": 3,
            "sceneProcessDesign": 3,
            "sceneAfterSales": 3,
            "scenePlanScheduling": 3
          },
          "score": "71.125",
          "level": "level3"
        },
        {
          "with": {
            "networkUse": ["a", "b"],
            "networkOffice": ["a", "b"],
            "digitisedRate": 40,
            "networkedRate": 40,
            "dataCollection": "half",
            "informationSystems": "several",
            "networkSecurity": ["a", "b"],
            "dataSecurity": ["a", "b"],
            "planImplementation": "level3",
            "planMechanism": ["a", "b"],
            "talent": ["a", "b", "c"],
            "funds": "level3",
            "green": "flat",
            "qualityEffect": "flat",
            "performance": "flat",
            "valueEffect": "flat",
            "sceneProductDesign": 2,
            "sceneMarketing": 2,
            "sceneProductionControl": 2,
            "sceneProcessDesign": 2,
            "sceneAfterSales": 2,
            "scenePlanScheduling": 2
          },
          "score": "52.25",
          "level": "level2"
        },
        {
          "with": {
            "networkUse": ["a"],
            "networkOffice": ["a"],
            "digitisedRate": 20,
            "networkedRate": 20,
            "dataCollection": "some",
            "informationSystems": "singleLink",
            "networkSecurity": ["a"],
            "dataSecurity": ["a"],
            "planImplementation": "level2",
            "planMechanism": ["a"],
            "talent": ["a", "b"],
            "funds": "level2",
            "green": "worse",
            "qualityEffect": "worse",
            "performance": "worse",
            "valueEffect": "worse",
            "sceneProductDesign": 1,
            "sceneMarketing": 1,
            "sceneProductionControl": 1,
            "sceneProcessDesign": 1,
            "sceneAfterSales": 1,
            "scenePlanScheduling": 1
          },
          "score": "23.375",
          "level": "level1"
        },
        {
          "with": {
            "networkUse": ["a", "b"],
            "networkOffice": ["a", "b"],
            "digitisedRate": 21,
            "networkedRate": 21,
            "dataCollection": "some",
            "informationSystems": "singleLink",
            "networkSecurity": ["a", "b"],
            "dataSecurity": ["a", "b"],
            "planImplementation": "level1",
            "planMechanism": ["a", "b"],
            "talent": ["a"],
            "funds": "level1",
            "green": "worse",
            "qualityEffect": "worse",
            "performance": "worse",
            "valueEffect": "worse",
            "sceneProductDesign": 1,
            "sceneMarketing": 1,
            "sceneProductionControl": 1,
            "sceneProcessDesign": 1,
            "sceneAfterSales": 1,
            "scenePlanScheduling": 1
          },
          "score": "28.25",
          "level": "level1"
        },
        {
          "with": {
            "networkUse": [],
            "networkOffice": [],
            "digitisedRate": 10,
            "networkedRate": 10,
            "dataCollection": "none",
            "informationSystems": "none",
            "networkSecurity": [],
            "dataSecurity": [],
            "planImplementation": "none",
            "planMechanism": [],
            "talent": [],
            "funds": "none",
            "green": "worse",
            "qualityEffect": "worse",
            "performance": "worse",
            "valueEffect": "worse",
            "sceneProductDesign": 4,
            "sceneMarketing": 4,
            "sceneProductionControl": 4,
            "sceneQualityControl": 4,
            "sceneEquipmentCare": 4,
            "sceneSafetyProduction": 4,
            "sceneEnergy": 4,
            "sceneProcurement": 4,
            "sceneWarehousing": 4,
            "sceneFinanceScene": 4,
            "sceneProcessDesign": 4,
            "sceneAfterSales": 4,
            "scenePlanScheduling": 4,
            "sceneHumanResources": 4,
            "sceneCollaboration": 4,
            "sceneDecisionSupport": 4
          },
          "score": 0,
          "level": null
        },
        {
          "with": {
            "networkUse": ["d", "c"],
            "networkOffice": ["d", "c"],
            "digitisedRate": 41,
            "networkedRate": 41,
            "dataCollection": "half",
            "informationSystems": "several",
            "networkSecurity": ["d", "c"],
            "dataSecurity": ["d", "c"],
            "planImplementation": "level3",
            "planMechanism": ["d", "c"],
            "talent": ["e", "d", "c"],
            "funds": "level3",
            "green": "flat",
            "qualityEffect": "flat",
            "performance": "flat",
            "valueEffect": "flat",
            "sceneProductDesign": 2,
            "sceneMarketing": 2,
            "sceneProductionControl": 2,
            "sceneQualityControl": 2,
            "sceneProcessDesign": 2,
            "sceneAfterSales": 2
          },
          "score": "55.25",
          "level": "level2"
        },
        {
          "with": {
            "networkUse": ["d"],
            "networkOffice": ["d"],
            "digitisedRate": 11,
            "networkedRate": 11,
            "dataCollection": "some",
            "informationSystems": "singleLink",
            "networkSecurity": ["d"],
            "dataSecurity": ["d"],
            "planImplementation": "level1",
            "planMechanism": ["d"],
            "talent": ["e"],
            "funds": "level1",
            "green": "flat",
            "qualityEffect": "flat",
            "performance": "flat",
            "valueEffect": "flat",
            "sceneProductDesign": 1,
            "sceneMarketing": 1,
            "sceneProcessDesign": 1,
            "sceneAfterSales": 1,
            "scenePlanScheduling": 1,
            "sceneHumanResources": 1
          },
          "score": "28.875",
          "level": null
        }
      ]
    }
  }
}

"""##
}
