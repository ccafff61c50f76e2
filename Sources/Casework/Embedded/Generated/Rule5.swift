// swift-format-ignore-file
// Written by Rules/embed.sh from Rules/cn-ha/data-intellectual-property/2024-10-29.json; change that.
// Some of these have over 400 lines: each is one rule file, byte for byte.

extension EmbeddedRules {
    static let text5 = ##"""
{
  "schema": "sluice-pack/1",
  "id": "cn-ha.data-intellectual-property",
  "version": "2024-10-29",
  "jurisdiction": "CN-HA",
  "title": {"zh": "河南省数据知识产权登记", "en": "Registration of data intellectual property in Henan"},
  "citation": "《河南省数据知识产权登记办法（试行）》",
  "sources": [
    {"key": "HA", "title": "《河南省数据知识产权登记办法（试行）》发布摘要", "extent": "part"},
    {"key": "IPC", "title": "国知办规发〔2024〕79号 统一证书（通知）", "extent": "part"},
    {"key": "IP-SD", "title": "山东省数据知识产权登记规定（经济导报 2023-11-16）", "extent": "press"},
    {"key": "IP-HE", "title": "河北省数据知识产权登记规定（echinagov 358985）", "extent": "part"},
    {"key": "IP-HN", "title": "湖南省数据知识产权登记规定（csrcare 233434）", "extent": "part"},
    {"key": "DPR", "title": "《数据产权登记工作指引（试行）》国数综政策〔2026〕35号（第三方摘要）", "extent": "press"}
  ],
  "effective": {"from": "2024-10-29", "basis": "assumed", "cite": "posted on 2024-10-29; day of issue and end not found"},
  "zone": "+08:00",
  "calendar": "cn",
  "applies": {"place": "registry", "within": "CN-HA"},
  "parameters": {
    "validityYears": {
      "value": 3,
      "unit": "year",
      "basis": "legal",
      "cite": "《河南省数据知识产权登记办法（试行）》: 登记有效期3年",
      "label": {"zh": "有效期（年）", "en": "validity, years"},
      "stricter": "lower"
    },
    "reviewDays": {
      "value": 20,
      "unit": "workingDay",
      "basis": "assumed",
      "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
      "label": {"zh": "形式审查（工作日）", "en": "form review, working days"},
      "stricter": "lower"
    },
    "correctionDays": {
      "value": 15,
      "unit": "workingDay",
      "basis": "assumed",
      "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
      "label": {"zh": "补正（工作日）", "en": "correction, working days"},
      "stricter": "none"
    },
    "publicityDays": {
      "value": 10,
      "unit": "workingDay",
      "basis": "assumed",
      "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
      "label": {"zh": "公示（工作日）", "en": "publicity, working days"},
      "stricter": "higher"
    },
    "recheckDays": {
      "value": 10,
      "unit": "workingDay",
      "basis": "assumed",
      "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
      "label": {"zh": "异议审查（工作日）", "en": "recheck, working days"},
      "stricter": "lower"
    },
    "issueDays": {
      "value": 10,
      "unit": "workingDay",
      "basis": "assumed",
      "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
      "label": {"zh": "颁证（工作日）", "en": "issue of the certificate, working days"},
      "stricter": "lower"
    },
    "renewalWindow": {
      "value": 60,
      "unit": "calendarDay",
      "basis": "assumed",
      "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
      "label": {"zh": "续展窗口（日）", "en": "renewal window, calendar days"},
      "stricter": "none"
    },
    "registryCode": {
      "value": 4100,
      "basis": "assumed",
      "cite": "IPC names a registry code and its value was not found; 4100 is ours",
      "label": {"zh": "登记机构代码", "en": "code of the registry"},
      "stricter": "none"
    }
  },
  "roles": {
    "applicant": {"zh": "申请主体", "en": "applicant"},
    "registry": {"zh": "登记机构", "en": "registry"},
    "objector": {"zh": "异议人", "en": "objector"},
    "regulator": {"zh": "知识产权主管部门", "en": "regulator"}
  },
  "facts": {
    "dataName": {"kind": "text", "label": {"zh": "数据名称", "en": "name of the data"}},
    "industry": {"kind": "text", "label": {"zh": "所属行业", "en": "industry"}},
    "scenario": {"kind": "text", "label": {"zh": "应用场景", "en": "scenario"}},
    "dataSource": {"kind": "text", "label": {"zh": "数据来源", "en": "source"}},
    "structureAndScale": {"kind": "text", "label": {"zh": "结构规模", "en": "structure and scale"}},
    "updateFrequency": {"kind": "text", "label": {"zh": "更新频次", "en": "update frequency"}},
    "processingRules": {"kind": "text", "label": {"zh": "处理规则", "en": "processing rules"}},
    "depositStatus": {"kind": "choice", "label": {"zh": "公证或存证情况", "en": "notarised or deposited"}, "choices": ["notarised", "deposited", "none"]},
    "sampleDescription": {"kind": "text", "label": {"zh": "样例数据说明", "en": "description of the sample"}},
    "applicantName": {"kind": "text", "label": {"zh": "申请主体", "en": "applicant"}},
    "applicantKind": {"kind": "choice", "label": {"zh": "主体类型", "en": "kind of applicant"}, "choices": ["naturalPerson", "legalPerson", "unincorporated"]},
    "agentName": {"kind": "text", "label": {"zh": "代理机构", "en": "agent"}},
    "lawfullyObtained": {"kind": "flag", "label": {"zh": "依法合规获取", "en": "lawfully obtained"}},
    "processedByRules": {"kind": "flag", "label": {"zh": "经一定规则处理", "en": "processed by rules"}},
    "hasMarketValue": {"kind": "flag", "label": {"zh": "具有市场价值", "en": "has market value"}},
    "intellectualAchievement": {"kind": "flag", "label": {"zh": "具有智力成果属性", "en": "is an intellectual achievement"}},
    "rawData": {"kind": "flag", "label": {"zh": "未经处理的原始数据", "en": "unprocessed raw data"}},
    "singleRecord": {"kind": "flag", "label": {"zh": "单条数据", "en": "a single record"}},
    "duplicateOf": {"kind": "text", "label": {"zh": "在先登记号", "en": "earlier registration"}},
    "ownershipDispute": {"kind": "flag", "label": {"zh": "存在权属争议", "en": "an ownership dispute"}},
    "importantData": {"kind": "flag", "label": {"zh": "属于重要或核心数据", "en": "important or core data"}},
    "reasons": {"kind": "text", "label": {"zh": "理由", "en": "reasons"}},
    "correctionItems": {"kind": "list", "label": {"zh": "补正事项", "en": "what to correct"}},
    "objectorName": {"kind": "text", "label": {"zh": "异议人", "en": "objector"}},
    "objectionGrounds": {"kind": "text", "label": {"zh": "异议理由", "en": "grounds"}},
    "changedItems": {"kind": "list", "label": {"zh": "变更事项", "en": "what changes"}},
    "transferee": {"kind": "text", "label": {"zh": "受让人", "en": "transferee"}},
    "citesCertificate": {"kind": "flag", "label": {"zh": "引用数据知识产权证书", "en": "cites a data-IP certificate"}, "absent": false},
    "certificateStatus": {"kind": "choice", "label": {"zh": "证书状态", "en": "status of the certificate"}, "choices": ["valid", "suspended", "revoked", "expired"]},
    "objectionPending": {"kind": "flag", "label": {"zh": "异议未决", "en": "an objection is pending"}, "absent": false},
    "claimsRights": {"kind": "flag", "label": {"zh": "以证书主张权利", "en": "rights are claimed by it"}, "absent": false},
    "jointApplicants": {"kind": "list", "label": {"zh": "共同申请人", "en": "joint applicants"}},
    "agentAuthorised": {"kind": "flag", "label": {"zh": "已附代理委托书", "en": "power of attorney attached"}, "absent": false},
    "dataSourceCode": {"kind": "text", "label": {"zh": "数据来源代码", "en": "data-source code"}},
    "subjectTypeCode": {"kind": "text", "label": {"zh": "主体类型代码", "en": "subject-type code"}},
    "registrationSequence": {"kind": "number", "label": {"zh": "登记顺序号", "en": "sequence of the registration"}, "minimum": 1},
    "certificateSerial": {"kind": "number", "label": {"zh": "证书流水号", "en": "serial of the certificate"}, "minimum": 1},
    "registrationNumber": {"kind": "text", "label": {"zh": "登记号", "en": "registration number"}}
  },
  "attachments": {
    "depositProof": {"zh": "公证书或存证凭证", "en": "notarial or deposit proof"},
    "sample": {"zh": "样例数据", "en": "sample data"},
    "authorisationChain": {"zh": "授权链", "en": "chain of authorisation"},
    "objectionEvidence": {"zh": "异议证据", "en": "evidence of the objection"},
    "transferContract": {"zh": "转让合同", "en": "transfer contract"},
    "falseEvidence": {"zh": "虚假材料证据", "en": "evidence of falsity"}
  },
  "refusals": {
    "IP-RAW": {
      "text": {"zh": "未经处理的原始数据不予登记", "en": "unprocessed raw data is not registered"},
      "cite": "IP-SD (sister rule)",
      "remedy": {"zh": "经规则处理形成后再申请", "en": "process it by rules first"}
    },
    "IP-SINGLE": {
      "text": {"zh": "单条数据不予登记", "en": "single records are not registered"},
      "cite": "IP-SD (sister rule)",
      "remedy": {"zh": "以数据集合申请", "en": "apply for a collection"}
    },
    "IP-OBJECT": {
      "text": {"zh": "须依法获取、经规则处理、有市场价值和智力成果属性", "en": "must be lawful, processed by rules, of market value and an intellectual achievement"},
      "cite": "《河南省数据知识产权登记办法（试行）》",
      "remedy": {"zh": "补充说明或撤回", "en": "explain or withdraw"}
    },
    "IP-NO-EVIDENCE": {
      "text": {"zh": "缺少公证或存证", "en": "no notarisation or deposit"},
      "cite": "《河南省数据知识产权登记办法（试行）》: 公证或存证情况",
      "remedy": {"zh": "先公证或存证", "en": "notarise or deposit it first"}
    },
    "IP-DUPLICATE": {
      "text": {"zh": "已有在先登记", "en": "registered before"},
      "cite": "《河南省数据知识产权登记办法（试行）》; sister rules",
      "remedy": {"zh": "撤回或说明差异", "en": "withdraw or show the difference"}
    },
    "IP-DISPUTE": {
      "text": {"zh": "存在权属争议", "en": "ownership is disputed"},
      "cite": "DPR; sister rules",
      "remedy": {"zh": "解决争议后申请", "en": "settle the dispute first"}
    },
    "IP-IMPORTANT": {
      "text": {"zh": "重要、核心数据按数据主管部门规定办理", "en": "important and core data follow the data department"},
      "cite": "IP-HE (sister rule)",
      "remedy": {"zh": "按主管部门规定办理", "en": "follow the data department"}
    },
    "IP-AGENT": {
      "text": {"zh": "委托代理须提交委托书", "en": "an agent needs a power of attorney"},
      "cite": "IP-HN (sister rule)",
      "remedy": {"zh": "提交委托书", "en": "give the power of attorney"}
    },
    "IP-FALSE": {
      "text": {"zh": "以虚假材料取得的登记应撤销，须附证据", "en": "a registration by false material is revoked on evidence"},
      "cite": "DPR; sister rules",
      "remedy": {"zh": "提交证据", "en": "give evidence"}
    },
    "IP-OBJECTION": {
      "text": {"zh": "异议须实名并附证据", "en": "an objection needs a real name and evidence"},
      "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
      "remedy": {"zh": "实名提出并附证据", "en": "name yourself and attach evidence"}
    },
    "IP-ONCE": {
      "text": {"zh": "补正只通知一次", "en": "correction is asked once"},
      "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
      "remedy": {"zh": "作出审查决定", "en": "decide the review"}
    },
    "IP-WINDOW": {
      "text": {"zh": "不在续展窗口内", "en": "outside the renewal window"},
      "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
      "remedy": {"zh": "在届满前60日内申请", "en": "apply in the last 60 days"}
    },
    "IP-NOT-VALID": {
      "text": {"zh": "所引证书无效或异议未决", "en": "the certificate cited is not valid, or an objection is pending"},
      "cite": "《河南省数据知识产权登记办法（试行）》; the gate is ours",
      "remedy": {"zh": "撤下引用或待异议办结", "en": "drop the citation or wait"}
    },
    "IP-NUMBER": {
      "text": {"zh": "登记号无法生成：代码各一位，顺序号不超过九位", "en": "the registration number cannot be composed: one-character codes, a sequence of at most nine digits"},
      "cite": "IPC",
      "remedy": {"zh": "核对数据来源代码、主体类型代码和顺序号", "en": "check the codes and the sequence"}
    }
  },
  "documents": {
    "correctionNotice": {"label": {"zh": "补正通知", "en": "notice to correct"}, "cite": "《河南省数据知识产权登记办法（试行）》: 通过登记平台送达", "servedBy": ["registry"]},
    "refusalDecision": {"label": {"zh": "不予登记决定", "en": "refusal"}, "cite": "《河南省数据知识产权登记办法（试行）》"},
    "approval": {"label": {"zh": "核准登记决定", "en": "approval"}, "cite": "《河南省数据知识产权登记办法（试行）》"},
    "announcement": {"label": {"zh": "登记公告", "en": "announcement"}, "cite": "《河南省数据知识产权登记办法（试行）》: 予以公告"},
    "recheckResult": {"label": {"zh": "异议审查结果", "en": "result of the recheck"}, "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found"},
    "revocation": {"label": {"zh": "撤销登记决定", "en": "revocation"}, "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found"}
  },
  "credentials": {
    "dataIPCertificate": {
      "label": {"zh": "数据知识产权登记证书", "en": "data intellectual property certificate"},
      "cite": "《河南省数据知识产权登记办法（试行）》; IPC",
      "claims": ["applicantName", "dataName", "industry", "scenario", "registrationNumber"],
      "valid": {"n": "$validityYears", "unit": "year"},
      "number": "certificateNumber"
    }
  },
  "numbers": {
    "certificateNumber": {
      "label": {"zh": "登记证书编号", "en": "certificate number"},
      "cite": "IPC: 17位（年份、月份、登记机构代码、流水号）; the widths of code and serial are ours",
      "pattern": "{year}{month}{$registryCode:4}{certificateSerial:7}",
      "length": 17
    },
    "registrationNumber": {
      "label": {"zh": "登记号", "en": "registration number"},
      "cite": "IPC: 16位（申请年份、数据来源代码、主体类型代码、顺序号、校验码）; the widths and the check (ISO 7064, MOD 37,36) are ours",
      "pattern": "{applicationYear}{dataSourceCode:1}{subjectTypeCode:1}{registrationSequence:9}{check}",
      "length": 16
    }
  },
  "obligations": {"suspendOffer": {"text": {"zh": "暂停引用该证书的上架", "en": "suspend the offers that cite it"}, "cite": "the gate is ours"}},
  "procedures": {
    "registration": {
      "title": {"zh": "数据知识产权登记", "en": "registration"},
      "cite": "《河南省数据知识产权登记办法（试行）》",
      "states": [
        {
          "id": "submitted",
          "label": {"zh": "已申请", "en": "submitted"},
          "timers": [
            {
              "id": "review",
              "label": {"zh": "形式审查期限", "en": "form review"},
              "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
              "who": "registry",
              "n": "$reviewDays",
              "unit": "workingDay",
              "from": "entered"
            }
          ]
        },
        {
          "id": "correcting",
          "label": {"zh": "待补正", "en": "to be corrected"},
          "timers": [
            {
              "id": "correction",
              "label": {"zh": "补正期限", "en": "correction"},
              "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
              "who": "applicant",
              "n": "$correctionDays",
              "unit": "workingDay",
              "from": "served.correctionNotice",
              "event": "notCorrected"
            }
          ]
        },
        {
          "id": "publicity",
          "label": {"zh": "公示中", "en": "publicity"},
          "timers": [
            {
              "id": "publicity",
              "label": {"zh": "公示期", "en": "publicity"},
              "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
              "who": "registry",
              "n": "$publicityDays",
              "unit": "workingDay",
              "from": "entered",
              "event": "publicityEnds",
              "pausedBy": ["objection"]
            }
          ]
        },
        {
          "id": "publicised",
          "label": {"zh": "公示期满", "en": "publicity ended"},
          "timers": [
            {
              "id": "issue",
              "label": {"zh": "颁证期限", "en": "issue"},
              "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
              "who": "registry",
              "n": "$issueDays",
              "unit": "workingDay",
              "from": "entered"
            }
          ]
        },
        {"id": "approved", "label": {"zh": "已核准", "en": "approved"}},
        {
          "id": "registered",
          "label": {"zh": "已颁证公告", "en": "certified and announced"},
          "timers": [
            {
              "id": "expiry",
              "label": {"zh": "有效期届满", "en": "expiry"},
              "cite": "《河南省数据知识产权登记办法（试行）》: 3年",
              "who": "applicant",
              "n": 0,
              "unit": "calendarDay",
              "from": "expiry.dataIPCertificate",
              "event": "expire"
            }
          ]
        },
        {"id": "refused", "label": {"zh": "不予登记", "en": "refused"}, "final": true},
        {"id": "cancelled", "label": {"zh": "已注销", "en": "cancelled"}, "final": true},
        {"id": "revoked", "label": {"zh": "已撤销", "en": "revoked"}, "final": true},
        {"id": "expired", "label": {"zh": "已届满", "en": "expired"}, "final": true}
      ],
      "transitions": [
        {
          "event": "submit",
          "label": {"zh": "提交申请", "en": "submit"},
          "cite": "《河南省数据知识产权登记办法（试行）》: 九项登记事项",
          "from": ["new"],
          "to": "submitted",
          "by": ["applicant"],
          "fields": [
            "dataName",
            "industry",
            "scenario",
            "dataSource",
            "structureAndScale",
            "updateFrequency",
            "processingRules",
            "depositStatus",
            "sampleDescription",
            "applicantName",
            "applicantKind",
            "lawfullyObtained",
            "processedByRules",
            "hasMarketValue",
            "intellectualAchievement",
            "rawData",
            "singleRecord",
            "ownershipDispute",
            "importantData"
          ],
          "optional": ["agentName", "duplicateOf", "jointApplicants", "agentAuthorised"],
          "attachments": ["depositProof", "sample", "authorisationChain"],
          "require": [
            {"if": "not rawData", "else": "IP-RAW"},
            {"if": "not singleRecord", "else": "IP-SINGLE"},
            {"if": "lawfullyObtained and processedByRules and hasMarketValue and intellectualAchievement", "else": "IP-OBJECT"},
            {"if": "depositStatus in ['notarised', 'deposited'] and attachment.depositProof", "else": "IP-NO-EVIDENCE"},
            {"if": "not has(duplicateOf)", "else": "IP-DUPLICATE"},
            {"if": "not ownershipDispute", "else": "IP-DISPUTE"},
            {"if": "not importantData", "else": "IP-IMPORTANT"},
            {"if": "not has(agentName) or agentAuthorised", "else": "IP-AGENT"}
          ]
        },
        {
          "event": "requestCorrection",
          "label": {"zh": "通知补正", "en": "ask for correction"},
          "cite": "《河南省数据知识产权登记办法（试行）》",
          "from": ["submitted"],
          "to": "correcting",
          "by": ["registry"],
          "fields": ["correctionItems"],
          "once": "IP-ONCE",
          "effects": [{"document": "correctionNotice"}]
        },
        {
          "event": "correct",
          "label": {"zh": "补正", "en": "correct"},
          "cite": "《河南省数据知识产权登记办法（试行）》",
          "from": ["correcting"],
          "to": "submitted",
          "by": ["applicant"],
          "optional": [
            "dataName",
            "industry",
            "scenario",
            "dataSource",
            "structureAndScale",
            "updateFrequency",
            "processingRules",
            "depositStatus",
            "sampleDescription"
          ],
          "attachments": ["sample"]
        },
        {
          "event": "notCorrected",
          "label": {"zh": "逾期未补正", "en": "not corrected"},
          "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
          "from": ["correcting"],
          "to": "refused",
          "by": ["system"],
          "effects": [{"document": "refusalDecision"}]
        },
        {
          "event": "refuse",
          "label": {"zh": "不予登记", "en": "refuse"},
          "cite": "《河南省数据知识产权登记办法（试行）》",
          "from": ["submitted", "publicised"],
          "to": "refused",
          "by": ["registry"],
          "fields": ["reasons"],
          "effects": [{"document": "refusalDecision"}]
        },
        {
          "event": "passReview",
          "label": {"zh": "形式审查通过", "en": "pass the form review"},
          "cite": "《河南省数据知识产权登记办法（试行）》",
          "from": ["submitted"],
          "to": "publicity",
          "by": ["registry"],
          "effects": [{"publish": ["applicantName", "dataName", "industry", "scenario"]}]
        },
        {
          "event": "publicityEnds",
          "label": {"zh": "公示期满", "en": "publicity ends"},
          "cite": "《河南省数据知识产权登记办法（试行）》",
          "from": ["publicity"],
          "to": "publicised",
          "by": ["system"]
        },
        {
          "event": "objectionUpheld",
          "label": {"zh": "异议成立", "en": "objection upheld"},
          "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
          "from": ["publicity"],
          "to": "refused",
          "by": ["system"],
          "effects": [{"document": "refusalDecision"}]
        },
        {
          "event": "approve",
          "label": {"zh": "核准登记", "en": "approve"},
          "cite": "《河南省数据知识产权登记办法（试行）》",
          "from": ["publicised"],
          "to": "approved",
          "by": ["registry"],
          "otherThan": ["passReview"],
          "effects": [{"set": {"fact": "registrationNumber", "to": "number.registrationNumber"}}, {"document": "approval"}],
          "fields": ["dataSourceCode", "subjectTypeCode", "registrationSequence"],
          "require": [{"if": "has(number.registrationNumber)", "else": "IP-NUMBER"}]
        },
        {
          "event": "certify",
          "label": {"zh": "颁发证书并公告", "en": "certify and announce"},
          "cite": "《河南省数据知识产权登记办法（试行）》",
          "from": ["approved"],
          "to": "registered",
          "by": ["registry"],
          "effects": [{"issue": "dataIPCertificate"}, {"document": "announcement"}, {"publish": ["applicantName", "dataName", "registrationNumber"]}],
          "fields": ["certificateSerial"]
        },
        {
          "event": "renewed",
          "label": {"zh": "已续展", "en": "renewed"},
          "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
          "from": ["registered"],
          "to": "=",
          "by": ["system"],
          "effects": [{"renew": "dataIPCertificate"}]
        },
        {
          "event": "changed",
          "label": {"zh": "已变更", "en": "changed"},
          "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
          "from": ["registered"],
          "to": "=",
          "by": ["system"],
          "effects": [{"document": "announcement"}]
        },
        {
          "event": "transferred",
          "label": {"zh": "已转移", "en": "transferred"},
          "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
          "from": ["registered"],
          "to": "=",
          "by": ["system"],
          "effects": [{"set": {"fact": "applicantName", "to": "transferee"}}, {"update": "dataIPCertificate"}, {"document": "announcement"}]
        },
        {
          "event": "cancelled",
          "label": {"zh": "已注销", "en": "cancelled"},
          "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
          "from": ["registered"],
          "to": "cancelled",
          "by": ["system"],
          "effects": [{"expire": "dataIPCertificate"}, {"document": "announcement"}]
        },
        {
          "event": "revoked",
          "label": {"zh": "已撤销", "en": "revoked"},
          "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
          "from": ["registered"],
          "to": "revoked",
          "by": ["system"],
          "effects": [{"revoke": "dataIPCertificate"}, {"document": "revocation"}, {"document": "announcement"}]
        },
        {
          "event": "expire",
          "label": {"zh": "届满", "en": "expire"},
          "cite": "《河南省数据知识产权登记办法（试行）》",
          "from": ["registered"],
          "to": "expired",
          "by": ["system"],
          "effects": [{"expire": "dataIPCertificate"}]
        }
      ]
    },
    "objection": {
      "title": {"zh": "异议", "en": "objection"},
      "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
      "parents": ["registration"],
      "states": [
        {
          "id": "checking",
          "label": {"zh": "审查中", "en": "being checked"},
          "timers": [
            {
              "id": "recheck",
              "label": {"zh": "异议审查期限", "en": "recheck"},
              "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
              "who": "registry",
              "n": "$recheckDays",
              "unit": "workingDay",
              "from": "entered"
            }
          ]
        },
        {"id": "upheld", "label": {"zh": "成立", "en": "upheld"}, "final": true},
        {"id": "dismissed", "label": {"zh": "不成立", "en": "dismissed"}, "final": true}
      ],
      "transitions": [
        {
          "event": "object",
          "label": {"zh": "提出异议", "en": "object"},
          "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
          "from": ["new"],
          "to": "checking",
          "by": ["objector"],
          "whileParent": ["publicity"],
          "fields": ["objectionGrounds"],
          "optional": ["objectorName"],
          "attachments": ["objectionEvidence"],
          "require": [{"if": "has(objectorName) and attachment.objectionEvidence", "else": "IP-OBJECTION"}]
        },
        {
          "event": "uphold",
          "label": {"zh": "成立", "en": "uphold"},
          "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
          "from": ["checking"],
          "to": "upheld",
          "by": ["registry"],
          "fields": ["reasons"],
          "effects": [{"document": "recheckResult"}, {"parent": "objectionUpheld"}]
        },
        {
          "event": "dismiss",
          "label": {"zh": "不成立", "en": "dismiss"},
          "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
          "from": ["checking"],
          "to": "dismissed",
          "by": ["registry"],
          "fields": ["reasons"],
          "effects": [{"document": "recheckResult"}]
        }
      ]
    },
    "renewal": {
      "title": {"zh": "续展", "en": "renewal"},
      "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
      "parents": ["registration"],
      "states": [
        {
          "id": "applied",
          "label": {"zh": "已申请", "en": "applied"},
          "timers": [
            {
              "id": "review",
              "label": {"zh": "审查期限", "en": "review"},
              "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
              "who": "registry",
              "n": "$reviewDays",
              "unit": "workingDay",
              "from": "entered"
            }
          ]
        },
        {"id": "done", "label": {"zh": "已办理", "en": "done"}, "final": true},
        {"id": "refused", "label": {"zh": "不予办理", "en": "refused"}, "final": true}
      ],
      "transitions": [
        {
          "event": "apply",
          "label": {"zh": "续展", "en": "renewal"},
          "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
          "from": ["new"],
          "to": "applied",
          "by": ["applicant"],
          "whileParent": ["registered"],
          "window": {"credential": "dataIPCertificate", "n": "$renewalWindow", "unit": "calendarDay", "else": "IP-WINDOW"}
        },
        {
          "event": "approve",
          "label": {"zh": "核准", "en": "approve"},
          "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
          "from": ["applied"],
          "to": "done",
          "by": ["registry"],
          "effects": [{"parent": "renewed"}]
        },
        {
          "event": "refuse",
          "label": {"zh": "不予办理", "en": "refuse"},
          "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
          "from": ["applied"],
          "to": "refused",
          "by": ["registry"],
          "fields": ["reasons"],
          "effects": [{"document": "refusalDecision"}]
        }
      ]
    },
    "change": {
      "title": {"zh": "变更", "en": "change"},
      "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
      "parents": ["registration"],
      "states": [
        {
          "id": "applied",
          "label": {"zh": "已申请", "en": "applied"},
          "timers": [
            {
              "id": "review",
              "label": {"zh": "审查期限", "en": "review"},
              "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
              "who": "registry",
              "n": "$reviewDays",
              "unit": "workingDay",
              "from": "entered"
            }
          ]
        },
        {"id": "done", "label": {"zh": "已办理", "en": "done"}, "final": true},
        {"id": "refused", "label": {"zh": "不予办理", "en": "refused"}, "final": true}
      ],
      "transitions": [
        {
          "event": "apply",
          "label": {"zh": "变更", "en": "change"},
          "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
          "from": ["new"],
          "to": "applied",
          "by": ["applicant"],
          "whileParent": ["registered"],
          "fields": ["changedItems"]
        },
        {
          "event": "approve",
          "label": {"zh": "核准", "en": "approve"},
          "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
          "from": ["applied"],
          "to": "done",
          "by": ["registry"],
          "effects": [{"parent": "changed"}]
        },
        {
          "event": "refuse",
          "label": {"zh": "不予办理", "en": "refuse"},
          "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
          "from": ["applied"],
          "to": "refused",
          "by": ["registry"],
          "fields": ["reasons"],
          "effects": [{"document": "refusalDecision"}]
        }
      ]
    },
    "transfer": {
      "title": {"zh": "转移", "en": "transfer"},
      "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
      "parents": ["registration"],
      "states": [
        {
          "id": "applied",
          "label": {"zh": "已申请", "en": "applied"},
          "timers": [
            {
              "id": "review",
              "label": {"zh": "审查期限", "en": "review"},
              "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
              "who": "registry",
              "n": "$reviewDays",
              "unit": "workingDay",
              "from": "entered"
            }
          ]
        },
        {"id": "done", "label": {"zh": "已办理", "en": "done"}, "final": true},
        {"id": "refused", "label": {"zh": "不予办理", "en": "refused"}, "final": true}
      ],
      "transitions": [
        {
          "event": "apply",
          "label": {"zh": "转移", "en": "transfer"},
          "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
          "from": ["new"],
          "to": "applied",
          "by": ["applicant"],
          "whileParent": ["registered"],
          "fields": ["transferee"],
          "attachments": ["transferContract"]
        },
        {
          "event": "approve",
          "label": {"zh": "核准", "en": "approve"},
          "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
          "from": ["applied"],
          "to": "done",
          "by": ["registry"],
          "effects": [{"parent": "transferred"}]
        },
        {
          "event": "refuse",
          "label": {"zh": "不予办理", "en": "refuse"},
          "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
          "from": ["applied"],
          "to": "refused",
          "by": ["registry"],
          "fields": ["reasons"],
          "effects": [{"document": "refusalDecision"}]
        }
      ]
    },
    "cancellation": {
      "title": {"zh": "注销", "en": "cancellation"},
      "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
      "parents": ["registration"],
      "states": [
        {
          "id": "applied",
          "label": {"zh": "已申请", "en": "applied"},
          "timers": [
            {
              "id": "review",
              "label": {"zh": "审查期限", "en": "review"},
              "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
              "who": "registry",
              "n": "$reviewDays",
              "unit": "workingDay",
              "from": "entered"
            }
          ]
        },
        {"id": "done", "label": {"zh": "已办理", "en": "done"}, "final": true},
        {"id": "refused", "label": {"zh": "不予办理", "en": "refused"}, "final": true}
      ],
      "transitions": [
        {
          "event": "apply",
          "label": {"zh": "注销", "en": "cancellation"},
          "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
          "from": ["new"],
          "to": "applied",
          "by": ["applicant"],
          "whileParent": ["registered"],
          "fields": ["reasons"]
        },
        {
          "event": "approve",
          "label": {"zh": "核准", "en": "approve"},
          "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
          "from": ["applied"],
          "to": "done",
          "by": ["registry"],
          "effects": [{"parent": "cancelled"}]
        },
        {
          "event": "refuse",
          "label": {"zh": "不予办理", "en": "refuse"},
          "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
          "from": ["applied"],
          "to": "refused",
          "by": ["registry"],
          "fields": ["reasons"],
          "effects": [{"document": "refusalDecision"}]
        }
      ]
    },
    "revocation": {
      "title": {"zh": "撤销", "en": "revocation"},
      "cite": "DPR; sister rules",
      "parents": ["registration"],
      "states": [
        {"id": "examined", "label": {"zh": "核查中", "en": "examined"}},
        {"id": "revoked", "label": {"zh": "已撤销", "en": "revoked"}, "final": true},
        {"id": "dropped", "label": {"zh": "不予撤销", "en": "dropped"}, "final": true}
      ],
      "transitions": [
        {
          "event": "allege",
          "label": {"zh": "提出撤销", "en": "allege"},
          "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
          "from": ["new"],
          "to": "examined",
          "by": ["objector", "registry", "regulator"],
          "whileParent": ["registered"],
          "fields": ["reasons"],
          "attachments": ["falseEvidence"],
          "require": [{"if": "attachment.falseEvidence", "else": "IP-FALSE"}]
        },
        {
          "event": "revoke",
          "label": {"zh": "撤销", "en": "revoke"},
          "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
          "from": ["examined"],
          "to": "revoked",
          "by": ["registry"],
          "otherThan": ["allege"],
          "effects": [{"parent": "revoked"}]
        },
        {
          "event": "drop",
          "label": {"zh": "不予撤销", "en": "drop"},
          "cite": "assumed from 发改数据规〔2025〕26号: the text of the province was not found",
          "from": ["examined"],
          "to": "dropped",
          "by": ["registry"],
          "fields": ["reasons"]
        }
      ]
    }
  },
  "gates": [
    {
      "id": "certificate-valid",
      "gate": "publish",
      "cite": "《河南省数据知识产权登记办法（试行）》; the gate is ours",
      "when": "citesCertificate",
      "require": "certificateStatus == 'valid' and not objectionPending",
      "refuse": "IP-NOT-VALID",
      "examples": [
        {"on": "2026-06-01", "with": {"certificateStatus": "valid", "citesCertificate": true}, "says": "holds"},
        {"on": "2026-06-02", "with": {"citesCertificate": true}, "says": "refuses"},
        {"on": "2026-06-02", "with": {}, "says": "notApplicable"}
      ]
    },
    {
      "id": "certificate-agree",
      "gate": "agree",
      "cite": "《河南省数据知识产权登记办法（试行）》; the gate is ours",
      "when": "citesCertificate and claimsRights",
      "require": "certificateStatus == 'valid' and not objectionPending",
      "refuse": "IP-NOT-VALID",
      "examples": [
        {"on": "2026-06-02", "with": {"certificateStatus": "valid", "citesCertificate": true, "claimsRights": true}, "says": "holds"},
        {"on": "2026-06-01", "with": {"claimsRights": true}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"citesCertificate": true, "claimsRights": true}, "says": "refuses"}
      ]
    },
    {
      "id": "certificate-lost",
      "gate": "lifecycle",
      "cite": "the gate is ours",
      "when": "citesCertificate and certificateStatus in ['revoked', 'expired', 'suspended']",
      "oblige": ["suspendOffer"],
      "examples": [
        {"on": "2026-06-01", "with": {}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"certificateStatus": "expired", "citesCertificate": true}, "says": "owes"},
        {"on": "2026-06-01", "with": {"citesCertificate": true}, "says": "refuses"},
        {"on": "2026-06-02", "with": {"certificateStatus": "revoked", "citesCertificate": true}, "says": "owes"},
        {"on": "2026-06-01", "with": {"certificateStatus": "suspended", "citesCertificate": true}, "says": "owes"}
      ]
    }
  ]
}

"""##
}
