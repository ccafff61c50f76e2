// swift-format-ignore-file
// Written by Rules/embed.sh from Rules/cn/public-data-registration/2025-03-01.json; change that.
// Some of these have over 400 lines: each is one rule file, byte for byte.

extension EmbeddedRules {
    static let text19 = ##"""
{
  "schema": "sluice-pack/1",
  "id": "cn.public-data-registration",
  "version": "2025-03-01",
  "jurisdiction": "CN",
  "title": {"zh": "公共数据资源登记", "en": "Public data resource registration"},
  "citation": "《公共数据资源登记管理暂行办法》发改数据规〔2025〕26号",
  "sources": [{"key": "REG", "title": "《公共数据资源登记管理暂行办法》发改数据规〔2025〕26号", "extent": "full"}],
  "effective": {"from": "2025-03-01", "to": "2030-02-28", "basis": "legal", "cite": "REG: 自2025年3月1日起施行，有效期5年"},
  "zone": "+08:00",
  "calendar": "cn",
  "survives": [{"duty": {"zh": "登记机构继续妥善保管登记信息", "en": "the registry keeps registration information safe"}, "cite": "REG arts 16–20"}],
  "parameters": {
    "acceptanceDays": {
      "value": 3,
      "unit": "workingDay",
      "basis": "legal",
      "cite": "REG arts 8–15: 收到申请之日起3个工作日",
      "label": {"zh": "受理（工作日）", "en": "acceptance, working days"},
      "stricter": "lower"
    },
    "formReviewDays": {
      "value": 20,
      "unit": "workingDay",
      "basis": "legal",
      "cite": "REG arts 8–15: 受理之日起20个工作日",
      "label": {"zh": "形式审核（工作日）", "en": "form review, working days"},
      "stricter": "lower"
    },
    "extensionDays": {
      "value": 20,
      "unit": "workingDay",
      "basis": "assumed",
      "cite": "REG arts 8–15 allow an extension with reasons and give no length",
      "label": {"zh": "延长审核（工作日）", "en": "extended review, working days"},
      "stricter": "lower"
    },
    "publicityDays": {
      "value": 10,
      "unit": "workingDay",
      "basis": "legal",
      "cite": "REG arts 8–15: 公示10个工作日",
      "label": {"zh": "公示（工作日）", "en": "publicity, working days"},
      "stricter": "higher"
    },
    "recheckDays": {
      "value": 10,
      "unit": "workingDay",
      "basis": "assumed",
      "cite": "REG names the recheck of objections and no length",
      "label": {"zh": "异议复核（工作日）", "en": "recheck of an objection, working days"},
      "stricter": "lower"
    },
    "supplementDays": {
      "value": 10,
      "unit": "workingDay",
      "basis": "assumed",
      "cite": "REG names the one-time list and no time to answer it",
      "label": {"zh": "补正（工作日）", "en": "supplement, working days"},
      "stricter": "none"
    },
    "deregistrationDays": {
      "value": 10,
      "unit": "workingDay",
      "basis": "legal",
      "cite": "REG arts 8–15: 受理之日起10个工作日",
      "label": {"zh": "注销（工作日）", "en": "deregistration, working days"},
      "stricter": "lower"
    },
    "validityYears": {
      "value": 3,
      "unit": "year",
      "basis": "legal",
      "cite": "REG arts 8–15: 自赋码之日起3年",
      "label": {"zh": "有效期（年）", "en": "validity, years"},
      "stricter": "lower"
    },
    "renewalWindowDays": {
      "value": 60,
      "unit": "calendarDay",
      "basis": "legal",
      "cite": "REG arts 8–15: 有效期届满前60日内",
      "label": {"zh": "续展窗口（日）", "en": "renewal window, calendar days"},
      "stricter": "none"
    },
    "firstRegistrationDays": {
      "value": 20,
      "unit": "workingDay",
      "basis": "legal",
      "cite": "REG arts 8–15: 开展授权运营并交付后20个工作日",
      "label": {"zh": "首次登记（工作日）", "en": "first registration, working days"},
      "stricter": "lower"
    },
    "legacyFrom": {"value": "2025-03-01", "basis": "legal", "cite": "REG: 施行之日", "label": {"zh": "存量起算日", "en": "day from which older operations count"}},
    "legacyDays": {
      "value": 30,
      "unit": "workingDay",
      "basis": "legal",
      "cite": "REG: 施行前已开展的，施行后30个工作日内",
      "label": {"zh": "存量登记（工作日）", "en": "registration of older operations, working days"},
      "stricter": "lower"
    }
  },
  "roles": {
    "registrant": {"zh": "登记主体", "en": "registrant"},
    "registry": {"zh": "登记机构", "en": "registry"},
    "interestedParty": {"zh": "利害关系人", "en": "interested party"},
    "supervisor": {"zh": "数据主管部门", "en": "data department"}
  },
  "facts": {
    "subjectName": {"kind": "text", "label": {"zh": "登记主体名称", "en": "name of the registrant"}},
    "subjectKind": {"kind": "choice", "choices": ["publicBody", "operator", "other"], "label": {"zh": "主体类别", "en": "kind of registrant"}},
    "objectKind": {"kind": "choice", "choices": ["resource", "product"], "label": {"zh": "登记对象", "en": "what is registered"}},
    "dataName": {"kind": "text", "label": {"zh": "数据名称", "en": "name of the data"}},
    "briefContent": {"kind": "text", "label": {"zh": "内容简介", "en": "brief content"}},
    "sourceLegality": {"kind": "text", "label": {"zh": "数据来源合法性", "en": "legality of the source"}},
    "resourceDescription": {"kind": "text", "label": {"zh": "资源情况", "en": "description of the resource"}},
    "productDescription": {"kind": "text", "label": {"zh": "产品和服务信息", "en": "product or service"}},
    "scenario": {"kind": "text", "label": {"zh": "应用场景", "en": "scenario"}},
    "riskAssessment": {"kind": "text", "label": {"zh": "数据安全风险评估", "en": "data security risk assessment"}},
    "businessReviewed": {"kind": "flag", "label": {"zh": "已通过业务审核", "en": "business review passed"}},
    "publicDataInOperation": {"kind": "flag", "absent": false, "label": {"zh": "纳入授权运营的公共数据", "en": "public data in authorised operation"}},
    "deliveredOn": {"kind": "date", "label": {"zh": "开展运营并交付之日", "en": "day operation began and was delivered"}},
    "agreementEnd": {"kind": "date", "label": {"zh": "运营期限届满日", "en": "last day of the operation"}},
    "appliedInTime": {"kind": "flag", "label": {"zh": "是否按期申请", "en": "applied in time"}},
    "supplementItems": {"kind": "list", "label": {"zh": "一次性补正清单", "en": "one-time list of what is missing"}},
    "reasons": {"kind": "text", "label": {"zh": "理由", "en": "reasons"}},
    "objectorName": {"kind": "text", "label": {"zh": "异议人实名", "en": "real name of the objector"}},
    "objectorInterest": {"kind": "text", "label": {"zh": "利害关系说明", "en": "interest in the matter"}},
    "objectionGrounds": {"kind": "text", "label": {"zh": "异议理由", "en": "grounds of the objection"}},
    "changedItems": {"kind": "list", "label": {"zh": "变更事项", "en": "what changes"}},
    "correctedItems": {"kind": "list", "label": {"zh": "更正事项", "en": "what is corrected"}},
    "deregistrationGround": {
      "kind": "choice",
      "choices": ["unrecoverable", "rightsEnded", "subjectEnded", "otherLaw"],
      "label": {"zh": "注销事由", "en": "ground of deregistration"}
    },
    "misconduct": {"kind": "choice", "choices": ["falseMaterial", "forgedResult", "illegalUse"], "label": {"zh": "违规情形", "en": "misconduct"}},
    "registrationStatus": {
      "kind": "choice",
      "choices": ["none", "valid", "suspended", "revoked", "expired"],
      "absent": "none",
      "label": {"zh": "登记状态", "en": "status of the registration"}
    },
    "registrationThrough": {"kind": "date", "label": {"zh": "登记有效期至", "en": "registration holds through"}},
    "registryMisconduct": {
      "kind": "choice",
      "choices": ["falseRegistration", "tampering", "leakOrProfit", "dereliction"],
      "label": {"zh": "登记机构违规情形", "en": "misconduct of the registry"}
    }
  },
  "attachments": {
    "depositProof": {"zh": "存证凭证", "en": "proof of deposit"},
    "sample": {"zh": "样例数据", "en": "sample data"},
    "sourceProof": {"zh": "来源合法性材料", "en": "proof of the source"},
    "objectionEvidence": {"zh": "异议证明材料", "en": "evidence of the objection"},
    "consentOrProof": {"zh": "书面同意或证明", "en": "written consent or proof"},
    "groundProof": {"zh": "注销事由证明", "en": "proof of the ground"},
    "misconductEvidence": {"zh": "违规证据", "en": "evidence of misconduct"}
  },
  "refusals": {
    "REG-NOT-SUBJECT": {
      "text": {"zh": "不是登记主体：须直接持有或管理公共数据，或为授权运营机构", "en": "not a registrant: a body that holds or manages public data, or an authorised operator"},
      "cite": "REG arts 3–7",
      "remedy": {"zh": "由持有数据的机构或运营机构申请，或推举一方申请", "en": "let the body that holds the data or the operator apply, or agree on one applicant"}
    },
    "REG-NOT-PREPARED": {
      "text": {"zh": "申请前须通过业务审核", "en": "the business review comes before the application"},
      "cite": "REG arts 8–15",
      "remedy": {"zh": "先完成业务审核与存证", "en": "finish the business review and the deposit first"}
    },
    "REG-NO-DEPOSIT": {
      "text": {"zh": "缺少存证或样例", "en": "the deposit or the sample is missing"},
      "cite": "REG arts 8–15",
      "remedy": {"zh": "提交存证凭证和样例的摘要值", "en": "give the proof of deposit and the sample by their digests"}
    },
    "REG-NO-TERM": {
      "text": {"zh": "授权运营产品须写明运营期限", "en": "a product in authorised operation states the end of its operation"},
      "cite": "REG arts 8–15",
      "remedy": {"zh": "填写运营期限届满日，且不早于今日", "en": "give the last day of the operation, not before today"}
    },
    "REG-INCOMPLETE": {
      "text": {"zh": "补正只能一次性告知", "en": "what is missing may be listed once only"},
      "cite": "REG arts 8–15: 一次性告知",
      "remedy": {"zh": "受理或说明理由不予受理", "en": "accept, or refuse with reasons"}
    },
    "REG-EXTENDED": {
      "text": {"zh": "审核期限已延长过", "en": "the review was extended before"},
      "cite": "REG arts 8–15",
      "remedy": {"zh": "作出审核决定", "en": "decide the review"}
    },
    "REG-OBJECTION-ANONYMOUS": {
      "text": {"zh": "异议须实名、说明利害关系并附证据", "en": "an objection needs a real name, an interest and evidence"},
      "cite": "REG arts 8–15: 实名提出异议并提供必要的证据",
      "remedy": {"zh": "以实名提出，说明利害关系，附证据", "en": "object under a real name, state the interest, attach evidence"}
    },
    "REG-WINDOW": {
      "text": {"zh": "不在续展窗口内", "en": "outside the renewal window"},
      "cite": "REG arts 8–15: 届满前60日内",
      "remedy": {"zh": "在有效期届满前60日内申请；已届满的重新首次登记", "en": "apply in the last 60 days of the term; after it, register anew"}
    },
    "REG-MISSING": {
      "text": {"zh": "授权运营的公共数据未登记或登记已失效", "en": "public data in authorised operation without a registration in force"},
      "cite": "REG; 发改数据规〔2025〕27号 art 16",
      "remedy": {"zh": "完成登记或续展后再上架、签约", "en": "register or renew before publishing or agreeing"}
    }
  },
  "documents": {
    "applicationReceipt": {"label": {"zh": "申请回执", "en": "receipt of the application"}, "cite": "REG arts 8–15"},
    "supplementList": {"label": {"zh": "补正通知", "en": "list of what is missing"}, "cite": "REG arts 8–15: 一次性告知", "servedBy": ["registry"]},
    "acceptanceNotice": {"label": {"zh": "受理通知", "en": "notice of acceptance"}, "cite": "REG arts 8–15"},
    "refusalDecision": {"label": {"zh": "不予登记决定", "en": "refusal with reasons"}, "cite": "REG arts 8–15"},
    "extensionNotice": {"label": {"zh": "延长审核告知", "en": "notice of extension"}, "cite": "REG arts 8–15"},
    "terminationNotice": {"label": {"zh": "终止登记通知", "en": "notice of termination"}, "cite": "REG arts 8–15"},
    "deregistrationNotice": {"label": {"zh": "注销通知", "en": "notice of deregistration"}, "cite": "REG arts 8–15"},
    "recheckResult": {"label": {"zh": "异议复核结果", "en": "result of the recheck"}, "cite": "REG arts 8–15"},
    "revocationDecision": {"label": {"zh": "撤销登记决定", "en": "decision of revocation"}, "cite": "REG arts 16–20"},
    "interviewNotice": {"label": {"zh": "约谈通知", "en": "notice of interview"}, "cite": "REG arts 16–20"}
  },
  "credentials": {
    "registrationCode": {
      "label": {"zh": "登记结果查询码", "en": "registration code"},
      "cite": "REG arts 8–15: 赋码",
      "claims": ["subjectName", "objectKind", "dataName"],
      "valid": {"n": "$validityYears", "unit": "year", "notAfter": "agreementEnd"}
    }
  },
  "obligations": {
    "registrationDue": {"text": {"zh": "须在交付后20个工作日内完成首次登记申请", "en": "apply for first registration within 20 working days of delivery"}, "cite": "REG arts 8–15"},
    "hideOffer": {"text": {"zh": "下架该数据并标记在履行合同", "en": "hide the offer and flag contracts in force"}, "cite": "REG arts 8–20"}
  },
  "procedures": {
    "first": {
      "title": {"zh": "首次登记", "en": "first registration"},
      "cite": "REG arts 8–15",
      "states": [
        {
          "id": "applied",
          "label": {"zh": "已申请", "en": "applied"},
          "timers": [
            {
              "id": "acceptance",
              "label": {"zh": "受理期限", "en": "acceptance"},
              "cite": "REG arts 8–15: 3个工作日",
              "who": "registry",
              "n": "$acceptanceDays",
              "unit": "workingDay",
              "from": "entered"
            }
          ]
        },
        {
          "id": "awaitingSupplement",
          "label": {"zh": "待补正", "en": "awaiting supplement"},
          "timers": [
            {
              "id": "supplement",
              "label": {"zh": "补正期限", "en": "supplement"},
              "cite": "assumed: REG gives no time",
              "who": "registrant",
              "n": "$supplementDays",
              "unit": "workingDay",
              "from": "served.supplementList"
            }
          ]
        },
        {
          "id": "accepted",
          "label": {"zh": "已受理", "en": "accepted"},
          "timers": [
            {
              "id": "formReview",
              "label": {"zh": "形式审核期限", "en": "form review"},
              "cite": "REG arts 8–15: 20个工作日",
              "who": "registry",
              "n": "$formReviewDays",
              "unit": "workingDay",
              "from": "entered"
            }
          ]
        },
        {
          "id": "extended",
          "label": {"zh": "延长审核", "en": "review extended"},
          "timers": [
            {
              "id": "extendedReview",
              "label": {"zh": "延长的审核期限", "en": "extended review"},
              "cite": "assumed: REG gives no length",
              "who": "registry",
              "n": "$extensionDays",
              "unit": "workingDay",
              "from": "entered"
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
              "cite": "REG arts 8–15: 10个工作日",
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
          "id": "registered",
          "label": {"zh": "已登记", "en": "registered"},
          "timers": [
            {
              "id": "expiry",
              "label": {"zh": "有效期届满", "en": "expiry"},
              "cite": "REG arts 8–15: 3年",
              "who": "registrant",
              "n": 0,
              "unit": "calendarDay",
              "from": "expiry.registrationCode",
              "event": "expire"
            }
          ]
        },
        {"id": "refused", "label": {"zh": "不予登记", "en": "refused"}, "final": true},
        {"id": "terminated", "label": {"zh": "终止登记", "en": "terminated"}, "final": true},
        {"id": "deregistered", "label": {"zh": "已注销", "en": "deregistered"}, "final": true},
        {"id": "revoked", "label": {"zh": "已撤销", "en": "revoked"}, "final": true}
      ],
      "transitions": [
        {
          "event": "apply",
          "label": {"zh": "申请登记", "en": "apply"},
          "cite": "REG arts 8–15",
          "from": ["new"],
          "to": "applied",
          "by": ["registrant"],
          "fields": [
            "subjectName",
            "subjectKind",
            "objectKind",
            "dataName",
            "briefContent",
            "sourceLegality",
            "resourceDescription",
            "scenario",
            "riskAssessment",
            "businessReviewed"
          ],
          "optional": ["productDescription", "publicDataInOperation", "deliveredOn", "agreementEnd"],
          "attachments": ["depositProof", "sample", "sourceProof"],
          "require": [
            {"if": "subjectKind != 'other'", "else": "REG-NOT-SUBJECT"},
            {"if": "businessReviewed", "else": "REG-NOT-PREPARED"},
            {"if": "attachment.depositProof and attachment.sample", "else": "REG-NO-DEPOSIT"},
            {
              "if": "objectKind == 'resource' or has(productDescription) and (not publicDataInOperation or agreementEnd >= today)",
              "else": "REG-NO-TERM"
            }
          ],
          "effects": [
            {
              "set": {
                "fact": "appliedInTime",
                "to": "not publicDataInOperation or (deliveredOn < $legacyFrom and today <= plus($legacyFrom, $legacyDays, 'workingDay')) or (deliveredOn >= $legacyFrom and today <= plus(deliveredOn, $firstRegistrationDays, 'workingDay'))"
              }
            },
            {"document": "applicationReceipt"}
          ]
        },
        {
          "event": "requestSupplement",
          "label": {"zh": "一次性告知补正", "en": "list what is missing"},
          "cite": "REG arts 8–15: 一次性告知",
          "from": ["applied"],
          "to": "awaitingSupplement",
          "by": ["registry"],
          "fields": ["supplementItems"],
          "once": "REG-INCOMPLETE",
          "require": [{"if": "count(supplementItems) > 0", "else": "REG-INCOMPLETE"}],
          "effects": [{"document": "supplementList"}]
        },
        {
          "event": "supplement",
          "label": {"zh": "补正", "en": "supplement"},
          "cite": "REG arts 8–15",
          "from": ["awaitingSupplement"],
          "to": "applied",
          "by": ["registrant"],
          "optional": ["briefContent", "sourceLegality", "resourceDescription", "productDescription", "scenario", "riskAssessment", "agreementEnd"],
          "attachments": ["depositProof", "sample", "sourceProof"]
        },
        {
          "event": "accept",
          "label": {"zh": "受理", "en": "accept"},
          "cite": "REG arts 8–15",
          "from": ["applied"],
          "to": "accepted",
          "by": ["registry"],
          "effects": [{"document": "acceptanceNotice"}]
        },
        {
          "event": "refuse",
          "label": {"zh": "不予受理或登记", "en": "refuse"},
          "cite": "REG arts 8–15: 说明理由",
          "from": ["applied", "awaitingSupplement", "accepted", "extended"],
          "to": "refused",
          "by": ["registry"],
          "fields": ["reasons"],
          "effects": [{"document": "refusalDecision"}]
        },
        {
          "event": "extendReview",
          "label": {"zh": "延长审核", "en": "extend the review"},
          "cite": "REG arts 8–15",
          "from": ["accepted"],
          "to": "extended",
          "by": ["registry"],
          "fields": ["reasons"],
          "once": "REG-EXTENDED",
          "effects": [{"document": "extensionNotice"}]
        },
        {
          "event": "passReview",
          "label": {"zh": "形式审核通过", "en": "pass the form review"},
          "cite": "REG arts 8–15",
          "from": ["accepted", "extended"],
          "to": "publicity",
          "by": ["registry"],
          "otherThan": ["accept"],
          "effects": [{"publish": ["subjectName", "objectKind", "dataName", "briefContent"]}]
        },
        {
          "event": "publicityEnds",
          "label": {"zh": "公示期满赋码", "en": "publicity ends, code assigned"},
          "cite": "REG arts 8–15: 赋码",
          "from": ["publicity"],
          "to": "registered",
          "by": ["system"],
          "effects": [{"issue": "registrationCode"}]
        },
        {
          "event": "objectionUpheld",
          "label": {"zh": "异议成立", "en": "objection upheld"},
          "cite": "REG arts 8–15",
          "from": ["publicity"],
          "to": "terminated",
          "by": ["system"],
          "effects": [{"document": "terminationNotice"}]
        },
        {
          "event": "changed",
          "label": {"zh": "已变更", "en": "changed"},
          "cite": "REG arts 8–15",
          "from": ["registered"],
          "to": "=",
          "by": ["system"],
          "effects": [{"update": "registrationCode"}]
        },
        {
          "event": "corrected",
          "label": {"zh": "已更正", "en": "corrected"},
          "cite": "REG arts 8–15",
          "from": ["registered"],
          "to": "=",
          "by": ["system"],
          "effects": [{"update": "registrationCode"}]
        },
        {
          "event": "renewed",
          "label": {"zh": "已续展", "en": "renewed"},
          "cite": "REG arts 8–15: 每次不超过3年",
          "from": ["registered"],
          "to": "=",
          "by": ["system"],
          "effects": [{"renew": "registrationCode"}]
        },
        {
          "event": "deregister",
          "label": {"zh": "注销", "en": "deregister"},
          "cite": "REG arts 8–15",
          "from": ["registered"],
          "to": "deregistered",
          "by": ["system"],
          "effects": [{"expire": "registrationCode"}, {"document": "deregistrationNotice"}]
        },
        {
          "event": "expire",
          "label": {"zh": "届满未续展，注销", "en": "expired without renewal"},
          "cite": "REG arts 8–15",
          "from": ["registered"],
          "to": "deregistered",
          "by": ["system"],
          "effects": [{"expire": "registrationCode"}, {"document": "deregistrationNotice"}]
        },
        {
          "event": "revoke",
          "label": {"zh": "撤销登记", "en": "revoke"},
          "cite": "REG arts 16–20",
          "from": ["registered"],
          "to": "revoked",
          "by": ["system"],
          "effects": [{"revoke": "registrationCode"}]
        }
      ]
    },
    "objection": {
      "title": {"zh": "公示异议", "en": "objection"},
      "cite": "REG arts 8–15",
      "parents": ["first", "change", "correction"],
      "states": [
        {
          "id": "rechecking",
          "label": {"zh": "复核中", "en": "recheck"},
          "timers": [
            {
              "id": "recheck",
              "label": {"zh": "复核期限", "en": "recheck"},
              "cite": "assumed: REG gives no length",
              "who": "registry",
              "n": "$recheckDays",
              "unit": "workingDay",
              "from": "entered"
            }
          ]
        },
        {"id": "upheld", "label": {"zh": "异议成立", "en": "upheld"}, "final": true},
        {"id": "dismissed", "label": {"zh": "异议不成立", "en": "dismissed"}, "final": true}
      ],
      "transitions": [
        {
          "event": "object",
          "label": {"zh": "提出异议", "en": "object"},
          "cite": "REG arts 8–15: 实名",
          "from": ["new"],
          "to": "rechecking",
          "by": ["interestedParty"],
          "whileParent": ["publicity"],
          "fields": ["objectionGrounds"],
          "optional": ["objectorName", "objectorInterest"],
          "attachments": ["objectionEvidence"],
          "require": [{"if": "has(objectorName) and has(objectorInterest)", "else": "REG-OBJECTION-ANONYMOUS"}]
        },
        {
          "event": "uphold",
          "label": {"zh": "认定异议成立", "en": "uphold"},
          "cite": "REG arts 8–15",
          "from": ["rechecking"],
          "to": "upheld",
          "by": ["registry"],
          "fields": ["reasons"],
          "effects": [{"document": "recheckResult"}, {"parent": "objectionUpheld"}]
        },
        {
          "event": "dismiss",
          "label": {"zh": "认定异议不成立", "en": "dismiss"},
          "cite": "REG arts 8–15",
          "from": ["rechecking"],
          "to": "dismissed",
          "by": ["registry"],
          "fields": ["reasons"],
          "effects": [{"document": "recheckResult"}]
        }
      ]
    },
    "change": {
      "title": {"zh": "变更登记", "en": "change"},
      "cite": "REG arts 8–15",
      "parents": ["first"],
      "states": [
        {
          "id": "applied",
          "label": {"zh": "已申请", "en": "applied"},
          "timers": [
            {
              "id": "acceptance",
              "label": {"zh": "受理期限", "en": "acceptance"},
              "cite": "REG arts 8–15: 3个工作日",
              "who": "registry",
              "n": "$acceptanceDays",
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
              "id": "formReview",
              "label": {"zh": "形式审核期限", "en": "form review"},
              "cite": "REG arts 8–15: 20个工作日",
              "who": "registry",
              "n": "$formReviewDays",
              "unit": "workingDay",
              "from": "entered"
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
              "cite": "REG arts 8–15: 10个工作日",
              "who": "registry",
              "n": "$publicityDays",
              "unit": "workingDay",
              "from": "entered",
              "event": "publicityEnds",
              "pausedBy": ["objection"]
            }
          ]
        },
        {"id": "changed", "label": {"zh": "已变更", "en": "changed"}, "final": true},
        {"id": "refused", "label": {"zh": "不予变更", "en": "refused"}, "final": true}
      ],
      "transitions": [
        {
          "event": "apply",
          "label": {"zh": "申请变更", "en": "apply for change"},
          "cite": "REG arts 8–15: 及时",
          "from": ["new"],
          "to": "applied",
          "by": ["registrant"],
          "whileParent": ["registered"],
          "fields": ["changedItems", "reasons"],
          "optional": ["subjectName", "briefContent", "sourceLegality", "resourceDescription", "productDescription", "scenario"],
          "attachments": ["depositProof"]
        },
        {
          "event": "accept",
          "label": {"zh": "受理", "en": "accept"},
          "cite": "REG arts 8–15",
          "from": ["applied"],
          "to": "accepted",
          "by": ["registry"],
          "effects": [{"document": "acceptanceNotice"}]
        },
        {
          "event": "refuse",
          "label": {"zh": "不予变更", "en": "refuse"},
          "cite": "REG arts 8–15: 说明理由",
          "from": ["applied", "accepted"],
          "to": "refused",
          "by": ["registry"],
          "fields": ["reasons"],
          "effects": [{"document": "refusalDecision"}]
        },
        {
          "event": "passReview",
          "label": {"zh": "形式审核通过", "en": "pass the form review"},
          "cite": "REG arts 8–15",
          "from": ["accepted"],
          "to": "publicity",
          "by": ["registry"],
          "otherThan": ["accept"],
          "effects": [{"publish": ["subjectName", "objectKind", "dataName", "briefContent"]}]
        },
        {
          "event": "publicityEnds",
          "label": {"zh": "公示期满", "en": "publicity ends"},
          "cite": "REG arts 8–15",
          "from": ["publicity"],
          "to": "changed",
          "by": ["system"],
          "effects": [{"parent": "changed"}]
        },
        {
          "event": "objectionUpheld",
          "label": {"zh": "异议成立", "en": "objection upheld"},
          "cite": "REG arts 8–15",
          "from": ["publicity"],
          "to": "refused",
          "by": ["system"],
          "effects": [{"document": "refusalDecision"}]
        }
      ]
    },
    "correction": {
      "title": {"zh": "更正登记", "en": "correction"},
      "cite": "REG arts 8–15",
      "parents": ["first"],
      "states": [
        {
          "id": "applied",
          "label": {"zh": "已申请", "en": "applied"},
          "timers": [
            {
              "id": "acceptance",
              "label": {"zh": "受理期限", "en": "acceptance"},
              "cite": "REG arts 8–15: 3个工作日",
              "who": "registry",
              "n": "$acceptanceDays",
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
              "id": "formReview",
              "label": {"zh": "形式审核期限", "en": "form review"},
              "cite": "REG arts 8–15: 20个工作日",
              "who": "registry",
              "n": "$formReviewDays",
              "unit": "workingDay",
              "from": "entered"
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
              "cite": "REG arts 8–15: 10个工作日",
              "who": "registry",
              "n": "$publicityDays",
              "unit": "workingDay",
              "from": "entered",
              "event": "publicityEnds",
              "pausedBy": ["objection"]
            }
          ]
        },
        {"id": "corrected", "label": {"zh": "已更正", "en": "corrected"}, "final": true},
        {"id": "refused", "label": {"zh": "不予更正", "en": "refused"}, "final": true}
      ],
      "transitions": [
        {
          "event": "apply",
          "label": {"zh": "申请更正", "en": "apply for correction"},
          "cite": "REG arts 8–15: 书面同意或证明",
          "from": ["new"],
          "to": "applied",
          "by": ["registrant", "interestedParty"],
          "whileParent": ["registered"],
          "fields": ["correctedItems", "reasons"],
          "optional": ["subjectName", "dataName", "briefContent", "sourceLegality", "resourceDescription"],
          "attachments": ["consentOrProof"]
        },
        {
          "event": "accept",
          "label": {"zh": "受理", "en": "accept"},
          "cite": "REG arts 8–15",
          "from": ["applied"],
          "to": "accepted",
          "by": ["registry"],
          "effects": [{"document": "acceptanceNotice"}]
        },
        {
          "event": "refuse",
          "label": {"zh": "不予更正", "en": "refuse"},
          "cite": "REG arts 8–15: 说明理由",
          "from": ["applied", "accepted"],
          "to": "refused",
          "by": ["registry"],
          "fields": ["reasons"],
          "effects": [{"document": "refusalDecision"}]
        },
        {
          "event": "passReview",
          "label": {"zh": "形式审核通过", "en": "pass the form review"},
          "cite": "REG arts 8–15",
          "from": ["accepted"],
          "to": "publicity",
          "by": ["registry"],
          "otherThan": ["accept"],
          "effects": [{"publish": ["subjectName", "objectKind", "dataName", "briefContent"]}]
        },
        {
          "event": "publicityEnds",
          "label": {"zh": "公示期满", "en": "publicity ends"},
          "cite": "REG arts 8–15",
          "from": ["publicity"],
          "to": "corrected",
          "by": ["system"],
          "effects": [{"parent": "corrected"}]
        },
        {
          "event": "objectionUpheld",
          "label": {"zh": "异议成立", "en": "objection upheld"},
          "cite": "REG arts 8–15",
          "from": ["publicity"],
          "to": "refused",
          "by": ["system"],
          "effects": [{"document": "refusalDecision"}]
        }
      ]
    },
    "renewal": {
      "title": {"zh": "续展", "en": "renewal"},
      "cite": "REG arts 8–15",
      "parents": ["first"],
      "states": [
        {
          "id": "applied",
          "label": {"zh": "已申请", "en": "applied"},
          "timers": [
            {
              "id": "acceptance",
              "label": {"zh": "受理期限", "en": "acceptance"},
              "cite": "REG arts 8–15: 3个工作日",
              "who": "registry",
              "n": "$acceptanceDays",
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
              "id": "formReview",
              "label": {"zh": "形式审核期限", "en": "form review"},
              "cite": "REG arts 8–15: 20个工作日",
              "who": "registry",
              "n": "$formReviewDays",
              "unit": "workingDay",
              "from": "entered"
            }
          ]
        },
        {"id": "renewed", "label": {"zh": "已续展", "en": "renewed"}, "final": true},
        {"id": "refused", "label": {"zh": "不予续展", "en": "refused"}, "final": true}
      ],
      "transitions": [
        {
          "event": "apply",
          "label": {"zh": "申请续展", "en": "apply for renewal"},
          "cite": "REG arts 8–15: 届满前60日内",
          "from": ["new"],
          "to": "applied",
          "by": ["registrant"],
          "whileParent": ["registered"],
          "window": {"credential": "registrationCode", "n": "$renewalWindowDays", "unit": "calendarDay", "else": "REG-WINDOW"},
          "optional": ["agreementEnd"],
          "require": [{"if": "not has(agreementEnd) or agreementEnd > credential.registrationCode.through", "else": "REG-NO-TERM"}]
        },
        {
          "event": "accept",
          "label": {"zh": "受理", "en": "accept"},
          "cite": "REG arts 8–15",
          "from": ["applied"],
          "to": "accepted",
          "by": ["registry"],
          "effects": [{"document": "acceptanceNotice"}]
        },
        {
          "event": "refuse",
          "label": {"zh": "不予续展", "en": "refuse"},
          "cite": "REG arts 8–15: 说明理由",
          "from": ["applied", "accepted"],
          "to": "refused",
          "by": ["registry"],
          "fields": ["reasons"],
          "effects": [{"document": "refusalDecision"}]
        },
        {
          "event": "renew",
          "label": {"zh": "续展", "en": "renew"},
          "cite": "REG arts 8–15: 自届满次日起算",
          "from": ["accepted"],
          "to": "renewed",
          "by": ["registry"],
          "otherThan": ["accept"],
          "require": [{"if": "credential.registrationCode.status == 'valid'", "else": "REG-WINDOW"}],
          "effects": [{"parent": "renewed"}]
        }
      ]
    },
    "deregistration": {
      "title": {"zh": "注销登记", "en": "deregistration"},
      "cite": "REG arts 8–15",
      "parents": ["first"],
      "states": [
        {
          "id": "applied",
          "label": {"zh": "已申请", "en": "applied"},
          "timers": [
            {
              "id": "acceptance",
              "label": {"zh": "受理期限", "en": "acceptance"},
              "cite": "REG arts 8–15: 3个工作日",
              "who": "registry",
              "n": "$acceptanceDays",
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
              "id": "deregistration",
              "label": {"zh": "注销期限", "en": "deregistration"},
              "cite": "REG arts 8–15: 10个工作日",
              "who": "registry",
              "n": "$deregistrationDays",
              "unit": "workingDay",
              "from": "entered"
            }
          ]
        },
        {"id": "done", "label": {"zh": "已注销", "en": "deregistered"}, "final": true},
        {"id": "refused", "label": {"zh": "不予注销", "en": "refused"}, "final": true}
      ],
      "transitions": [
        {
          "event": "apply",
          "label": {"zh": "申请注销", "en": "apply for deregistration"},
          "cite": "REG arts 8–15: 四种情形",
          "from": ["new"],
          "to": "applied",
          "by": ["registrant"],
          "whileParent": ["registered"],
          "fields": ["deregistrationGround"],
          "attachments": ["groundProof"]
        },
        {
          "event": "accept",
          "label": {"zh": "受理", "en": "accept"},
          "cite": "REG arts 8–15",
          "from": ["applied"],
          "to": "accepted",
          "by": ["registry"],
          "effects": [{"document": "acceptanceNotice"}]
        },
        {
          "event": "refuse",
          "label": {"zh": "不予注销", "en": "refuse"},
          "cite": "REG arts 8–15: 说明理由",
          "from": ["applied", "accepted"],
          "to": "refused",
          "by": ["registry"],
          "fields": ["reasons"],
          "effects": [{"document": "refusalDecision"}]
        },
        {
          "event": "deregister",
          "label": {"zh": "注销", "en": "deregister"},
          "cite": "REG arts 8–15",
          "from": ["accepted"],
          "to": "done",
          "by": ["registry"],
          "otherThan": ["accept"],
          "effects": [{"parent": "deregister"}]
        }
      ]
    },
    "revocation": {
      "title": {"zh": "撤销登记", "en": "revocation"},
      "cite": "REG arts 16–20: 隐瞒事实、虚假材料，伪造登记结果，非法使用牟利",
      "parents": ["first"],
      "states": [
        {"id": "examined", "label": {"zh": "核查中", "en": "examined"}},
        {"id": "revoked", "label": {"zh": "已撤销", "en": "revoked"}, "final": true},
        {"id": "dropped", "label": {"zh": "不予撤销", "en": "dropped"}, "final": true}
      ],
      "transitions": [
        {
          "event": "allege",
          "label": {"zh": "发现违规线索", "en": "allege misconduct"},
          "cite": "REG arts 16–20",
          "from": ["new"],
          "to": "examined",
          "by": ["registry", "supervisor"],
          "whileParent": ["registered"],
          "fields": ["misconduct"],
          "attachments": ["misconductEvidence"]
        },
        {
          "event": "revoke",
          "label": {"zh": "决定撤销", "en": "revoke"},
          "cite": "REG arts 16–20",
          "from": ["examined"],
          "to": "revoked",
          "by": ["registry"],
          "otherThan": ["allege"],
          "fields": ["reasons"],
          "effects": [{"document": "revocationDecision"}, {"parent": "revoke"}]
        },
        {
          "event": "drop",
          "label": {"zh": "不予撤销", "en": "drop"},
          "cite": "REG arts 16–20",
          "from": ["examined"],
          "to": "dropped",
          "by": ["registry"],
          "otherThan": ["allege"],
          "fields": ["reasons"]
        }
      ]
    },
    "supervision": {
      "title": {"zh": "对登记机构的监督", "en": "supervision of a registry"},
      "cite": "REG arts 16–20",
      "states": [
        {"id": "found", "label": {"zh": "发现问题", "en": "found"}},
        {"id": "interviewed", "label": {"zh": "已约谈", "en": "interviewed"}},
        {"id": "guided", "label": {"zh": "现场指导", "en": "guided on site"}},
        {"id": "closed", "label": {"zh": "已整改", "en": "closed"}, "final": true},
        {"id": "removed", "label": {"zh": "不再承担登记职责", "en": "no longer a registry"}, "final": true}
      ],
      "transitions": [
        {
          "event": "find",
          "label": {"zh": "发现登记机构违规", "en": "find misconduct of a registry"},
          "cite": "REG arts 16–20: 虚假登记、篡改、泄露或牟利、失职",
          "from": ["new"],
          "to": "found",
          "by": ["supervisor"],
          "fields": ["registryMisconduct"],
          "attachments": ["misconductEvidence"]
        },
        {
          "event": "interview",
          "label": {"zh": "约谈", "en": "interview"},
          "cite": "REG arts 16–20: 约谈",
          "from": ["found"],
          "to": "interviewed",
          "by": ["supervisor"],
          "effects": [{"document": "interviewNotice"}]
        },
        {
          "event": "guide",
          "label": {"zh": "现场指导", "en": "guide on site"},
          "cite": "REG arts 16–20: 现场指导",
          "from": ["found", "interviewed"],
          "to": "guided",
          "by": ["supervisor"]
        },
        {
          "event": "close",
          "label": {"zh": "整改完成", "en": "close after rectification"},
          "cite": "REG arts 16–20",
          "from": ["interviewed", "guided"],
          "to": "closed",
          "by": ["supervisor"],
          "otherThan": ["find"],
          "fields": ["reasons"]
        },
        {
          "event": "remove",
          "label": {"zh": "取消登记机构资格", "en": "end its standing as a registry"},
          "cite": "REG arts 16–20",
          "from": ["interviewed", "guided"],
          "to": "removed",
          "by": ["supervisor"],
          "otherThan": ["find"],
          "fields": ["reasons"]
        }
      ]
    }
  },
  "gates": [
    {
      "id": "registered-before-publishing",
      "gate": "publish",
      "cite": "发改数据规〔2025〕27号 art 16",
      "when": "publicDataInOperation",
      "require": "registrationStatus == 'valid' and registrationThrough >= today or registrationStatus == 'none' and (deliveredOn >= $legacyFrom and today <= plus(deliveredOn, $firstRegistrationDays, 'workingDay') or deliveredOn < $legacyFrom and today <= plus($legacyFrom, $legacyDays, 'workingDay'))",
      "refuse": "REG-MISSING",
      "examples": [
        {"on": "2025-04-11", "with": {"deliveredOn": "2025-03-01", "publicDataInOperation": true, "registrationThrough": "2025-05-22"}, "says": "refuses"},
        {"on": "2025-04-11", "with": {"deliveredOn": "2025-02-28", "publicDataInOperation": true}, "says": "holds"},
        {"on": "2025-04-11", "with": {"registrationThrough": "2025-03-02"}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"deliveredOn": "2026-05-04", "publicDataInOperation": true, "registrationStatus": "none"}, "says": "holds"},
        {"on": "2025-04-11", "with": {"publicDataInOperation": true, "registrationStatus": "valid", "registrationThrough": "2025-04-11"}, "says": "holds"}
      ]
    },
    {
      "id": "registration-due",
      "gate": "publish",
      "cite": "REG arts 8–15",
      "when": "publicDataInOperation and registrationStatus == 'none'",
      "oblige": ["registrationDue"],
      "examples": [
        {"on": "2026-06-02", "with": {"publicDataInOperation": true, "registrationStatus": "valid"}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"publicDataInOperation": true}, "says": "owes"}
      ]
    },
    {
      "id": "registered-before-agreeing",
      "gate": "agree",
      "cite": "发改数据规〔2025〕27号 art 16",
      "when": "publicDataInOperation",
      "require": "registrationStatus == 'valid' and registrationThrough >= today or registrationStatus == 'none' and (deliveredOn >= $legacyFrom and today <= plus(deliveredOn, $firstRegistrationDays, 'workingDay') or deliveredOn < $legacyFrom and today <= plus($legacyFrom, $legacyDays, 'workingDay'))",
      "refuse": "REG-MISSING",
      "examples": [
        {"on": "2025-04-11", "with": {"deliveredOn": "2025-03-01", "publicDataInOperation": true, "registrationThrough": "2025-05-10"}, "says": "refuses"},
        {"on": "2025-04-11", "with": {"deliveredOn": "2025-02-25", "publicDataInOperation": true, "registrationStatus": "none"}, "says": "holds"},
        {"on": "2026-06-01", "with": {"deliveredOn": "2026-06-30"}, "says": "notApplicable"},
        {"on": "2025-04-12", "with": {"publicDataInOperation": true, "registrationStatus": "valid", "registrationThrough": "2025-04-12"}, "says": "holds"},
        {"on": "2026-06-01", "with": {"deliveredOn": "2026-05-04", "publicDataInOperation": true, "registrationThrough": "2025-03-02"}, "says": "holds"}
      ]
    },
    {
      "id": "lost-registration",
      "gate": "lifecycle",
      "cite": "REG arts 8–20",
      "when": "publicDataInOperation and registrationStatus in ['revoked', 'expired', 'suspended']",
      "oblige": ["hideOffer"],
      "examples": [
        {"on": "2026-06-02", "with": {"publicDataInOperation": true}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"publicDataInOperation": true, "registrationStatus": "expired"}, "says": "owes"},
        {"on": "2026-06-01", "with": {"publicDataInOperation": true, "registrationStatus": "revoked"}, "says": "owes"},
        {"on": "2026-06-02", "with": {"publicDataInOperation": true, "registrationStatus": "suspended"}, "says": "owes"}
      ]
    }
  ]
}

"""##
}
