// swift-format-ignore-file
// Written by Rules/embed.sh from Rules/cn-sd/data-trading/2024-11-15.json; change that.
// Some of these have over 400 lines: each is one rule file, byte for byte.

extension EmbeddedRules {
    static let text8 = ##"""
{
  "schema": "sluice-pack/1",
  "id": "cn-sd.data-trading",
  "version": "2024-11-15",
  "jurisdiction": "CN-SD",
  "title": {"zh": "山东省数据交易", "en": "Data trading in Shandong"},
  "citation": "《山东省数据交易管理办法（试行）》",
  "sources": [{"key": "SD", "title": "《山东省数据交易管理办法（试行）》发布摘要；征求意见稿第1–6条", "extent": "part"}, {"key": "SD-G", "title": "《山东省数据交易规范指引（试行）》报道", "extent": "press"}],
  "effective": {
    "from": "2024-11-15",
    "to": "2026-11-14",
    "basis": "assumed",
    "cite": "自印发之日起施行，有效期两年; the page is dated 2024-11-15, the day of issue was not found"
  },
  "zone": "+08:00",
  "calendar": "cn",
  "applies": {"place": "tradingPlace", "within": "CN-SD"},
  "survives": [{"duty": {"zh": "交易档案保存不少于三十年，交易信息保密", "en": "archives are kept thirty years, trade information stays secret"}, "cite": "《山东省数据交易管理办法（试行）》"}],
  "parameters": {
    "archiveYears": {
      "value": 30,
      "unit": "year",
      "basis": "legal",
      "cite": "《山东省数据交易管理办法（试行）》: 不少于三十年",
      "label": {"zh": "档案保存（年）", "en": "archive, years"},
      "stricter": "higher"
    },
    "reviewDays": {
      "value": 10,
      "unit": "workingDay",
      "basis": "assumed",
      "cite": "no days found",
      "label": {"zh": "合规审核（工作日）", "en": "review, working days"},
      "stricter": "lower"
    },
    "complaintAcceptDays": {
      "value": 5,
      "unit": "workingDay",
      "basis": "assumed",
      "cite": "no days found",
      "label": {"zh": "投诉受理（工作日）", "en": "acceptance of a complaint, working days"},
      "stricter": "lower"
    },
    "complaintDays": {
      "value": 30,
      "unit": "workingDay",
      "basis": "assumed",
      "cite": "no days found",
      "label": {"zh": "投诉办理（工作日）", "en": "decision of a complaint, working days"},
      "stricter": "lower"
    },
    "appealDays": {
      "value": 15,
      "unit": "workingDay",
      "basis": "assumed",
      "cite": "no days found",
      "label": {"zh": "申诉（工作日）", "en": "appeal, working days"},
      "stricter": "higher"
    },
    "creditYears": {
      "value": 3,
      "unit": "year",
      "basis": "assumed",
      "cite": "no term found",
      "label": {"zh": "信用记录（年）", "en": "credit record, years"},
      "stricter": "none"
    }
  },
  "roles": {
    "provider": {"zh": "数据提供方", "en": "provider"},
    "demander": {"zh": "数据需求方", "en": "demander"},
    "tradingInstitution": {"zh": "数据交易机构", "en": "trading institution"},
    "bigDataDepartment": {"zh": "大数据主管部门", "en": "big-data department"},
    "complainant": {"zh": "投诉人", "en": "complainant"},
    "respondent": {"zh": "被投诉人", "en": "respondent"},
    "arbiter": {"zh": "仲裁或司法机关", "en": "arbiter or court"}
  },
  "facts": {
    "endangersSecurity": {"kind": "flag", "label": {"zh": "危害国家安全、公共利益或社会稳定", "en": "endangers national security, public interest or stability"}},
    "harmsRights": {"kind": "flag", "label": {"zh": "侵犯隐私或他人合法权益", "en": "infringes privacy or rights of others"}},
    "illegalSource": {"kind": "flag", "label": {"zh": "非法获取或来源不合法", "en": "illegally obtained"}},
    "containsPI": {"kind": "flag", "label": {"zh": "含个人信息", "en": "contains personal information"}},
    "separateConsent": {"kind": "flag", "label": {"zh": "取得个人（监护人）单独同意", "en": "separate consent of the person or guardian"}},
    "tradeSecret": {"kind": "flag", "label": {"zh": "含商业秘密", "en": "contains trade secrets"}},
    "holderConsent": {"kind": "flag", "label": {"zh": "取得权利人明示同意", "en": "explicit consent of the holder"}},
    "productName": {"kind": "text", "label": {"zh": "产品名称", "en": "name of the product"}},
    "productType": {
      "kind": "choice",
      "label": {"zh": "产品类型", "en": "type of product"},
      "choices": ["apiInterface", "dataSet", "dataReport", "dataService", "dataTool", "dataApplication", "algorithmModel", "other"]
    },
    "description": {"kind": "text", "label": {"zh": "产品描述", "en": "description"}},
    "dataScope": {"kind": "text", "label": {"zh": "数据范围", "en": "scope"}},
    "updateFrequency": {"kind": "text", "label": {"zh": "更新频率", "en": "update frequency"}},
    "billingMethod": {"kind": "text", "label": {"zh": "计费方式", "en": "billing method"}},
    "authorisedPurpose": {"kind": "text", "label": {"zh": "授权使用目的和范围", "en": "authorised purpose and scope"}},
    "processingStatement": {"kind": "text", "label": {"zh": "加工处理说明", "en": "processing statement"}},
    "reasons": {"kind": "text", "label": {"zh": "理由", "en": "reasons"}},
    "venue": {"kind": "choice", "label": {"zh": "交易场所", "en": "on or off the exchange"}, "choices": ["onExchange", "offExchange"]},
    "thirdPartyUsed": {"kind": "flag", "label": {"zh": "使用第三方专业服务", "en": "a third-party service is used"}},
    "thirdPartyQualified": {"kind": "flag", "label": {"zh": "第三方具备资质", "en": "the third party is qualified"}, "absent": false},
    "providerName": {"kind": "text", "label": {"zh": "提供方", "en": "provider"}},
    "demanderName": {"kind": "text", "label": {"zh": "需求方", "en": "demander"}},
    "useScenario": {"kind": "text", "label": {"zh": "使用场景", "en": "scenario of use"}},
    "contentOfContract": {"kind": "text", "label": {"zh": "数据内容", "en": "content"}},
    "purposeOfUse": {"kind": "text", "label": {"zh": "用途", "en": "purpose"}},
    "quality": {"kind": "text", "label": {"zh": "质量", "en": "quality"}},
    "tradingMode": {"kind": "text", "label": {"zh": "交易方式", "en": "mode of trading"}},
    "amount": {"kind": "number", "label": {"zh": "金额", "en": "amount"}, "minimum": 0},
    "termOfUse": {"kind": "date", "label": {"zh": "使用期限至", "en": "may be used through"}},
    "securityResponsibility": {"kind": "text", "label": {"zh": "安全责任", "en": "security responsibility"}},
    "deliveryTime": {"kind": "date", "label": {"zh": "交付时间", "en": "delivery"}},
    "confidentiality": {"kind": "text", "label": {"zh": "保密条款", "en": "confidentiality"}},
    "pricingMethod": {
      "kind": "choice",
      "label": {"zh": "定价方式", "en": "pricing method"},
      "choices": ["negotiated", "fixed", "auction", "usageBased", "governmentGuided"]
    },
    "publicData": {"kind": "flag", "label": {"zh": "公共数据有偿使用", "en": "paid use of public data"}},
    "crossBorder": {"kind": "flag", "label": {"zh": "跨境交易", "en": "cross-border trade"}},
    "crossBorderBasis": {"kind": "text", "label": {"zh": "出境依据编号", "en": "basis of the export"}},
    "settlementReference": {"kind": "text", "label": {"zh": "第三方结算凭据", "en": "reference of third-party settlement"}},
    "deliveryEvidence": {"kind": "digest", "label": {"zh": "交付证据摘要", "en": "digest of the delivery evidence"}},
    "disputeText": {"kind": "text", "label": {"zh": "争议事项", "en": "matter of the dispute"}},
    "disputeWay": {"kind": "choice", "label": {"zh": "解决方式", "en": "way of resolution"}, "choices": ["mediation", "arbitration", "litigation"]},
    "disputeResult": {"kind": "text", "label": {"zh": "处理结果", "en": "result"}},
    "complaintText": {"kind": "text", "label": {"zh": "投诉内容", "en": "complaint"}},
    "complainant": {"kind": "text", "label": {"zh": "投诉人", "en": "complainant"}},
    "respondent": {"kind": "text", "label": {"zh": "被投诉人", "en": "respondent"}},
    "finding": {"kind": "choice", "label": {"zh": "认定", "en": "finding"}, "choices": ["violation", "noViolation"]},
    "tradedData": {"kind": "flag", "label": {"zh": "作为交易标的", "en": "is traded"}, "absent": false},
    "complianceReviewed": {"kind": "flag", "label": {"zh": "通过合规审核", "en": "compliance review passed"}},
    "writtenContract": {"kind": "flag", "label": {"zh": "已签书面合同", "en": "written contract"}},
    "contractInForce": {"kind": "flag", "label": {"zh": "合同在履行期", "en": "contract in force"}},
    "disputeOpen": {"kind": "flag", "label": {"zh": "存在未决争议", "en": "a dispute is open"}, "absent": false},
    "archiveDeletion": {"kind": "flag", "label": {"zh": "拟删除交易档案", "en": "an archive is to be deleted"}, "absent": false},
    "archivedOn": {"kind": "date", "label": {"zh": "归档日", "en": "archived on"}}
  },
  "attachments": {
    "qualification": {"zh": "主体资格", "en": "subject qualification"},
    "sourceProof": {"zh": "数据来源证明", "en": "source proof"},
    "legalityCommitment": {"zh": "合法性承诺书", "en": "legality commitment"},
    "sample": {"zh": "样例", "en": "sample"},
    "complianceReport": {"zh": "第三方合规评估报告", "en": "third-party compliance report"},
    "demanderQualification": {"zh": "需求方主体资格", "en": "qualification of the demander"},
    "contract": {"zh": "合同", "en": "contract"},
    "evidence": {"zh": "证据", "en": "evidence"}
  },
  "refusals": {
    "TRD-NATSEC": {
      "text": {"zh": "危害国家安全、公共利益或社会稳定的数据不得交易", "en": "data that endangers security or the public interest may not be traded"},
      "cite": "《山东省数据交易管理办法（试行）》",
      "remedy": {"zh": "撤回标的", "en": "withdraw it"}
    },
    "TRD-RIGHTS": {
      "text": {"zh": "侵犯隐私或他人权益的数据不得交易", "en": "data that infringes privacy or rights may not be traded"},
      "cite": "《山东省数据交易管理办法（试行）》",
      "remedy": {"zh": "取得授权或去除相关内容", "en": "obtain rights or remove the content"}
    },
    "TRD-NO-CONSENT": {
      "text": {"zh": "含个人信息须取得单独同意", "en": "personal information needs separate consent"},
      "cite": "《山东省数据交易管理办法（试行）》",
      "remedy": {"zh": "取得个人或监护人单独同意", "en": "obtain separate consent"}
    },
    "TRD-SECRET": {
      "text": {"zh": "含商业秘密须取得权利人明示同意", "en": "trade secrets need the holder's explicit consent"},
      "cite": "《山东省数据交易管理办法（试行）》",
      "remedy": {"zh": "取得权利人明示同意", "en": "obtain explicit consent"}
    },
    "TRD-ILLEGAL-SOURCE": {
      "text": {"zh": "来源不合法的数据不得交易", "en": "data from illegal sources may not be traded"},
      "cite": "《山东省数据交易管理办法（试行）》",
      "remedy": {"zh": "撤回标的并说明来源", "en": "withdraw it and explain the source"}
    },
    "TRD-UNQUALIFIED": {
      "text": {"zh": "第三方服务机构须具备资质", "en": "a third-party service must be qualified"},
      "cite": "《山东省数据交易管理办法（试行）》",
      "remedy": {"zh": "委托具备资质的机构", "en": "use a qualified body"}
    },
    "TRD-NO-CONTRACT": {
      "text": {"zh": "交易须签订书面合同并明确内容和责任", "en": "a trade needs a written contract with content and liability"},
      "cite": "《山东省数据交易管理办法（试行）》",
      "remedy": {"zh": "签订完整合同", "en": "conclude a complete contract"}
    },
    "TRD-GUIDED-PRICE": {
      "text": {"zh": "公共数据有偿使用执行政府指导定价", "en": "paid public data takes government-guided prices"},
      "cite": "《山东省数据交易管理办法（试行）》; 发改价格〔2025〕65号",
      "remedy": {"zh": "改用政府指导价", "en": "use the guided price"}
    },
    "TRD-CROSS-BORDER": {
      "text": {"zh": "跨境交易须遵守国家规定并有出境依据", "en": "cross-border trade needs a basis of export"},
      "cite": "《山东省数据交易管理办法（试行）》",
      "remedy": {"zh": "先取得出境依据", "en": "obtain the basis first"}
    },
    "TRD-NOT-REVIEWED": {
      "text": {"zh": "未通过合规审核", "en": "the compliance review was not passed"},
      "cite": "《山东省数据交易管理办法（试行）》",
      "remedy": {"zh": "提交合规审核", "en": "submit it to review"}
    },
    "TRD-DISPUTED": {
      "text": {"zh": "争议期间暂停交付", "en": "delivery stops during a dispute"},
      "cite": "《山东省数据交易管理办法（试行）》; the freeze is ours",
      "remedy": {"zh": "解决争议后继续", "en": "resolve the dispute first"}
    },
    "TRD-APPEALED": {
      "text": {"zh": "信用申诉只能提出一次", "en": "a credit record is appealed once"},
      "cite": "《山东省数据交易管理办法（试行）》; assumed",
      "remedy": {"zh": "依法另行救济", "en": "seek other remedies"}
    },
    "RET-TOO-EARLY": {
      "text": {"zh": "交易档案保存期未满", "en": "the archive must be kept longer"},
      "cite": "《山东省数据交易管理办法（试行）》: 不少于三十年",
      "remedy": {"zh": "保存期满后再处置", "en": "dispose of it after the period"}
    }
  },
  "documents": {
    "complianceOpinion": {"label": {"zh": "合规审核意见", "en": "compliance opinion"}, "cite": "《山东省数据交易管理办法（试行）》"},
    "disputeRecord": {"label": {"zh": "争议处理记录", "en": "record of the dispute"}, "cite": "《山东省数据交易管理办法（试行）》"},
    "archiveIndex": {"label": {"zh": "交易档案目录", "en": "archive index"}, "cite": "《山东省数据交易管理办法（试行）》"},
    "complaintDecision": {"label": {"zh": "投诉处理决定", "en": "decision of the complaint"}, "cite": "《山东省数据交易管理办法（试行）》", "servedBy": ["bigDataDepartment"]},
    "appealDecision": {"label": {"zh": "信用申诉决定", "en": "decision of the appeal"}, "cite": "《山东省数据交易管理办法（试行）》"}
  },
  "credentials": {
    "listingPermit": {"label": {"zh": "上市凭证", "en": "listing"}, "cite": "《山东省数据交易管理办法（试行）》", "claims": ["productName", "productType"]},
    "tradingVoucher": {
      "label": {"zh": "交易凭证", "en": "trading voucher"},
      "cite": "《山东省数据交易管理办法（试行）》",
      "claims": ["productType", "providerName", "demanderName", "amount", "pricingMethod", "settlementReference", "deliveryEvidence"]
    },
    "creditRecord": {
      "label": {"zh": "信用记录", "en": "credit record"},
      "cite": "《山东省数据交易管理办法（试行）》",
      "claims": ["respondent", "finding"],
      "valid": {"n": "$creditYears", "unit": "year"}
    }
  },
  "obligations": {
    "recordVoucher": {"text": {"zh": "将交易凭证编号写回合同记录并归档", "en": "write the voucher number back to the contract and archive it"}, "cite": "《山东省数据交易管理办法（试行）》"}
  },
  "procedures": {
    "listing": {
      "title": {"zh": "产品上市", "en": "listing"},
      "cite": "《山东省数据交易管理办法（试行）》",
      "states": [
        {"id": "submitted", "label": {"zh": "已提交", "en": "submitted"}},
        {
          "id": "reviewing",
          "label": {"zh": "合规审核中", "en": "under review"},
          "timers": [
            {
              "id": "review",
              "label": {"zh": "合规审核期限", "en": "review"},
              "cite": "assumed: no days found",
              "who": "tradingInstitution",
              "n": "$reviewDays",
              "unit": "workingDay",
              "from": "entered"
            }
          ]
        },
        {"id": "returned", "label": {"zh": "已退回", "en": "returned"}},
        {"id": "listed", "label": {"zh": "已上市", "en": "listed"}},
        {"id": "suspended", "label": {"zh": "已暂停", "en": "suspended"}},
        {"id": "refused", "label": {"zh": "不予上市", "en": "refused"}, "final": true},
        {"id": "delisted", "label": {"zh": "已终止", "en": "delisted"}, "final": true}
      ],
      "transitions": [
        {
          "event": "submit",
          "label": {"zh": "提交", "en": "submit"},
          "cite": "《山东省数据交易管理办法（试行）》",
          "from": ["new"],
          "to": "submitted",
          "by": ["provider"],
          "fields": [
            "productName",
            "productType",
            "description",
            "dataScope",
            "updateFrequency",
            "billingMethod",
            "authorisedPurpose",
            "processingStatement",
            "endangersSecurity",
            "harmsRights",
            "illegalSource",
            "containsPI",
            "separateConsent",
            "tradeSecret",
            "holderConsent",
            "thirdPartyUsed"
          ],
          "optional": ["thirdPartyQualified"],
          "attachments": ["qualification", "sourceProof", "legalityCommitment", "sample", "complianceReport"],
          "require": [
            {"if": "not endangersSecurity", "else": "TRD-NATSEC"},
            {"if": "not harmsRights", "else": "TRD-RIGHTS"},
            {"if": "not containsPI or separateConsent", "else": "TRD-NO-CONSENT"},
            {"if": "not tradeSecret or holderConsent", "else": "TRD-SECRET"},
            {"if": "not illegalSource", "else": "TRD-ILLEGAL-SOURCE"},
            {"if": "not thirdPartyUsed or thirdPartyQualified", "else": "TRD-UNQUALIFIED"}
          ]
        },
        {
          "event": "receive",
          "label": {"zh": "接收审核", "en": "receive"},
          "cite": "《山东省数据交易管理办法（试行）》",
          "from": ["submitted"],
          "to": "reviewing",
          "by": ["tradingInstitution"]
        },
        {
          "event": "return",
          "label": {"zh": "退回补正", "en": "return"},
          "cite": "《山东省数据交易管理办法（试行）》",
          "from": ["reviewing"],
          "to": "returned",
          "by": ["tradingInstitution"],
          "fields": ["reasons"]
        },
        {
          "event": "resubmit",
          "label": {"zh": "重新提交", "en": "resubmit"},
          "cite": "《山东省数据交易管理办法（试行）》",
          "from": ["returned"],
          "to": "submitted",
          "by": ["provider"],
          "attachments": ["sourceProof"]
        },
        {
          "event": "list",
          "label": {"zh": "审核通过，上市", "en": "list"},
          "cite": "《山东省数据交易管理办法（试行）》",
          "from": ["reviewing"],
          "to": "listed",
          "by": ["tradingInstitution"],
          "otherThan": ["receive"],
          "effects": [{"document": "complianceOpinion"}, {"issue": "listingPermit"}, {"publish": ["productName", "productType", "description"]}]
        },
        {
          "event": "refuse",
          "label": {"zh": "不予上市", "en": "refuse"},
          "cite": "《山东省数据交易管理办法（试行）》",
          "from": ["reviewing"],
          "to": "refused",
          "by": ["tradingInstitution"],
          "fields": ["reasons"],
          "effects": [{"document": "complianceOpinion"}]
        },
        {
          "event": "suspend",
          "label": {"zh": "暂停", "en": "suspend"},
          "cite": "《山东省数据交易管理办法（试行）》",
          "from": ["listed"],
          "to": "suspended",
          "by": ["tradingInstitution"],
          "fields": ["reasons"],
          "effects": [{"suspend": "listingPermit"}]
        },
        {
          "event": "resume",
          "label": {"zh": "恢复", "en": "resume"},
          "cite": "《山东省数据交易管理办法（试行）》",
          "from": ["suspended"],
          "to": "listed",
          "by": ["tradingInstitution"],
          "effects": [{"restore": "listingPermit"}]
        },
        {
          "event": "delist",
          "label": {"zh": "终止", "en": "delist"},
          "cite": "《山东省数据交易管理办法（试行）》",
          "from": ["listed", "suspended"],
          "to": "delisted",
          "by": ["tradingInstitution", "provider"],
          "fields": ["reasons"],
          "effects": [{"expire": "listingPermit"}]
        }
      ]
    },
    "trade": {
      "title": {"zh": "数据交易", "en": "trade"},
      "cite": "《山东省数据交易管理办法（试行）》",
      "states": [
        {"id": "prepared", "label": {"zh": "交易准备", "en": "prepared"}},
        {"id": "reviewed", "label": {"zh": "合规审核通过", "en": "reviewed"}},
        {"id": "negotiating", "label": {"zh": "磋商中", "en": "negotiating"}},
        {"id": "contracted", "label": {"zh": "已签约", "en": "contracted"}},
        {"id": "contractReviewed", "label": {"zh": "合同已审核存证", "en": "contract reviewed"}},
        {"id": "delivering", "label": {"zh": "交付中", "en": "delivering"}},
        {"id": "settled", "label": {"zh": "已结算", "en": "settled"}},
        {"id": "voucherIssued", "label": {"zh": "凭证已开具", "en": "voucher issued"}},
        {"id": "disputed", "label": {"zh": "争议中", "en": "disputed"}},
        {
          "id": "archived",
          "label": {"zh": "已归档", "en": "archived"},
          "timers": [
            {
              "id": "retention",
              "label": {"zh": "档案保存期", "en": "retention"},
              "cite": "《山东省数据交易管理办法（试行）》: 不少于三十年",
              "who": "tradingInstitution",
              "n": "$archiveYears",
              "unit": "year",
              "from": "entered"
            }
          ]
        },
        {"id": "disposed", "label": {"zh": "档案已处置", "en": "archive disposed of"}, "final": true, "keeps": ["tradingVoucher"]},
        {"id": "failed", "label": {"zh": "未成交", "en": "failed"}, "final": true}
      ],
      "transitions": [
        {
          "event": "prepare",
          "label": {"zh": "交易准备（场内）", "en": "prepare, on the exchange"},
          "cite": "《山东省数据交易管理办法（试行）》; SD-G: 交易准备",
          "from": ["new"],
          "to": "prepared",
          "by": ["provider"],
          "when": "venue == 'onExchange'",
          "fields": ["venue", "providerName", "demanderName", "productType", "useScenario"],
          "attachments": ["qualification", "sourceProof", "legalityCommitment", "demanderQualification"]
        },
        {
          "event": "prepare",
          "label": {"zh": "直接交易（场外）", "en": "trade directly, off the exchange"},
          "cite": "《山东省数据交易管理办法（试行）》",
          "from": ["new"],
          "to": "negotiating",
          "by": ["provider"],
          "fields": [
            "venue",
            "providerName",
            "demanderName",
            "productType",
            "useScenario",
            "endangersSecurity",
            "harmsRights",
            "illegalSource",
            "containsPI",
            "separateConsent",
            "tradeSecret",
            "holderConsent",
            "thirdPartyUsed"
          ],
          "optional": ["thirdPartyQualified"],
          "require": [
            {"if": "not endangersSecurity", "else": "TRD-NATSEC"},
            {"if": "not harmsRights", "else": "TRD-RIGHTS"},
            {"if": "not containsPI or separateConsent", "else": "TRD-NO-CONSENT"},
            {"if": "not tradeSecret or holderConsent", "else": "TRD-SECRET"},
            {"if": "not illegalSource", "else": "TRD-ILLEGAL-SOURCE"},
            {"if": "not thirdPartyUsed or thirdPartyQualified", "else": "TRD-UNQUALIFIED"}
          ]
        },
        {
          "event": "review",
          "label": {"zh": "合规审核", "en": "review"},
          "cite": "《山东省数据交易管理办法（试行）》",
          "from": ["prepared"],
          "to": "reviewed",
          "by": ["tradingInstitution"],
          "fields": ["endangersSecurity", "harmsRights", "illegalSource", "containsPI", "separateConsent", "tradeSecret", "holderConsent", "thirdPartyUsed"],
          "optional": ["thirdPartyQualified"],
          "require": [
            {"if": "not endangersSecurity", "else": "TRD-NATSEC"},
            {"if": "not harmsRights", "else": "TRD-RIGHTS"},
            {"if": "not containsPI or separateConsent", "else": "TRD-NO-CONSENT"},
            {"if": "not tradeSecret or holderConsent", "else": "TRD-SECRET"},
            {"if": "not illegalSource", "else": "TRD-ILLEGAL-SOURCE"},
            {"if": "not thirdPartyUsed or thirdPartyQualified", "else": "TRD-UNQUALIFIED"}
          ],
          "effects": [{"document": "complianceOpinion"}]
        },
        {
          "event": "reject",
          "label": {"zh": "审核不通过", "en": "reject"},
          "cite": "《山东省数据交易管理办法（试行）》",
          "from": ["prepared"],
          "to": "failed",
          "by": ["tradingInstitution"],
          "fields": ["reasons"],
          "effects": [{"document": "complianceOpinion"}]
        },
        {
          "event": "negotiate",
          "label": {"zh": "交易磋商", "en": "negotiate"},
          "cite": "《山东省数据交易管理办法（试行）》",
          "from": ["reviewed"],
          "to": "negotiating",
          "by": ["provider", "demander"]
        },
        {
          "event": "breakOff",
          "label": {"zh": "未达成", "en": "break off"},
          "cite": "《山东省数据交易管理办法（试行）》",
          "from": ["negotiating"],
          "to": "failed",
          "by": ["provider", "demander"]
        },
        {
          "event": "sign",
          "label": {"zh": "签订合同", "en": "sign"},
          "cite": "《山东省数据交易管理办法（试行）》",
          "from": ["negotiating"],
          "to": "contracted",
          "by": ["provider", "demander"],
          "fields": [
            "contentOfContract",
            "purposeOfUse",
            "quality",
            "tradingMode",
            "amount",
            "termOfUse",
            "securityResponsibility",
            "deliveryTime",
            "confidentiality",
            "pricingMethod",
            "publicData",
            "crossBorder"
          ],
          "optional": ["crossBorderBasis"],
          "attachments": ["contract"],
          "require": [
            {"if": "not publicData or pricingMethod == 'governmentGuided'", "else": "TRD-GUIDED-PRICE"},
            {"if": "not crossBorder or has(crossBorderBasis)", "else": "TRD-CROSS-BORDER"}
          ]
        },
        {
          "event": "reviewContract",
          "label": {"zh": "合同审核存证（场内）", "en": "review the contract"},
          "cite": "《山东省数据交易管理办法（试行）》",
          "from": ["contracted"],
          "to": "contractReviewed",
          "by": ["tradingInstitution"],
          "when": "venue == 'onExchange'"
        },
        {
          "event": "deliverDirectly",
          "label": {"zh": "直接交付（场外）", "en": "deliver directly"},
          "cite": "《山东省数据交易管理办法（试行）》",
          "from": ["contracted"],
          "to": "delivering",
          "by": ["provider"],
          "when": "venue == 'offExchange'"
        },
        {
          "event": "deliver",
          "label": {"zh": "交付", "en": "deliver"},
          "cite": "《山东省数据交易管理办法（试行）》",
          "from": ["contractReviewed"],
          "to": "delivering",
          "by": ["provider"]
        },
        {
          "event": "settle",
          "label": {"zh": "结算", "en": "settle"},
          "cite": "《山东省数据交易管理办法（试行）》",
          "from": ["delivering"],
          "to": "settled",
          "by": ["demander", "tradingInstitution"],
          "fields": ["settlementReference", "deliveryEvidence"]
        },
        {
          "event": "issueVoucher",
          "label": {"zh": "开具交易凭证", "en": "issue the voucher"},
          "cite": "《山东省数据交易管理办法（试行）》",
          "from": ["settled"],
          "to": "voucherIssued",
          "by": ["tradingInstitution"],
          "when": "venue == 'onExchange'",
          "effects": [{"issue": "tradingVoucher"}]
        },
        {
          "event": "archive",
          "label": {"zh": "归档", "en": "archive"},
          "cite": "《山东省数据交易管理办法（试行）》",
          "from": ["voucherIssued"],
          "to": "archived",
          "by": ["tradingInstitution"],
          "effects": [{"document": "archiveIndex"}]
        },
        {
          "event": "archiveDirectly",
          "label": {"zh": "双方归档（场外）", "en": "archive by the parties"},
          "cite": "《山东省数据交易管理办法（试行）》",
          "from": ["settled"],
          "to": "archived",
          "by": ["provider", "demander"],
          "when": "venue == 'offExchange'",
          "effects": [{"document": "archiveIndex"}]
        },
        {
          "event": "dispute",
          "label": {"zh": "提出争议", "en": "dispute"},
          "cite": "《山东省数据交易管理办法（试行）》",
          "from": ["contracted", "contractReviewed", "delivering", "settled", "voucherIssued"],
          "to": "disputed",
          "by": ["provider", "demander"],
          "fields": ["disputeText"]
        },
        {
          "event": "resolve",
          "label": {"zh": "调解、仲裁或诉讼终结", "en": "resolve"},
          "cite": "《山东省数据交易管理办法（试行）》",
          "from": ["disputed"],
          "to": "archived",
          "by": ["tradingInstitution", "arbiter"],
          "fields": ["disputeWay", "disputeResult"],
          "effects": [{"document": "disputeRecord"}, {"document": "archiveIndex"}]
        },
        {
          "event": "disposeArchive",
          "label": {"zh": "处置档案", "en": "dispose of the archive"},
          "cite": "《山东省数据交易管理办法（试行）》",
          "from": ["archived"],
          "to": "disposed",
          "by": ["tradingInstitution", "provider"],
          "require": [{"if": "today > plus(entered.archived, $archiveYears, 'year')", "else": "RET-TOO-EARLY"}]
        }
      ]
    },
    "complaint": {
      "title": {"zh": "投诉与信用", "en": "complaint and credit"},
      "cite": "《山东省数据交易管理办法（试行）》",
      "states": [
        {
          "id": "filed",
          "label": {"zh": "已投诉", "en": "filed"},
          "timers": [
            {
              "id": "acceptance",
              "label": {"zh": "受理期限", "en": "acceptance"},
              "cite": "assumed: no days found",
              "who": "bigDataDepartment",
              "n": "$complaintAcceptDays",
              "unit": "workingDay",
              "from": "entered"
            }
          ]
        },
        {
          "id": "accepted",
          "label": {"zh": "已受理", "en": "accepted"},
          "timers": [
            {
              "id": "decision",
              "label": {"zh": "办理期限", "en": "decision"},
              "cite": "assumed: no days found",
              "who": "bigDataDepartment",
              "n": "$complaintDays",
              "unit": "workingDay",
              "from": "entered"
            }
          ]
        },
        {
          "id": "decided",
          "label": {"zh": "已认定", "en": "decided"},
          "timers": [
            {
              "id": "appeal",
              "label": {"zh": "申诉期限", "en": "time to appeal"},
              "cite": "assumed: no days found",
              "who": "respondent",
              "n": "$appealDays",
              "unit": "workingDay",
              "from": "served.complaintDecision",
              "event": "recordStands"
            }
          ]
        },
        {"id": "appealed", "label": {"zh": "申诉中", "en": "appealed"}},
        {
          "id": "recorded",
          "label": {"zh": "已记入信用", "en": "recorded"},
          "timers": [
            {
              "id": "expiry",
              "label": {"zh": "信用记录届满", "en": "expiry of the record"},
              "cite": "assumed: no term found",
              "who": "bigDataDepartment",
              "n": 0,
              "unit": "calendarDay",
              "from": "expiry.creditRecord",
              "event": "recordExpires"
            }
          ]
        },
        {"id": "rejected", "label": {"zh": "不予受理", "en": "rejected"}, "final": true},
        {"id": "dismissed", "label": {"zh": "不成立", "en": "dismissed"}, "final": true},
        {"id": "removed", "label": {"zh": "记录已撤销", "en": "record removed"}, "final": true},
        {"id": "cleared", "label": {"zh": "记录已届满", "en": "record expired"}, "final": true}
      ],
      "transitions": [
        {
          "event": "complain",
          "label": {"zh": "投诉", "en": "complain"},
          "cite": "《山东省数据交易管理办法（试行）》",
          "from": ["new"],
          "to": "filed",
          "by": ["complainant"],
          "fields": ["complaintText", "complainant", "respondent"],
          "attachments": ["evidence"]
        },
        {
          "event": "accept",
          "label": {"zh": "受理", "en": "accept"},
          "cite": "《山东省数据交易管理办法（试行）》",
          "from": ["filed"],
          "to": "accepted",
          "by": ["bigDataDepartment"]
        },
        {
          "event": "reject",
          "label": {"zh": "不予受理", "en": "reject"},
          "cite": "《山东省数据交易管理办法（试行）》",
          "from": ["filed"],
          "to": "rejected",
          "by": ["bigDataDepartment"],
          "fields": ["reasons"]
        },
        {
          "event": "decide",
          "label": {"zh": "认定违规", "en": "find a violation"},
          "cite": "《山东省数据交易管理办法（试行）》",
          "from": ["accepted"],
          "to": "decided",
          "by": ["bigDataDepartment"],
          "when": "finding == 'violation'",
          "fields": ["finding", "reasons"],
          "otherThan": ["accept"],
          "effects": [{"document": "complaintDecision"}]
        },
        {
          "event": "decide",
          "label": {"zh": "认定不违规", "en": "find no violation"},
          "cite": "《山东省数据交易管理办法（试行）》",
          "from": ["accepted"],
          "to": "dismissed",
          "by": ["bigDataDepartment"],
          "fields": ["finding", "reasons"],
          "otherThan": ["accept"],
          "effects": [{"document": "complaintDecision"}]
        },
        {
          "event": "appeal",
          "label": {"zh": "申诉", "en": "appeal"},
          "cite": "《山东省数据交易管理办法（试行）》; assumed",
          "from": ["decided"],
          "to": "appealed",
          "by": ["respondent"],
          "fields": ["reasons"],
          "once": "TRD-APPEALED"
        },
        {
          "event": "uphold",
          "label": {"zh": "维持", "en": "uphold"},
          "cite": "《山东省数据交易管理办法（试行）》",
          "from": ["appealed"],
          "to": "recorded",
          "by": ["bigDataDepartment"],
          "otherThan": ["decide"],
          "fields": ["reasons"],
          "effects": [{"document": "appealDecision"}, {"issue": "creditRecord"}]
        },
        {
          "event": "overturn",
          "label": {"zh": "撤销认定", "en": "overturn"},
          "cite": "《山东省数据交易管理办法（试行）》",
          "from": ["appealed"],
          "to": "removed",
          "by": ["bigDataDepartment"],
          "otherThan": ["decide"],
          "fields": ["reasons"],
          "effects": [{"document": "appealDecision"}]
        },
        {
          "event": "recordStands",
          "label": {"zh": "记入信用", "en": "recorded"},
          "cite": "《山东省数据交易管理办法（试行）》",
          "from": ["decided"],
          "to": "recorded",
          "by": ["system"],
          "effects": [{"issue": "creditRecord"}]
        },
        {
          "event": "recordExpires",
          "label": {"zh": "届满移除", "en": "record expires"},
          "cite": "《山东省数据交易管理办法（试行）》",
          "from": ["recorded"],
          "to": "cleared",
          "by": ["system"],
          "effects": [{"expire": "creditRecord"}]
        }
      ]
    }
  },
  "gates": [
    {
      "id": "prohibited-security",
      "gate": "publish",
      "cite": "《山东省数据交易管理办法（试行）》",
      "when": "tradedData",
      "require": "not endangersSecurity",
      "refuse": "TRD-NATSEC",
      "examples": [
        {"on": "2026-06-02", "with": {"endangersSecurity": true, "tradedData": true}, "says": "refuses"},
        {"on": "2026-06-02", "with": {}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"endangersSecurity": false, "tradedData": true}, "says": "holds"}
      ]
    },
    {
      "id": "prohibited-rights",
      "gate": "publish",
      "cite": "《山东省数据交易管理办法（试行）》",
      "when": "tradedData",
      "require": "not harmsRights",
      "refuse": "TRD-RIGHTS",
      "examples": [
        {"on": "2026-06-02", "with": {"harmsRights": true, "tradedData": true}, "says": "refuses"},
        {"on": "2026-06-02", "with": {}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"harmsRights": false, "tradedData": true}, "says": "holds"}
      ]
    },
    {
      "id": "prohibited-consent",
      "gate": "publish",
      "cite": "《山东省数据交易管理办法（试行）》",
      "when": "tradedData",
      "require": "not containsPI or separateConsent",
      "refuse": "TRD-NO-CONSENT",
      "examples": [
        {"on": "2026-06-01", "with": {"containsPI": false, "tradedData": true}, "says": "holds"},
        {"on": "2026-06-02", "with": {}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"tradedData": true}, "says": "refuses"}
      ]
    },
    {
      "id": "prohibited-secret",
      "gate": "publish",
      "cite": "《山东省数据交易管理办法（试行）》",
      "when": "tradedData",
      "require": "not tradeSecret or holderConsent",
      "refuse": "TRD-SECRET",
      "examples": [
        {"on": "2026-06-01", "with": {"tradeSecret": false, "tradedData": true}, "says": "holds"},
        {"on": "2026-06-01", "with": {}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"tradedData": true}, "says": "refuses"}
      ]
    },
    {
      "id": "prohibited-source",
      "gate": "publish",
      "cite": "《山东省数据交易管理办法（试行）》",
      "when": "tradedData",
      "require": "not illegalSource",
      "refuse": "TRD-ILLEGAL-SOURCE",
      "examples": [
        {"on": "2026-06-02", "with": {"illegalSource": true, "tradedData": true}, "says": "refuses"},
        {"on": "2026-06-02", "with": {}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"illegalSource": false, "tradedData": true}, "says": "holds"}
      ]
    },
    {
      "id": "reviewed",
      "gate": "publish",
      "cite": "《山东省数据交易管理办法（试行）》",
      "when": "tradedData and venue == 'onExchange'",
      "require": "complianceReviewed",
      "refuse": "TRD-NOT-REVIEWED",
      "examples": [
        {"on": "2026-06-02", "with": {"tradedData": true, "venue": "offExchange"}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"tradedData": true}, "says": "refuses"},
        {"on": "2026-06-02", "with": {"complianceReviewed": true, "tradedData": true, "venue": "onExchange"}, "says": "holds"}
      ]
    },
    {
      "id": "contract",
      "gate": "agree",
      "cite": "《山东省数据交易管理办法（试行）》",
      "when": "tradedData",
      "require": "writtenContract",
      "refuse": "TRD-NO-CONTRACT",
      "examples": [
        {"on": "2026-06-02", "with": {}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"tradedData": true}, "says": "refuses"},
        {"on": "2026-06-02", "with": {"tradedData": true, "writtenContract": true}, "says": "holds"}
      ]
    },
    {
      "id": "guided-price",
      "gate": "agree",
      "cite": "《山东省数据交易管理办法（试行）》",
      "when": "tradedData and publicData",
      "require": "pricingMethod == 'governmentGuided'",
      "refuse": "TRD-GUIDED-PRICE",
      "examples": [
        {"on": "2026-06-01", "with": {}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"pricingMethod": "fixed", "publicData": true, "tradedData": true}, "says": "refuses"},
        {"on": "2026-06-01", "with": {"pricingMethod": "governmentGuided", "publicData": true, "tradedData": true}, "says": "holds"}
      ]
    },
    {
      "id": "in-force",
      "gate": "transferStart",
      "cite": "《山东省数据交易管理办法（试行）》",
      "when": "tradedData",
      "require": "contractInForce",
      "refuse": "TRD-NO-CONTRACT",
      "examples": [
        {"on": "2026-06-02", "with": {}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"tradedData": true}, "says": "refuses"},
        {"on": "2026-06-01", "with": {"contractInForce": true, "tradedData": true}, "says": "holds"}
      ]
    },
    {
      "id": "no-dispute",
      "gate": "transferStart",
      "cite": "《山东省数据交易管理办法（试行）》",
      "when": "tradedData",
      "require": "not disputeOpen",
      "refuse": "TRD-DISPUTED",
      "examples": [
        {"on": "2026-06-02", "with": {"tradedData": true}, "says": "holds"},
        {"on": "2026-06-01", "with": {}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"disputeOpen": true, "tradedData": true}, "says": "refuses"}
      ]
    },
    {
      "id": "archive",
      "gate": "lifecycle",
      "cite": "《山东省数据交易管理办法（试行）》",
      "when": "archiveDeletion",
      "require": "today > plus(archivedOn, $archiveYears, 'year')",
      "refuse": "RET-TOO-EARLY",
      "outlives": true,
      "examples": [
        {"on": "2026-06-02", "with": {"archiveDeletion": true, "archivedOn": "1996-06-02"}, "says": "refuses"},
        {"on": "2026-06-01", "with": {}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"archiveDeletion": true, "archivedOn": "1996-06-01"}, "says": "holds"}
      ]
    },
    {
      "id": "voucher",
      "gate": "lifecycle",
      "cite": "《山东省数据交易管理办法（试行）》",
      "when": "tradedData and venue == 'onExchange'",
      "oblige": ["recordVoucher"],
      "examples": [
        {"on": "2026-06-02", "with": {"tradedData": true, "venue": "offExchange"}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"tradedData": true}, "says": "refuses"},
        {"on": "2026-06-01", "with": {"tradedData": true, "venue": "onExchange"}, "says": "owes"}
      ]
    }
  ]
}

"""##
}
