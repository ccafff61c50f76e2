// swift-format-ignore-file
// Written by Rules/embed.sh from Rules/cn/cross-border/certification-2026-01-01.json; change that.
// Some of these have over 400 lines: each is one rule file, byte for byte.

extension EmbeddedRules {
    static let text13 = ##"""
{
  "schema": "sluice-pack/1",
  "id": "cn.cross-border-certification",
  "version": "2026-01-01",
  "jurisdiction": "CN",
  "title": {"zh": "个人信息出境认证", "en": "Certification of personal information exports"},
  "citation": "《个人信息出境认证办法》国家互联网信息办公室、国家市场监督管理总局令第20号",
  "sources": [{"key": "O20", "title": "《个人信息出境认证办法》令第20号（开头及报道）", "extent": "part"}, {"key": "O20-D", "title": "征求意见稿 2025-01-03", "extent": "full"}],
  "effective": {"from": "2026-01-01", "basis": "partial", "cite": "O20: 自2026年1月1日起施行"},
  "zone": "+08:00",
  "calendar": "cn",
  "extends": "cn.cross-border",
  "parameters": {
    "certificateYears": {
      "value": 3,
      "unit": "year",
      "basis": "partial",
      "cite": "O20: 证书有效期3年",
      "label": {"zh": "证书有效期（年）", "en": "certificate, years"},
      "stricter": "lower"
    },
    "certifierFilingDays": {
      "value": 10,
      "unit": "workingDay",
      "basis": "partial",
      "cite": "O20: 取得资质后10个工作日内备案",
      "label": {"zh": "认证机构备案（工作日）", "en": "filing of a certifier, working days"},
      "stricter": "lower"
    },
    "postingDays": {
      "value": 5,
      "unit": "workingDay",
      "basis": "partial",
      "cite": "O20-D art 12 (draft): 5个工作日",
      "label": {"zh": "证书信息报送（工作日）", "en": "posting of certificate data, working days"},
      "stricter": "lower"
    }
  },
  "roles": {"certifier": {"zh": "专业认证机构", "en": "certification body"}},
  "facts": {
    "evaluationPoints": {"kind": "list", "label": {"zh": "六项评价要点", "en": "the six evaluation points"}},
    "domesticRepresentative": {"kind": "text", "label": {"zh": "境内专门机构或代表（境外处理者）", "en": "domestic representative of an overseas processor"}},
    "overseasProcessor": {"kind": "flag", "label": {"zh": "境外处理者", "en": "overseas processor"}, "absent": false},
    "qualification": {"kind": "text", "label": {"zh": "认证资质", "en": "qualification of the certifier"}}
  },
  "refusals": {
    "XB-CERT-CONDITIONS": {
      "text": {
        "zh": "不符合认证条件：非关基、10万至100万人或不满1万敏感、无重要数据、不得拆分",
        "en": "conditions not met: no critical operator, the middle band, no important data, no splitting"
      },
      "cite": "O20",
      "remedy": {"zh": "按判定表办理安全评估，或合并计算", "en": "take the route of the table, or count together"}
    },
    "XB-CERT-REPRESENTATIVE": {
      "text": {"zh": "境外处理者须在境内设立专门机构或指定代表", "en": "an overseas processor needs a domestic representative"},
      "cite": "O20-D",
      "remedy": {"zh": "指定境内代表", "en": "name a domestic representative"}
    },
    "XB-CERT-POINTS": {
      "text": {"zh": "六项评价要点须逐项评价", "en": "all six points must be evaluated"},
      "cite": "O20-D art 10",
      "remedy": {"zh": "补齐评价要点", "en": "evaluate the missing points"}
    }
  },
  "documents": {
    "certificationRefusal": {"label": {"zh": "不予认证决定", "en": "refusal of certification"}, "cite": "O20"},
    "suspensionNotice": {"label": {"zh": "暂停证书通知", "en": "notice of suspension"}, "cite": "O20"},
    "unlawfulExportReport": {"label": {"zh": "违法出境报告", "en": "report of unlawful export"}, "cite": "O20"}
  },
  "credentials": {
    "exportCertificate": {
      "label": {"zh": "个人信息出境认证证书", "en": "certificate of personal information export"},
      "cite": "O20",
      "claims": ["exporterGroup", "recipient", "purpose"],
      "valid": {"n": "$certificateYears", "unit": "year"}
    }
  },
  "procedures": {
    "certification": {
      "title": {"zh": "个人信息出境认证", "en": "certification"},
      "cite": "O20; O20-D",
      "states": [
        {"id": "applied", "label": {"zh": "已申请", "en": "applied"}},
        {"id": "evaluated", "label": {"zh": "已评价", "en": "evaluated"}},
        {
          "id": "certified",
          "label": {"zh": "已认证", "en": "certified"},
          "timers": [
            {
              "id": "posting",
              "label": {"zh": "证书信息报送", "en": "posting of certificate data"},
              "cite": "O20-D art 12: 5个工作日",
              "who": "certifier",
              "n": "$postingDays",
              "unit": "workingDay",
              "from": "entered",
              "until": "post"
            },
            {
              "id": "expiry",
              "label": {"zh": "证书届满", "en": "expiry"},
              "cite": "O20: 3年",
              "who": "exporter",
              "n": 0,
              "unit": "calendarDay",
              "from": "expiry.exportCertificate",
              "event": "expire"
            }
          ]
        },
        {
          "id": "suspended",
          "label": {"zh": "已暂停", "en": "suspended"},
          "timers": [
            {
              "id": "expiry",
              "label": {"zh": "证书届满", "en": "expiry"},
              "cite": "O20: 3年",
              "who": "exporter",
              "n": 0,
              "unit": "calendarDay",
              "from": "expiry.exportCertificate",
              "event": "expire"
            }
          ]
        },
        {"id": "refused", "label": {"zh": "不予认证", "en": "refused"}, "final": true},
        {"id": "revoked", "label": {"zh": "已撤销", "en": "revoked"}, "final": true},
        {"id": "expired", "label": {"zh": "已届满", "en": "expired"}, "final": true}
      ],
      "transitions": [
        {
          "event": "apply",
          "label": {"zh": "申请认证", "en": "apply"},
          "cite": "O20",
          "from": ["new"],
          "to": "applied",
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
            "volumesSplit"
          ],
          "optional": [
            "exemptActivity",
            "foreignOriginOnly",
            "inFreeTradeZone",
            "offNegativeList",
            "contractNecessity",
            "hrNecessity",
            "emergency",
            "overseasProcessor",
            "domesticRepresentative"
          ],
          "attachments": ["pipia", "legalDocument"],
          "require": [
            {
              "if": "table.route.route == 'contractOrCertification' and not ciio and not importantData and not volumesSplit",
              "else": "XB-CERT-CONDITIONS"
            },
            {"if": "not overseasProcessor or has(domesticRepresentative)", "else": "XB-CERT-REPRESENTATIVE"}
          ]
        },
        {
          "event": "evaluate",
          "label": {"zh": "评价", "en": "evaluate"},
          "cite": "O20-D art 10: 六项",
          "from": ["applied"],
          "to": "evaluated",
          "by": ["certifier"],
          "fields": ["evaluationPoints"],
          "require": [
            {
              "if": "'purpose' in evaluationPoints and 'foreignLaw' in evaluationPoints and 'protectionLevel' in evaluationPoints and 'bindingAgreement' in evaluationPoints and 'organisation' in evaluationPoints and 'other' in evaluationPoints",
              "else": "XB-CERT-POINTS"
            }
          ]
        },
        {
          "event": "certify",
          "label": {"zh": "颁发证书", "en": "certify"},
          "cite": "O20",
          "from": ["evaluated"],
          "to": "certified",
          "by": ["certifier"],
          "otherThan": ["evaluate"],
          "effects": [{"issue": "exportCertificate"}]
        },
        {
          "event": "refuse",
          "label": {"zh": "不予认证", "en": "refuse"},
          "cite": "O20",
          "from": ["applied", "evaluated"],
          "to": "refused",
          "by": ["certifier"],
          "fields": ["reasons"],
          "effects": [{"document": "certificationRefusal"}]
        },
        {
          "event": "post",
          "label": {"zh": "报送证书信息", "en": "post the certificate data"},
          "cite": "O20; O20-D art 12",
          "from": ["certified"],
          "to": "=",
          "by": ["certifier"]
        },
        {
          "event": "suspend",
          "label": {"zh": "实际与证书不符，暂停", "en": "suspend for mismatch"},
          "cite": "O20",
          "from": ["certified"],
          "to": "suspended",
          "by": ["certifier"],
          "fields": ["reasons"],
          "effects": [{"suspend": "exportCertificate"}, {"document": "suspensionNotice"}]
        },
        {
          "event": "restore",
          "label": {"zh": "恢复", "en": "restore"},
          "cite": "O20",
          "from": ["suspended"],
          "to": "certified",
          "by": ["certifier"],
          "otherThan": ["suspend"],
          "effects": [{"restore": "exportCertificate"}]
        },
        {
          "event": "revoke",
          "label": {"zh": "撤销证书", "en": "revoke"},
          "cite": "O20",
          "from": ["suspended"],
          "to": "revoked",
          "by": ["certifier"],
          "fields": ["reasons"],
          "effects": [{"revoke": "exportCertificate"}, {"document": "unlawfulExportReport"}]
        },
        {
          "event": "expire",
          "label": {"zh": "届满", "en": "expire"},
          "cite": "O20",
          "from": ["certified", "suspended"],
          "to": "expired",
          "by": ["system"],
          "effects": [{"expire": "exportCertificate"}]
        }
      ]
    },
    "certifierFiling": {
      "title": {"zh": "认证机构备案", "en": "filing of a certification body"},
      "cite": "O20",
      "states": [
        {
          "id": "qualified",
          "label": {"zh": "已取得资质", "en": "qualified"},
          "timers": [
            {
              "id": "filing",
              "label": {"zh": "备案期限", "en": "filing"},
              "cite": "O20: 10个工作日",
              "who": "certifier",
              "n": "$certifierFilingDays",
              "unit": "workingDay",
              "from": "entered"
            }
          ]
        },
        {"id": "filed", "label": {"zh": "已备案", "en": "filed"}, "final": true}
      ],
      "transitions": [
        {
          "event": "qualify",
          "label": {"zh": "取得资质", "en": "qualify"},
          "cite": "O20",
          "from": ["new"],
          "to": "qualified",
          "by": ["certifier"],
          "fields": ["qualification"]
        },
        {"event": "file", "label": {"zh": "备案", "en": "file"}, "cite": "O20", "from": ["qualified"], "to": "filed", "by": ["certifier"]}
      ]
    }
  }
}

"""##
}
