// swift-format-ignore-file
// Written by Rules/embed.sh from Rules/cn-js/public-data-operation/2024-12-01.json; change that.
// Some of these have over 400 lines: each is one rule file, byte for byte.

extension EmbeddedRules {
    static let text6 = ##"""
{
  "schema": "sluice-pack/1",
  "id": "cn-js.public-data-operation",
  "version": "2024-12-01",
  "jurisdiction": "CN-JS",
  "title": {"zh": "江苏省公共数据授权运营", "en": "Authorised operation of public data in Jiangsu"},
  "citation": "《江苏省公共数据授权运营管理暂行办法》",
  "sources": [
    {"key": "JS", "title": "《江苏省公共数据授权运营管理暂行办法》第3–6条及新闻发布摘要", "extent": "part"},
    {"key": "DISC", "title": "DISC: 国家数据局综合司 2026-02-10 披露通知（报道）", "extent": "press"}
  ],
  "effective": {"from": "2024-12-01", "to": "2026-11-30", "basis": "legal", "cite": "办法第六章: 自2024年12月1日起施行，有效期至2026年11月30日"},
  "zone": "+08:00",
  "calendar": "cn",
  "applies": {"place": "authorisingBody", "within": "CN-JS"},
  "fallback": {
    "pack": "cn.public-data-operation",
    "note": {
      "zh": "办法届满后，新申请按国家实施规范办理（由运营者配置，可更改）；已受理的继续按原办法",
      "en": "after the lapse new cases go under the national norm (configured, may be changed); open cases keep these measures"
    }
  },
  "survives": [{"duty": {"zh": "运营主体安全管理与档案义务不因届满而免除", "en": "the operator's duties of security and records stay"}, "cite": "《江苏省公共数据授权运营管理暂行办法》"}],
  "parameters": {
    "maxTermYears": {
      "value": 5,
      "unit": "year",
      "basis": "assumed",
      "cite": "assumed from 发改数据规〔2025〕27号 art 14",
      "label": {"zh": "期限上限（年）", "en": "longest term, years"},
      "stricter": "lower"
    },
    "expertSeats": {
      "value": 5,
      "basis": "assumed",
      "cite": "no text read gives the size of the committee",
      "label": {"zh": "专家人数", "en": "seats of the committee"},
      "stricter": "higher"
    },
    "listDays": {
      "value": 20,
      "unit": "workingDay",
      "basis": "assumed",
      "cite": "the texts order publication and give no time",
      "label": {"zh": "公布目录清单（工作日）", "en": "publication of lists, working days"},
      "stricter": "lower"
    },
    "repairDays": {
      "value": 10,
      "unit": "workingDay",
      "basis": "assumed",
      "cite": "the texts give no time",
      "label": {"zh": "质量问题处理（工作日）", "en": "repair of a defect, working days"},
      "stricter": "lower"
    },
    "disputeDays": {
      "value": 20,
      "unit": "workingDay",
      "basis": "assumed",
      "cite": "the texts give no time",
      "label": {"zh": "争议处理（工作日）", "en": "settlement of a dispute, working days"},
      "stricter": "lower"
    },
    "rectifyDays": {
      "value": 20,
      "unit": "workingDay",
      "basis": "assumed",
      "cite": "the texts give no time",
      "label": {"zh": "整改（工作日）", "en": "rectification, working days"},
      "stricter": "lower"
    },
    "reportMonths": {
      "value": 6,
      "unit": "month",
      "basis": "assumed",
      "cite": "办法第四章: 定期报告; interval not found",
      "label": {"zh": "运营报告间隔（月）", "en": "interval of operator reports, months"},
      "stricter": "lower"
    }
  },
  "roles": {
    "implementingBody": {"zh": "实施机构", "en": "implementing body"},
    "government": {"zh": "本级人民政府", "en": "government of the level"},
    "dataDepartment": {"zh": "数据主管部门", "en": "data department"},
    "operator": {"zh": "运营机构", "en": "operator"},
    "developer": {"zh": "开发主体", "en": "developer"},
    "expert": {"zh": "专家", "en": "expert"},
    "dataProvider": {"zh": "数据提供单位", "en": "unit that provides the data"}
  },
  "facts": {
    "planName": {"kind": "text", "label": {"zh": "实施方案名称", "en": "name of the plan"}},
    "planHeadings": {"kind": "list", "label": {"zh": "实施方案内容", "en": "headings of the plan"}},
    "feasibilityPoints": {"kind": "list", "label": {"zh": "可行性论证内容", "en": "points of the feasibility argument"}},
    "meetingRecord": {"kind": "text", "label": {"zh": "“三重一大”决策记录", "en": "record of the major decision"}},
    "reasons": {"kind": "text", "label": {"zh": "理由", "en": "reasons"}},
    "selectionMode": {"kind": "choice", "label": {"zh": "选定方式", "en": "way of selection"}, "choices": ["openTender", "invitedTender", "negotiation"]},
    "operatorName": {"kind": "text", "label": {"zh": "运营机构名称", "en": "name of the operator"}},
    "operatorIsLegalPerson": {"kind": "flag", "label": {"zh": "运营机构为法人", "en": "operator is a legal person"}},
    "operatorListed": {"kind": "flag", "label": {"zh": "列入失信或重大违法名单", "en": "operator is on a dishonesty or major-violation list"}},
    "agreementHeadings": {"kind": "list", "label": {"zh": "运营协议内容", "en": "headings of the agreement"}},
    "agreementStart": {"kind": "date", "label": {"zh": "协议起始日", "en": "agreement from"}},
    "agreementEnd": {"kind": "date", "label": {"zh": "协议届满日", "en": "agreement through"}},
    "sharedFromOthers": {"kind": "flag", "label": {"zh": "含共享获得的数据", "en": "holds data obtained by sharing"}},
    "sharerConsents": {"kind": "flag", "label": {"zh": "共享数据提供单位同意", "en": "the sharing unit consents"}},
    "reportPeriod": {"kind": "text", "label": {"zh": "报告期", "en": "period of the report"}},
    "disclosureAddress": {"kind": "text", "label": {"zh": "披露网址", "en": "address of the disclosure"}},
    "catalogueVersion": {"kind": "text", "label": {"zh": "授权资源目录版本", "en": "version of the catalogue"}},
    "productListVersion": {"kind": "text", "label": {"zh": "产品和服务清单版本", "en": "version of the product list"}},
    "scenarioName": {"kind": "text", "label": {"zh": "应用场景", "en": "scenario"}},
    "developerName": {"kind": "text", "label": {"zh": "开发主体名称", "en": "name of the developer"}},
    "developerAffiliated": {"kind": "flag", "label": {"zh": "与运营机构有关联", "en": "affiliated with the operator"}},
    "purpose": {"kind": "text", "label": {"zh": "用途", "en": "purpose"}},
    "resourceIds": {"kind": "list", "label": {"zh": "申请的数据资源", "en": "resources asked for"}},
    "outputForm": {"kind": "choice", "label": {"zh": "产品形态", "en": "form of the output"}, "choices": ["interface", "model", "report", "rawData"]},
    "productName": {"kind": "text", "label": {"zh": "产品名称", "en": "name of the product"}},
    "releaseOpinion": {"kind": "text", "label": {"zh": "发布审核意见", "en": "opinion of the release check"}},
    "exchangeName": {"kind": "text", "label": {"zh": "数据交易场所", "en": "exchange"}},
    "qualityIssue": {"kind": "text", "label": {"zh": "质量问题", "en": "quality issue"}},
    "disputeText": {"kind": "text", "label": {"zh": "争议事项", "en": "matter of the dispute"}},
    "settlement": {"kind": "text", "label": {"zh": "处理结果", "en": "settlement"}},
    "findings": {"kind": "list", "label": {"zh": "检查发现", "en": "findings"}},
    "rectification": {"kind": "text", "label": {"zh": "整改情况", "en": "what was put right"}},
    "exitGround": {"kind": "choice", "label": {"zh": "退出或终止事由", "en": "ground of the exit"}, "choices": ["agreed", "breach", "securityIncident", "loss", "other"]},
    "dataDisposed": {"kind": "flag", "label": {"zh": "数据已退回或销毁", "en": "data returned or destroyed"}},
    "assetsSettled": {"kind": "flag", "label": {"zh": "资产已处置", "en": "assets settled"}},
    "evaluationResult": {"kind": "text", "label": {"zh": "绩效评价结果", "en": "result of the evaluation"}},
    "changedItems": {"kind": "list", "label": {"zh": "重大变更事项", "en": "major changes"}},
    "publicDataInOperation": {"kind": "flag", "label": {"zh": "纳入授权运营的公共数据", "en": "public data in authorised operation"}, "absent": false},
    "withinScope": {"kind": "flag", "label": {"zh": "在授权范围内", "en": "within the authorised scope"}},
    "rawUnopened": {"kind": "flag", "label": {"zh": "未开放的原始公共数据", "en": "raw public data that was not opened"}},
    "counterpartyIsOperator": {"kind": "flag", "label": {"zh": "受让方为运营机构（及关联方）", "en": "the other party is the operator or its affiliate"}},
    "exclusive": {"kind": "flag", "label": {"zh": "排他性安排", "en": "an exclusive arrangement"}, "absent": false}
  },
  "attachments": {
    "plan": {"zh": "实施方案", "en": "plan"},
    "feasibilityReport": {"zh": "可行性论证报告", "en": "feasibility report"},
    "selectionRecord": {"zh": "选定记录", "en": "record of the selection"},
    "agreement": {"zh": "运营协议", "en": "agreement"},
    "annualReport": {"zh": "年度报告", "en": "annual report"}
  },
  "refusals": {
    "OPS-PLAN-HEADINGS": {
      "text": {"zh": "实施方案内容不全", "en": "the plan lacks required headings"},
      "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 9): 十二项",
      "remedy": {"zh": "补齐十二项内容", "en": "complete the twelve headings"}
    },
    "OPS-FEASIBILITY": {
      "text": {"zh": "可行性论证内容不全", "en": "the feasibility argument is incomplete"},
      "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 10)",
      "remedy": {"zh": "补齐论证内容", "en": "complete the points"}
    },
    "OPS-NO-SHARER-CONSENT": {
      "text": {"zh": "共享获得的数据须经提供单位同意", "en": "data obtained by sharing needs the provider's consent"},
      "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 5)",
      "remedy": {"zh": "取得提供单位书面同意", "en": "obtain the consent"}
    },
    "OPS-OPERATOR-UNFIT": {
      "text": {"zh": "运营机构须为法人且无严重失信", "en": "the operator must be a legal person off the dishonesty lists"},
      "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 arts 9, 12)",
      "remedy": {"zh": "另行选定", "en": "select another"}
    },
    "OPS-AGREEMENT-HEADINGS": {
      "text": {"zh": "协议内容不全", "en": "the agreement lacks required headings"},
      "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 14): 十三项",
      "remedy": {"zh": "补齐十三项内容", "en": "complete the thirteen headings"}
    },
    "OPS-TERM-MAX": {
      "text": {"zh": "期限最长不超过5年", "en": "the term is longer than five years"},
      "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 14)",
      "remedy": {"zh": "缩短期限，届满后评估续签", "en": "shorten it; evaluate and renew at its end"}
    },
    "OPS-OPERATOR-REDEV": {
      "text": {"zh": "运营机构不得直接或间接参与再开发", "en": "the operator may not re-develop delivered products"},
      "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 6)",
      "remedy": {"zh": "由独立的开发主体开发", "en": "let an independent developer do it"}
    },
    "OPS-RAW-EGRESS": {
      "text": {"zh": "原始数据不出域", "en": "raw data does not leave the domain"},
      "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号)原始数据不出域、数据可用不可见",
      "remedy": {"zh": "以接口、模型或报告形式提供", "en": "deliver an interface, a model or a report"}
    },
    "OPS-OUT-OF-SCOPE": {
      "text": {"zh": "超出授权范围", "en": "beyond the authorised scope"},
      "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 21)",
      "remedy": {"zh": "按授权范围使用，或变更实施方案", "en": "keep to the scope, or change the plan"}
    },
    "OPS-RAW-MARKET": {
      "text": {"zh": "未开放的原始公共数据不得直接进入市场", "en": "raw public data that was not opened may not enter the market"},
      "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 21)",
      "remedy": {"zh": "经加工形成产品和服务", "en": "process it into a product"}
    },
    "OPS-EXIT-OPEN": {
      "text": {"zh": "数据和资产未处置完毕", "en": "data or assets are not settled"},
      "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 arts 9, 14)",
      "remedy": {"zh": "先退回或销毁数据并处置资产", "en": "return or destroy the data and settle the assets"}
    },
    "OPS-FINDINGS-OPEN": {
      "text": {"zh": "有检查发现，不能直接办结", "en": "findings are open"},
      "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 arts 19–22)",
      "remedy": {"zh": "责令整改后复查", "en": "order rectification and recheck"}
    }
  },
  "documents": {
    "approvedPlan": {"label": {"zh": "批准的实施方案", "en": "approved plan"}, "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 11)"},
    "planFiling": {
      "label": {"zh": "实施方案备案回执", "en": "receipt of the plan"},
      "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 11)"
    },
    "agreementFiling": {
      "label": {"zh": "协议备案回执", "en": "receipt of the agreement"},
      "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 14)"
    },
    "withdrawalDecision": {
      "label": {"zh": "撤销授权决定", "en": "decision of withdrawal"},
      "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 arts 19–22)"
    },
    "exitRecord": {
      "label": {"zh": "退出交接记录", "en": "record of the exit"},
      "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 14)"
    },
    "rectificationNotice": {
      "label": {"zh": "责令整改通知", "en": "order to rectify"},
      "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 arts 19–22)",
      "servedBy": ["dataDepartment"]
    }
  },
  "credentials": {
    "operationAuthorisation": {
      "label": {"zh": "公共数据授权运营", "en": "authorisation to operate public data"},
      "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 14)",
      "claims": ["operatorName", "agreementStart", "agreementEnd"],
      "valid": {"n": "$maxTermYears", "unit": "year", "from": "agreementStart", "notAfter": "agreementEnd"}
    }
  },
  "panels": {
    "experts": {
      "label": {"zh": "专家委员会", "en": "expert committee"},
      "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 10)",
      "seats": "$expertSeats"
    }
  },
  "obligations": {
    "reviewExclusivity": {
      "text": {"zh": "人工审查是否构成垄断、排除限制竞争", "en": "a human reviews whether it excludes competition"},
      "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 6)"
    }
  },
  "procedures": {
    "authorisation": {
      "title": {"zh": "公共数据资源授权运营", "en": "authorised operation"},
      "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 arts 8–14)",
      "states": [
        {"id": "planDraft", "label": {"zh": "方案编制", "en": "plan drafted"}},
        {"id": "feasibilityArgued", "label": {"zh": "已论证", "en": "feasibility argued"}},
        {"id": "planDecided", "label": {"zh": "已集体决策", "en": "plan decided"}},
        {"id": "planApproved", "label": {"zh": "已批准", "en": "plan approved"}},
        {"id": "selecting", "label": {"zh": "已备案，选定中", "en": "filed, selecting"}},
        {"id": "selected", "label": {"zh": "已选定", "en": "operator selected"}},
        {"id": "agreementDecided", "label": {"zh": "协议已决策", "en": "agreement decided"}},
        {"id": "agreementSigned", "label": {"zh": "协议已签订", "en": "agreement signed"}},
        {
          "id": "operating",
          "label": {"zh": "运营中", "en": "operating"},
          "timers": [
            {
              "id": "annualReport",
              "label": {"zh": "年度报告", "en": "annual report"},
              "cite": "发改价格〔2025〕65号: 每年3月底前",
              "who": "operator",
              "on": "03-31",
              "from": "entered",
              "until": "reportAnnually"
            },
            {
              "id": "annualDisclosure",
              "label": {"zh": "年度披露", "en": "annual disclosure"},
              "cite": "DISC: 国家数据局综合司 2026-02-10: 3月底前",
              "who": "implementingBody",
              "on": "03-31",
              "from": "entered",
              "until": "disclose"
            },
            {
              "id": "lists",
              "label": {"zh": "公布目录和清单", "en": "lists to be published"},
              "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 15); assumed: no time given",
              "who": "implementingBody",
              "n": "$listDays",
              "unit": "workingDay",
              "from": "entered",
              "until": "publishLists"
            },
            {
              "id": "expiry",
              "label": {"zh": "协议届满", "en": "end of the term"},
              "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 14)",
              "who": "operator",
              "n": 0,
              "unit": "calendarDay",
              "from": "expiry.operationAuthorisation",
              "event": "expire"
            },
            {
              "id": "periodicReport",
              "label": {"zh": "定期报告", "en": "periodic report"},
              "cite": "办法第四章: 定期报告; assumed interval",
              "who": "operator",
              "n": "$reportMonths",
              "unit": "month",
              "from": "entered",
              "until": "reportPeriodically"
            }
          ]
        },
        {
          "id": "suspended",
          "label": {"zh": "已暂停", "en": "suspended"},
          "timers": [
            {
              "id": "expiry",
              "label": {"zh": "协议届满", "en": "end of the term"},
              "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 14)",
              "who": "operator",
              "n": 0,
              "unit": "calendarDay",
              "from": "expiry.operationAuthorisation",
              "event": "expire"
            }
          ]
        },
        {"id": "exited", "label": {"zh": "已退出", "en": "exited"}, "final": true},
        {"id": "revoked", "label": {"zh": "已撤销", "en": "revoked"}, "final": true},
        {"id": "expired", "label": {"zh": "已届满", "en": "expired"}, "final": true}
      ],
      "transitions": [
        {
          "event": "draftPlan",
          "label": {"zh": "编制实施方案", "en": "draft the plan"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 arts 8–9)",
          "from": ["new"],
          "to": "planDraft",
          "by": ["implementingBody"],
          "fields": ["planName", "planHeadings", "sharedFromOthers"],
          "optional": ["sharerConsents"],
          "require": [
            {
              "if": "containsAll(planHeadings, ['name', 'necessity', 'operatorConditions', 'mode', 'dataScope', 'termAndBuild', 'productList', 'accounting', 'security', 'rightsAndDuties', 'supervision', 'other'])",
              "else": "OPS-PLAN-HEADINGS"
            },
            {"if": "not sharedFromOthers or sharerConsents", "else": "OPS-NO-SHARER-CONSENT"}
          ],
          "attachments": ["plan"]
        },
        {
          "event": "argueFeasibility",
          "label": {"zh": "可行性论证", "en": "argue feasibility"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 10)",
          "from": ["planDraft"],
          "to": "feasibilityArgued",
          "by": ["implementingBody"],
          "fields": ["feasibilityPoints"],
          "require": [{"if": "containsAll(feasibilityPoints, ['lifeCycle', 'demand', 'market', 'effect', 'riskControl'])", "else": "OPS-FEASIBILITY"}],
          "attachments": ["feasibilityReport"]
        },
        {
          "event": "drawExperts",
          "label": {"zh": "抽取专家", "en": "draw the experts"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 10)",
          "from": ["feasibilityArgued"],
          "to": "=",
          "by": ["implementingBody"],
          "effects": [{"draw": "experts"}]
        },
        {
          "event": "recuseExpert",
          "label": {"zh": "专家回避", "en": "recuse an expert"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 10)",
          "from": ["feasibilityArgued"],
          "to": "=",
          "by": ["implementingBody"],
          "fields": ["reasons"],
          "effects": [{"recuse": "experts"}]
        },
        {
          "event": "voteExpert",
          "label": {"zh": "专家表决", "en": "vote"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 10)",
          "from": ["feasibilityArgued"],
          "to": "=",
          "by": ["expert"],
          "effects": [{"vote": "experts"}]
        },
        {
          "event": "decidePlan",
          "label": {"zh": "集体决策", "en": "decide the plan"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 11): “三重一大”",
          "from": ["feasibilityArgued"],
          "to": "planDecided",
          "by": ["implementingBody"],
          "fields": ["meetingRecord"]
        },
        {
          "event": "approvePlan",
          "label": {"zh": "政府审议批准", "en": "approve the plan"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 11)",
          "from": ["planDecided"],
          "to": "planApproved",
          "by": ["government"],
          "effects": [{"document": "approvedPlan"}]
        },
        {
          "event": "rejectPlan",
          "label": {"zh": "退回", "en": "reject the plan"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 11)",
          "from": ["planDecided"],
          "to": "planDraft",
          "by": ["government"],
          "fields": ["reasons"]
        },
        {
          "event": "revisePlan",
          "label": {"zh": "修改后重新论证", "en": "revise the plan"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 11)",
          "from": ["planDraft"],
          "to": "feasibilityArgued",
          "by": ["implementingBody"],
          "fields": ["planHeadings", "feasibilityPoints"],
          "require": [
            {
              "if": "containsAll(planHeadings, ['name', 'necessity', 'operatorConditions', 'mode', 'dataScope', 'termAndBuild', 'productList', 'accounting', 'security', 'rightsAndDuties', 'supervision', 'other'])",
              "else": "OPS-PLAN-HEADINGS"
            },
            {"if": "containsAll(feasibilityPoints, ['lifeCycle', 'demand', 'market', 'effect', 'riskControl'])", "else": "OPS-FEASIBILITY"}
          ],
          "attachments": ["plan", "feasibilityReport"]
        },
        {
          "event": "filePlan",
          "label": {"zh": "实施方案备案", "en": "file the plan"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 11): 省级备案",
          "from": ["planApproved"],
          "to": "selecting",
          "by": ["implementingBody"],
          "effects": [{"document": "planFiling"}]
        },
        {
          "event": "selectOperator",
          "label": {"zh": "选定运营机构", "en": "select the operator"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 12): 公开招标、邀请招标、谈判",
          "from": ["selecting"],
          "to": "selected",
          "by": ["implementingBody"],
          "fields": ["selectionMode", "operatorName", "operatorIsLegalPerson", "operatorListed"],
          "require": [{"if": "operatorIsLegalPerson and not operatorListed", "else": "OPS-OPERATOR-UNFIT"}],
          "attachments": ["selectionRecord"]
        },
        {
          "event": "decideAgreement",
          "label": {"zh": "协议集体决策", "en": "decide the agreement"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 13): “三重一大”",
          "from": ["selected"],
          "to": "agreementDecided",
          "by": ["implementingBody"],
          "fields": ["meetingRecord", "agreementHeadings", "agreementStart", "agreementEnd"],
          "require": [
            {
              "if": "containsAll(agreementHeadings, ['scope', 'term', 'productList', 'platform', 'assets', 'disclosure', 'accounting', 'security', 'evaluation', 'breach', 'disputes', 'changeAndEnd', 'other'])",
              "else": "OPS-AGREEMENT-HEADINGS"
            },
            {"if": "agreementStart <= agreementEnd and agreementEnd < plus(agreementStart, $maxTermYears, 'year')", "else": "OPS-TERM-MAX"}
          ]
        },
        {
          "event": "signAgreement",
          "label": {"zh": "签订运营协议", "en": "sign the agreement"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 arts 13–14)",
          "from": ["agreementDecided"],
          "to": "agreementSigned",
          "by": ["implementingBody"],
          "attachments": ["agreement"]
        },
        {
          "event": "fileAgreement",
          "label": {"zh": "协议备案，开始运营", "en": "file the agreement, begin"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 14)",
          "from": ["agreementSigned"],
          "to": "operating",
          "by": ["implementingBody"],
          "effects": [{"document": "agreementFiling"}, {"issue": "operationAuthorisation"}]
        },
        {
          "event": "publishLists",
          "label": {"zh": "公布目录和清单", "en": "publish catalogue and products"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 15)",
          "from": ["operating"],
          "to": "=",
          "by": ["implementingBody", "operator"],
          "fields": ["catalogueVersion", "productListVersion"],
          "effects": [{"publish": ["operatorName", "catalogueVersion", "productListVersion"]}]
        },
        {
          "event": "reportAnnually",
          "label": {"zh": "年度报告", "en": "annual report"},
          "cite": "发改价格〔2025〕65号: 每年3月底前",
          "from": ["operating", "suspended", "exited", "revoked", "expired"],
          "to": "=",
          "by": ["operator"],
          "fields": ["reportPeriod"],
          "attachments": ["annualReport"]
        },
        {
          "event": "disclose",
          "label": {"zh": "年度披露", "en": "annual disclosure"},
          "cite": "DISC: 国家数据局综合司 2026-02-10: 3月底前",
          "from": ["operating", "suspended", "exited", "revoked", "expired"],
          "to": "=",
          "by": ["implementingBody"],
          "fields": ["reportPeriod", "disclosureAddress"],
          "effects": [{"publish": ["operatorName", "reportPeriod", "disclosureAddress"]}]
        },
        {
          "event": "planChanged",
          "label": {"zh": "实施方案已变更", "en": "plan changed"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 11)",
          "from": ["operating"],
          "to": "=",
          "by": ["system"]
        },
        {
          "event": "renewed",
          "label": {"zh": "已续签", "en": "renewed"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 14)",
          "from": ["operating"],
          "to": "=",
          "by": ["system"],
          "effects": [{"renew": "operationAuthorisation"}]
        },
        {
          "event": "suspended",
          "label": {"zh": "暂停运营", "en": "suspended"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 arts 20–22)",
          "from": ["operating", "suspended"],
          "to": "suspended",
          "by": ["system"],
          "effects": [{"suspend": "operationAuthorisation"}]
        },
        {
          "event": "resumed",
          "label": {"zh": "恢复运营", "en": "resumed"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 arts 20–22)",
          "from": ["suspended"],
          "to": "operating",
          "by": ["system"],
          "effects": [{"restore": "operationAuthorisation"}]
        },
        {
          "event": "withdrawn",
          "label": {"zh": "撤销授权", "en": "withdrawn"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 arts 20–22)",
          "from": ["operating", "suspended"],
          "to": "revoked",
          "by": ["system"],
          "effects": [{"revoke": "operationAuthorisation"}, {"document": "withdrawalDecision"}]
        },
        {
          "event": "exited",
          "label": {"zh": "已退出", "en": "exited"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 14)",
          "from": ["operating", "suspended"],
          "to": "exited",
          "by": ["system"],
          "effects": [{"expire": "operationAuthorisation"}, {"document": "exitRecord"}]
        },
        {
          "event": "expire",
          "label": {"zh": "协议届满", "en": "term ends"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 14)",
          "from": ["operating", "suspended"],
          "to": "expired",
          "by": ["system"],
          "effects": [{"expire": "operationAuthorisation"}]
        },
        {
          "event": "reportPeriodically",
          "label": {"zh": "定期报告", "en": "report periodically"},
          "cite": "办法第四章: 运营主体定期报告整体情况",
          "from": ["operating"],
          "to": "=",
          "by": ["operator"],
          "fields": ["reportPeriod"]
        }
      ]
    },
    "planChange": {
      "title": {"zh": "实施方案重大变更", "en": "major change of the plan"},
      "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 11): 按原程序",
      "parents": ["authorisation"],
      "states": [
        {"id": "drafted", "label": {"zh": "已拟订", "en": "drafted"}},
        {"id": "argued", "label": {"zh": "已论证", "en": "argued"}},
        {"id": "decided", "label": {"zh": "已决策", "en": "decided"}},
        {"id": "approved", "label": {"zh": "已批准", "en": "approved"}},
        {"id": "filed", "label": {"zh": "已备案", "en": "filed"}, "final": true},
        {"id": "dropped", "label": {"zh": "不予变更", "en": "dropped"}, "final": true}
      ],
      "transitions": [
        {
          "event": "propose",
          "label": {"zh": "提出变更", "en": "propose"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 11)",
          "from": ["new"],
          "to": "drafted",
          "by": ["implementingBody"],
          "whileParent": ["operating"],
          "fields": ["changedItems", "planHeadings"],
          "require": [
            {
              "if": "containsAll(planHeadings, ['name', 'necessity', 'operatorConditions', 'mode', 'dataScope', 'termAndBuild', 'productList', 'accounting', 'security', 'rightsAndDuties', 'supervision', 'other'])",
              "else": "OPS-PLAN-HEADINGS"
            }
          ]
        },
        {
          "event": "argue",
          "label": {"zh": "论证", "en": "argue"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 11)",
          "from": ["drafted"],
          "to": "argued",
          "by": ["implementingBody"],
          "fields": ["feasibilityPoints"],
          "require": [{"if": "containsAll(feasibilityPoints, ['lifeCycle', 'demand', 'market', 'effect', 'riskControl'])", "else": "OPS-FEASIBILITY"}]
        },
        {
          "event": "decide",
          "label": {"zh": "集体决策", "en": "decide"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 11)",
          "from": ["argued"],
          "to": "decided",
          "by": ["implementingBody"],
          "fields": ["meetingRecord"]
        },
        {
          "event": "approve",
          "label": {"zh": "批准", "en": "approve"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 11)",
          "from": ["decided"],
          "to": "approved",
          "by": ["government"]
        },
        {
          "event": "drop",
          "label": {"zh": "不予批准", "en": "drop"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 11)",
          "from": ["decided"],
          "to": "dropped",
          "by": ["government"],
          "fields": ["reasons"]
        },
        {
          "event": "file",
          "label": {"zh": "备案", "en": "file"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 11)",
          "from": ["approved"],
          "to": "filed",
          "by": ["implementingBody"],
          "effects": [{"document": "planFiling"}, {"parent": "planChanged"}]
        }
      ]
    },
    "renewal": {
      "title": {"zh": "续签", "en": "renewal"},
      "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 14)",
      "parents": ["authorisation"],
      "states": [
        {"id": "evaluated", "label": {"zh": "已评价", "en": "evaluated"}},
        {"id": "decided", "label": {"zh": "已决策", "en": "decided"}},
        {"id": "renewed", "label": {"zh": "已续签", "en": "renewed"}, "final": true},
        {"id": "refused", "label": {"zh": "不予续签", "en": "refused"}, "final": true}
      ],
      "transitions": [
        {
          "event": "evaluate",
          "label": {"zh": "绩效评价", "en": "evaluate"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 14): 绩效评估、续签",
          "from": ["new"],
          "to": "evaluated",
          "by": ["implementingBody"],
          "whileParent": ["operating"],
          "fields": ["evaluationResult"]
        },
        {
          "event": "decide",
          "label": {"zh": "集体决策", "en": "decide"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 13)",
          "from": ["evaluated"],
          "to": "decided",
          "by": ["implementingBody"],
          "fields": ["meetingRecord", "agreementStart", "agreementEnd"],
          "require": [{"if": "agreementStart <= agreementEnd and agreementEnd < plus(agreementStart, $maxTermYears, 'year')", "else": "OPS-TERM-MAX"}]
        },
        {
          "event": "refuse",
          "label": {"zh": "不予续签", "en": "refuse"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 14)",
          "from": ["evaluated"],
          "to": "refused",
          "by": ["implementingBody"],
          "fields": ["reasons"]
        },
        {
          "event": "sign",
          "label": {"zh": "续签并备案", "en": "sign and file"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 14)",
          "from": ["decided"],
          "to": "renewed",
          "by": ["implementingBody"],
          "attachments": ["agreement"],
          "effects": [{"document": "agreementFiling"}, {"parent": "renewed"}]
        }
      ]
    },
    "supply": {
      "title": {"zh": "数据供给", "en": "data supply"},
      "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 arts 15–16)",
      "parents": ["authorisation"],
      "states": [
        {"id": "requested", "label": {"zh": "已申请", "en": "requested"}},
        {"id": "supplied", "label": {"zh": "已供给", "en": "supplied"}},
        {
          "id": "defective",
          "label": {"zh": "质量问题待处理", "en": "defect reported"},
          "timers": [
            {
              "id": "repair",
              "label": {"zh": "质量问题处理期限", "en": "repair"},
              "cite": "assumed: the texts give no time",
              "who": "dataProvider",
              "n": "$repairDays",
              "unit": "workingDay",
              "from": "entered"
            }
          ]
        },
        {
          "id": "disputed",
          "label": {"zh": "争议处理中", "en": "disputed"},
          "timers": [
            {
              "id": "settlement",
              "label": {"zh": "争议处理期限", "en": "settlement"},
              "cite": "assumed: the texts give no time",
              "who": "dataDepartment",
              "n": "$disputeDays",
              "unit": "workingDay",
              "from": "entered"
            }
          ]
        },
        {"id": "ended", "label": {"zh": "供给结束", "en": "ended"}, "final": true},
        {"id": "refused", "label": {"zh": "不予供给", "en": "refused"}, "final": true}
      ],
      "transitions": [
        {
          "event": "request",
          "label": {"zh": "申请数据", "en": "request"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 15)",
          "from": ["new"],
          "to": "requested",
          "by": ["operator"],
          "whileParent": ["operating"],
          "fields": ["resourceIds", "purpose", "withinScope"],
          "require": [{"if": "withinScope", "else": "OPS-OUT-OF-SCOPE"}]
        },
        {
          "event": "supply",
          "label": {"zh": "供给", "en": "supply"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 15)",
          "from": ["requested"],
          "to": "supplied",
          "by": ["dataProvider"]
        },
        {
          "event": "refuse",
          "label": {"zh": "不予供给", "en": "refuse"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 15)",
          "from": ["requested"],
          "to": "refused",
          "by": ["dataProvider"],
          "fields": ["reasons"]
        },
        {
          "event": "reportDefect",
          "label": {"zh": "反馈质量问题", "en": "report a defect"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 15)",
          "from": ["supplied"],
          "to": "defective",
          "by": ["operator", "developer"],
          "fields": ["qualityIssue"]
        },
        {
          "event": "repair",
          "label": {"zh": "校核更正", "en": "repair"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 15)",
          "from": ["defective"],
          "to": "supplied",
          "by": ["dataProvider"]
        },
        {
          "event": "dispute",
          "label": {"zh": "提出争议", "en": "dispute"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 15)",
          "from": ["defective", "supplied"],
          "to": "disputed",
          "by": ["operator", "dataProvider"],
          "fields": ["disputeText"]
        },
        {
          "event": "settle",
          "label": {"zh": "协调处理", "en": "settle"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 15)",
          "from": ["disputed"],
          "to": "supplied",
          "by": ["dataDepartment"],
          "fields": ["settlement"]
        },
        {
          "event": "end",
          "label": {"zh": "结束供给", "en": "end"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 15)",
          "from": ["supplied"],
          "to": "ended",
          "by": ["operator", "dataProvider"]
        }
      ]
    },
    "product": {
      "title": {"zh": "场景开发与产品", "en": "scenario and product"},
      "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 arts 15–18)",
      "parents": ["authorisation"],
      "states": [
        {"id": "scenarioApplied", "label": {"zh": "已申请场景", "en": "scenario applied"}},
        {"id": "resourcesGranted", "label": {"zh": "已授予资源", "en": "resources granted"}},
        {"id": "developing", "label": {"zh": "域内开发", "en": "developing in the domain"}},
        {"id": "releaseChecked", "label": {"zh": "发布审核通过", "en": "release checked"}},
        {"id": "registeredAtExchange", "label": {"zh": "已在场所登记", "en": "registered at the exchange"}},
        {"id": "traded", "label": {"zh": "交易中", "en": "traded"}},
        {"id": "withdrawn", "label": {"zh": "已下架", "en": "withdrawn"}, "final": true},
        {"id": "refused", "label": {"zh": "不予同意", "en": "refused"}, "final": true}
      ],
      "transitions": [
        {
          "event": "applyScenario",
          "label": {"zh": "申请应用场景", "en": "apply for a scenario"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 6)",
          "from": ["new"],
          "to": "scenarioApplied",
          "by": ["developer"],
          "whileParent": ["operating"],
          "fields": ["scenarioName", "developerName", "developerAffiliated", "purpose", "resourceIds", "withinScope"],
          "require": [
            {"if": "developerName != operatorName and not developerAffiliated", "else": "OPS-OPERATOR-REDEV"},
            {"if": "withinScope", "else": "OPS-OUT-OF-SCOPE"}
          ]
        },
        {
          "event": "grantResources",
          "label": {"zh": "授予资源", "en": "grant resources"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 15)",
          "from": ["scenarioApplied"],
          "to": "resourcesGranted",
          "by": ["operator"]
        },
        {
          "event": "refuseScenario",
          "label": {"zh": "不予同意", "en": "refuse"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 15)",
          "from": ["scenarioApplied", "releaseChecked", "developing"],
          "to": "refused",
          "by": ["operator"],
          "fields": ["reasons"]
        },
        {
          "event": "develop",
          "label": {"zh": "域内开发", "en": "develop"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 15)",
          "from": ["resourcesGranted"],
          "to": "developing",
          "by": ["developer"]
        },
        {
          "event": "checkRelease",
          "label": {"zh": "发布审核", "en": "check the release"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 15): 原始数据不出域",
          "from": ["developing"],
          "to": "releaseChecked",
          "by": ["operator"],
          "fields": ["productName", "outputForm", "releaseOpinion"],
          "require": [{"if": "outputForm in ['interface', 'model', 'report']", "else": "OPS-RAW-EGRESS"}]
        },
        {
          "event": "registerAtExchange",
          "label": {"zh": "场所登记", "en": "register at the exchange"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 arts 16–18)",
          "from": ["releaseChecked"],
          "to": "registeredAtExchange",
          "by": ["developer"],
          "fields": ["exchangeName"]
        },
        {
          "event": "trade",
          "label": {"zh": "上市交易", "en": "trade"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 arts 16–18)",
          "from": ["registeredAtExchange"],
          "to": "traded",
          "by": ["developer"]
        },
        {
          "event": "withdraw",
          "label": {"zh": "下架", "en": "withdraw"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 arts 20–22)",
          "from": ["traded", "registeredAtExchange"],
          "to": "withdrawn",
          "by": ["developer", "operator", "dataDepartment"],
          "fields": ["reasons"]
        }
      ]
    },
    "inspection": {
      "title": {"zh": "监督检查", "en": "inspection"},
      "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 arts 19–22)",
      "parents": ["authorisation"],
      "states": [
        {"id": "inspected", "label": {"zh": "已检查", "en": "inspected"}},
        {
          "id": "rectifying",
          "label": {"zh": "整改中", "en": "rectifying"},
          "timers": [
            {
              "id": "rectification",
              "label": {"zh": "整改期限", "en": "rectification"},
              "cite": "assumed: the texts give no time",
              "who": "operator",
              "n": "$rectifyDays",
              "unit": "workingDay",
              "from": "served.rectificationNotice"
            }
          ]
        },
        {"id": "rechecking", "label": {"zh": "复查中", "en": "rechecking"}},
        {"id": "closed", "label": {"zh": "已办结", "en": "closed"}, "final": true},
        {"id": "withdrawn", "label": {"zh": "已撤销授权", "en": "withdrawn"}, "final": true}
      ],
      "transitions": [
        {
          "event": "inspect",
          "label": {"zh": "检查", "en": "inspect"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 arts 19–22)",
          "from": ["new"],
          "to": "inspected",
          "by": ["dataDepartment"],
          "whileParent": ["operating", "suspended"],
          "fields": ["findings"]
        },
        {
          "event": "close",
          "label": {"zh": "无问题办结", "en": "close"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 arts 19–22)",
          "from": ["inspected"],
          "to": "closed",
          "by": ["dataDepartment"],
          "require": [{"if": "count(findings) == 0", "else": "OPS-FINDINGS-OPEN"}]
        },
        {
          "event": "orderRectification",
          "label": {"zh": "责令整改", "en": "order rectification"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 arts 19–22)",
          "from": ["inspected", "rechecking"],
          "to": "rectifying",
          "by": ["dataDepartment"],
          "effects": [{"document": "rectificationNotice"}, {"parent": "suspended"}]
        },
        {
          "event": "rectify",
          "label": {"zh": "提交整改", "en": "rectify"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 arts 19–22)",
          "from": ["rectifying"],
          "to": "rechecking",
          "by": ["operator"],
          "fields": ["rectification"]
        },
        {
          "event": "pass",
          "label": {"zh": "复查通过", "en": "pass"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 arts 19–22)",
          "from": ["rechecking"],
          "to": "closed",
          "by": ["dataDepartment"],
          "otherThan": ["orderRectification"],
          "effects": [{"parent": "resumed"}]
        },
        {
          "event": "withdraw",
          "label": {"zh": "撤销授权", "en": "withdraw the authorisation"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 arts 19–22)",
          "from": ["rechecking", "rectifying"],
          "to": "withdrawn",
          "by": ["dataDepartment"],
          "otherThan": ["inspect", "orderRectification"],
          "fields": ["reasons"],
          "effects": [{"parent": "withdrawn"}]
        }
      ]
    },
    "exit": {
      "title": {"zh": "退出", "en": "exit"},
      "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 arts 9, 14)",
      "parents": ["authorisation"],
      "states": [
        {"id": "requested", "label": {"zh": "已提出", "en": "requested"}},
        {"id": "settling", "label": {"zh": "清算交接", "en": "settling"}},
        {"id": "done", "label": {"zh": "已退出", "en": "done"}, "final": true},
        {"id": "refused", "label": {"zh": "不予退出", "en": "refused"}, "final": true}
      ],
      "transitions": [
        {
          "event": "request",
          "label": {"zh": "提出退出", "en": "request"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 14)",
          "from": ["new"],
          "to": "requested",
          "by": ["operator", "implementingBody"],
          "whileParent": ["operating", "suspended"],
          "fields": ["exitGround"]
        },
        {
          "event": "agree",
          "label": {"zh": "同意退出", "en": "agree"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 14)",
          "from": ["requested"],
          "to": "settling",
          "by": ["implementingBody"]
        },
        {
          "event": "refuse",
          "label": {"zh": "不予同意", "en": "refuse"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 14)",
          "from": ["requested"],
          "to": "refused",
          "by": ["implementingBody"],
          "fields": ["reasons"]
        },
        {
          "event": "settle",
          "label": {"zh": "完成交接", "en": "settle"},
          "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 14): 资产管理、退出",
          "from": ["settling"],
          "to": "done",
          "by": ["implementingBody"],
          "fields": ["dataDisposed", "assetsSettled"],
          "require": [{"if": "dataDisposed and assetsSettled", "else": "OPS-EXIT-OPEN"}],
          "effects": [{"parent": "exited"}]
        }
      ]
    }
  },
  "gates": [
    {
      "id": "raw-market",
      "gate": "publish",
      "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 21)",
      "when": "publicDataInOperation",
      "require": "not rawUnopened",
      "refuse": "OPS-RAW-MARKET",
      "examples": [
        {"on": "2026-06-02", "with": {"publicDataInOperation": true, "rawUnopened": true}, "says": "refuses"},
        {"on": "2026-06-02", "with": {}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"publicDataInOperation": true, "rawUnopened": false}, "says": "holds"}
      ]
    },
    {
      "id": "redevelopment",
      "gate": "negotiate",
      "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 6)",
      "when": "publicDataInOperation",
      "require": "not counterpartyIsOperator",
      "refuse": "OPS-OPERATOR-REDEV",
      "examples": [
        {"on": "2026-06-02", "with": {"counterpartyIsOperator": true, "publicDataInOperation": true}, "says": "refuses"},
        {"on": "2026-06-02", "with": {}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"counterpartyIsOperator": false, "publicDataInOperation": true}, "says": "holds"}
      ]
    },
    {
      "id": "sharer-consent",
      "gate": "negotiate",
      "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 5)",
      "when": "publicDataInOperation",
      "require": "not sharedFromOthers or sharerConsents",
      "refuse": "OPS-NO-SHARER-CONSENT",
      "examples": [
        {"on": "2026-06-02", "with": {"publicDataInOperation": true, "sharedFromOthers": false}, "says": "holds"},
        {"on": "2026-06-01", "with": {}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"publicDataInOperation": true}, "says": "refuses"}
      ]
    },
    {
      "id": "exclusivity",
      "gate": "agree",
      "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 6)",
      "when": "publicDataInOperation and exclusive",
      "oblige": ["reviewExclusivity"],
      "examples": [
        {"on": "2026-06-01", "with": {"exclusive": true}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"exclusive": true, "publicDataInOperation": true}, "says": "owes"}
      ]
    },
    {
      "id": "term",
      "gate": "agree",
      "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 14)",
      "when": "publicDataInOperation",
      "require": "agreementEnd < plus(agreementStart, $maxTermYears, 'year')",
      "refuse": "OPS-TERM-MAX",
      "examples": [
        {"on": "2026-06-02", "with": {"agreementEnd": "2031-06-01", "agreementStart": "2026-06-01", "publicDataInOperation": true}, "says": "refuses"},
        {"on": "2026-06-02", "with": {}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"agreementEnd": "2021-06-02", "agreementStart": "2026-06-03", "publicDataInOperation": true}, "says": "holds"}
      ]
    },
    {
      "id": "egress",
      "gate": "transferStart",
      "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号): 原始数据不出域",
      "when": "publicDataInOperation",
      "require": "outputForm in ['interface', 'model', 'report']",
      "refuse": "OPS-RAW-EGRESS",
      "examples": [
        {"on": "2026-06-01", "with": {"outputForm": "model", "publicDataInOperation": true}, "says": "holds"},
        {"on": "2026-06-01", "with": {}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"publicDataInOperation": true}, "says": "refuses"},
        {"on": "2026-06-01", "with": {"outputForm": "report", "publicDataInOperation": true}, "says": "holds"},
        {"on": "2026-06-01", "with": {"outputForm": "interface", "publicDataInOperation": true}, "says": "holds"}
      ]
    },
    {
      "id": "scope",
      "gate": "transferStart",
      "cite": "《江苏省公共数据授权运营管理暂行办法》 (chapters read in summary; step as in 发改数据规〔2025〕27号 art 21)",
      "when": "publicDataInOperation",
      "require": "withinScope",
      "refuse": "OPS-OUT-OF-SCOPE",
      "examples": [
        {"on": "2026-06-01", "with": {}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"publicDataInOperation": true}, "says": "refuses"},
        {"on": "2026-06-02", "with": {"publicDataInOperation": true, "withinScope": true}, "says": "holds"}
      ]
    }
  ]
}

"""##
}
