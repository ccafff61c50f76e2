// swift-format-ignore-file
// Written by Rules/embed.sh from Rules/cn/industrial-data-security/2024-10-01.json; change that.
// Some of these have over 400 lines: each is one rule file, byte for byte.

extension EmbeddedRules {
    static let text16 = ##"""
{
  "schema": "sluice-pack/1",
  "id": "cn.industrial-data-security",
  "version": "2024-10-01",
  "jurisdiction": "CN",
  "title": {"zh": "工业和信息化领域数据安全", "en": "Data security in industry and information technology"},
  "citation": "《工业和信息化领域数据安全管理办法（试行）》工信部网安〔2022〕166号",
  "sources": [
    {"key": "MIIT", "title": "《工业和信息化领域数据安全管理办法（试行）》工信部网安〔2022〕166号 arts 1–29", "extent": "full"},
    {"key": "GBT", "title": "GB/T 43697-2024 数据分类分级规则", "extent": "part"},
    {"key": "RISK", "title": "《工业和信息化领域数据安全风险评估实施细则（试行）》", "extent": "part"},
    {"key": "INC", "title": "《工业和信息化领域数据安全事件应急预案（试行）》工信部网安〔2024〕214号", "extent": "part"},
    {"key": "NIR", "title": "《国家网络安全事件报告管理办法》", "extent": "full"},
    {"key": "PLAN", "title": "《工业领域数据安全能力提升实施方案（2024—2026年）》", "extent": "press"}
  ],
  "effective": {
    "from": "2024-10-01",
    "basis": "legal",
    "cite": "GB/T 43697-2024 2024-10-01起实施; the measures hold since 2023-01-01, this edition begins with the standard"
  },
  "zone": "+08:00",
  "calendar": "cn",
  "parameters": {
    "reviewDays": {
      "value": 20,
      "unit": "workingDay",
      "basis": "legal",
      "cite": "工信部网安〔2022〕166号 art 12: 20个工作日",
      "label": {"zh": "备案审核（工作日）", "en": "review of a filing, working days"},
      "stricter": "lower"
    },
    "resubmitDays": {
      "value": 15,
      "unit": "workingDay",
      "basis": "legal",
      "cite": "工信部网安〔2022〕166号 art 12: 15个工作日",
      "label": {"zh": "重新提交（工作日）", "en": "resubmission, working days"},
      "stricter": "none"
    },
    "changeMonths": {
      "value": 3,
      "unit": "month",
      "basis": "legal",
      "cite": "工信部网安〔2022〕166号 art 12: 3个月",
      "label": {"zh": "变更备案（月）", "en": "change filing, months"},
      "stricter": "lower"
    },
    "changePercent": {
      "value": 30,
      "unit": "percent",
      "basis": "legal",
      "cite": "工信部网安〔2022〕166号 art 12: 30%以上",
      "label": {"zh": "重大变化（%）", "en": "major change, percent"},
      "stricter": "lower"
    },
    "assessmentYears": {
      "value": 1,
      "unit": "year",
      "basis": "legal",
      "cite": "《工业和信息化领域数据安全风险评估实施细则（试行）》: 有效期1年",
      "label": {"zh": "风险评估有效期（年）", "en": "assessment, years"},
      "stricter": "lower"
    },
    "assessmentReportDays": {
      "value": 10,
      "unit": "workingDay",
      "basis": "partial",
      "cite": "《工业和信息化领域数据安全风险评估实施细则（试行）》: 10个工作日 (one Q&A says 10日)",
      "label": {"zh": "评估报告报送（工作日）", "en": "report of the assessment, working days"},
      "stricter": "lower"
    },
    "hoursCritical": {
      "value": 1,
      "unit": "hour",
      "basis": "legal",
      "cite": "《国家网络安全事件报告管理办法》: 1小时",
      "label": {"zh": "关基报告（小时）", "en": "critical operators, hours"},
      "stricter": "lower"
    },
    "hoursOrgan": {
      "value": 2,
      "unit": "hour",
      "basis": "legal",
      "cite": "《国家网络安全事件报告管理办法》: 2小时",
      "label": {"zh": "机关报告（小时）", "en": "state organs, hours"},
      "stricter": "lower"
    },
    "hoursOther": {
      "value": 4,
      "unit": "hour",
      "basis": "legal",
      "cite": "《国家网络安全事件报告管理办法》: 4小时",
      "label": {"zh": "其他报告（小时）", "en": "others, hours"},
      "stricter": "lower"
    },
    "hoursAtOnce": {
      "value": 1,
      "unit": "hour",
      "basis": "assumed",
      "cite": "工信部网安〔2022〕166号 art 28 says at once and gives no hours",
      "label": {"zh": "第一时间（小时）", "en": "at once, hours"},
      "stricter": "lower"
    },
    "summaryDays": {
      "value": 30,
      "unit": "calendarDay",
      "basis": "legal",
      "cite": "《国家网络安全事件报告管理办法》: 30日",
      "label": {"zh": "处置总结（日）", "en": "summary, calendar days"},
      "stricter": "lower"
    },
    "logMonths": {
      "value": 6,
      "unit": "month",
      "basis": "legal",
      "cite": "工信部网安〔2022〕166号 art 25: 不少于6个月",
      "label": {"zh": "日志留存（月）", "en": "logs, months"},
      "stricter": "higher"
    },
    "cryptoYears": {
      "value": 1,
      "unit": "year",
      "basis": "assumed",
      "cite": "a term of the cryptography test was not found",
      "label": {"zh": "密码测评有效期（年）", "en": "cryptography test, years"},
      "stricter": "lower"
    },
    "cryptoPass": {"value": 60, "basis": "assumed", "cite": "a pass mark was not found", "label": {"zh": "密码测评合格分", "en": "pass mark"}, "stricter": "higher"},
    "targetGraded": {"value": 45000, "basis": "partial", "cite": "PLAN: 超过4.5万家", "label": {"zh": "分类分级企业（家）", "en": "graded enterprises"}, "stricter": "none"},
    "targetCases": {"value": 200, "basis": "partial", "cite": "PLAN: 不少于200个", "label": {"zh": "典型案例（个）", "en": "typical cases"}, "stricter": "none"},
    "targetTraining": {"value": 30000, "basis": "partial", "cite": "PLAN: 3万人次", "label": {"zh": "培训人次", "en": "training"}, "stricter": "none"},
    "targetTalents": {"value": 5000, "basis": "partial", "cite": "PLAN: 超过5000人", "label": {"zh": "人才（人）", "en": "talents"}, "stricter": "none"},
    "targetStandards": {"value": 100, "basis": "partial", "cite": "PLAN: 不少于100项", "label": {"zh": "标准（项）", "en": "standards"}, "stricter": "none"},
    "onwardMinutes": {
      "value": 30,
      "unit": "minute",
      "basis": "legal",
      "cite": "《国家网络安全事件报告管理办法》: 保护工作部门 0.5小时（30分钟）",
      "label": {"zh": "关基事件续报（分钟）", "en": "onward report of a critical incident, minutes"},
      "stricter": "lower"
    },
    "onwardHours": {
      "value": 1,
      "unit": "hour",
      "basis": "legal",
      "cite": "《国家网络安全事件报告管理办法》: 1小时",
      "label": {"zh": "重大事件续报（小时）", "en": "onward report of a major incident, hours"},
      "stricter": "lower"
    }
  },
  "roles": {
    "processor": {"zh": "数据处理者", "en": "processor"},
    "localRegulator": {"zh": "地方行业监管部门", "en": "local regulator"},
    "assessor": {"zh": "评估机构", "en": "assessor"},
    "cryptoTester": {"zh": "密码测评机构", "en": "cryptography tester"},
    "reviewer": {"zh": "复核人", "en": "reviewer"}
  },
  "facts": {
    "dataName": {"kind": "text", "label": {"zh": "数据名称", "en": "name of the data"}},
    "dataClass": {"kind": "choice", "label": {"zh": "类别", "en": "class"}, "choices": ["research", "production", "management", "maintenance", "businessService"]},
    "impacts": {"kind": "list", "label": {"zh": "影响对象:影响程度", "en": "impact object:degree pairs"}},
    "elements": {"kind": "list", "label": {"zh": "分级要素", "en": "grading elements"}},
    "standardGrade": {"kind": "choice", "label": {"zh": "按国家标准的级别", "en": "grade by the standard"}, "choices": ["general", "important", "core"]},
    "sectorGrade": {"kind": "choice", "label": {"zh": "按行业办法的级别", "en": "grade by the sector measures"}, "choices": ["general", "important", "core"]},
    "level": {"kind": "choice", "label": {"zh": "级别", "en": "level"}, "choices": ["general", "important", "core"]},
    "reasons": {"kind": "text", "label": {"zh": "理由", "en": "reasons"}},
    "source": {"kind": "text", "label": {"zh": "来源", "en": "source"}},
    "scale": {"kind": "text", "label": {"zh": "规模", "en": "scale"}},
    "carrier": {"kind": "text", "label": {"zh": "载体", "en": "carrier"}},
    "purposeAndMode": {"kind": "text", "label": {"zh": "处理目的和方式", "en": "purpose and mode"}},
    "scopeOfUse": {"kind": "text", "label": {"zh": "使用范围", "en": "scope of use"}},
    "responsibleBody": {"kind": "text", "label": {"zh": "责任主体", "en": "responsible body"}},
    "externalSharing": {"kind": "text", "label": {"zh": "对外共享", "en": "external sharing"}},
    "crossBorderTransfer": {"kind": "text", "label": {"zh": "跨境传输", "en": "cross-border transfer"}},
    "protectionMeasures": {"kind": "text", "label": {"zh": "安全保护措施", "en": "protection measures"}},
    "scaleChangePercent": {"kind": "number", "label": {"zh": "规模变化（%）", "en": "change of scale, percent"}, "minimum": 0},
    "otherItemChanged": {"kind": "flag", "label": {"zh": "其他备案内容变化", "en": "another filed item changed"}},
    "changedOn": {"kind": "date", "label": {"zh": "变化发生日", "en": "day of the change"}},
    "assessmentPoints": {"kind": "list", "label": {"zh": "风险评估八项内容", "en": "the eight points of the assessment"}},
    "completedOn": {"kind": "date", "label": {"zh": "评估完成日", "en": "assessment completed on"}},
    "operatorKind": {"kind": "choice", "label": {"zh": "运营者类别", "en": "kind of operator"}, "choices": ["critical", "stateOrgan", "other"]},
    "incidentLevel": {
      "kind": "choice",
      "label": {"zh": "事件级别（自判）", "en": "level of the incident, self-graded"},
      "choices": ["especiallyMajor", "major", "larger", "ordinary"]
    },
    "networkIncident": {"kind": "flag", "label": {"zh": "属于网络安全事件", "en": "is a network-security incident"}},
    "affectedLevel": {"kind": "choice", "label": {"zh": "涉及数据级别", "en": "level of affected data"}, "choices": ["general", "important", "core"]},
    "incidentText": {"kind": "text", "label": {"zh": "事件情况", "en": "what happened"}},
    "progress": {"kind": "text", "label": {"zh": "进展", "en": "progress"}},
    "usersHarmed": {"kind": "flag", "label": {"zh": "可能损害用户权益", "en": "users may be harmed"}},
    "riskType": {
      "kind": "choice",
      "label": {"zh": "风险信息类型", "en": "type of risk"},
      "choices": ["leak", "tampering", "abuse", "illegalTransfer", "illegalAccess", "abnormalFlow", "other"]
    },
    "riskText": {"kind": "text", "label": {"zh": "风险信息", "en": "risk information"}},
    "riskMayBeLarger": {"kind": "flag", "label": {"zh": "可能造成较大及以上事件", "en": "may cause a larger incident or worse"}},
    "systemName": {"kind": "text", "label": {"zh": "系统名称", "en": "system"}},
    "scoreOfTest": {"kind": "number", "label": {"zh": "测评得分", "en": "score of the test"}, "minimum": 0},
    "industrialData": {"kind": "flag", "label": {"zh": "工业和信息化领域数据", "en": "data of industry and information technology"}, "absent": false},
    "graded": {"kind": "flag", "label": {"zh": "已分类分级", "en": "classified and graded"}, "absent": false},
    "filed": {"kind": "flag", "label": {"zh": "已备案", "en": "filed"}, "absent": false},
    "assessedThrough": {"kind": "date", "label": {"zh": "风险评估有效期至", "en": "assessment holds through"}},
    "manualDecision": {"kind": "text", "label": {"zh": "人工决定编号", "en": "record of a human decision"}},
    "significantImpact": {"kind": "flag", "label": {"zh": "公开对国家安全、公共利益有重大影响", "en": "publication has a significant impact"}},
    "recipientVerified": {"kind": "flag", "label": {"zh": "已签协议并核验接收方能力", "en": "agreement signed and recipient verified"}},
    "trustee": {"kind": "flag", "label": {"zh": "委托处理", "en": "processing is entrusted"}, "absent": false},
    "trusteeContract": {"kind": "flag", "label": {"zh": "已签合同并核验能力", "en": "contract and capability check"}},
    "onwardConsent": {"kind": "flag", "label": {"zh": "受托方再提供已经同意", "en": "the entrusting side consents to onward transfer"}, "absent": true},
    "foreignAuthority": {"kind": "flag", "label": {"zh": "提供给境外执法机构", "en": "goes to a foreign authority"}, "absent": false},
    "ministryApproval": {"kind": "flag", "label": {"zh": "经主管部门批准", "en": "approved by the ministry"}, "absent": false},
    "ministryReviewed": {"kind": "flag", "label": {"zh": "经地方和部级审查", "en": "reviewed locally and by the ministry"}, "absent": false},
    "restoresDestroyed": {"kind": "flag", "label": {"zh": "恢复已销毁数据", "en": "restores destroyed data"}, "absent": false},
    "logDeletion": {"kind": "flag", "label": {"zh": "拟删除日志", "en": "logs are to be deleted"}, "absent": false},
    "loggedOn": {"kind": "date", "label": {"zh": "日志日期", "en": "day of the log"}},
    "gradedEnterprises": {"kind": "list", "label": {"zh": "开展分类分级的企业", "en": "enterprises doing grading"}},
    "typicalCases": {"kind": "list", "label": {"zh": "典型案例", "en": "typical cases"}},
    "trainedPersons": {"kind": "number", "label": {"zh": "培训人次", "en": "training person-times"}, "minimum": 0},
    "talents": {"kind": "list", "label": {"zh": "数据安全人才", "en": "talents"}},
    "standardsMade": {"kind": "list", "label": {"zh": "标准", "en": "standards"}},
    "reportYear": {"kind": "text", "label": {"zh": "报告年度", "en": "year of the report"}}
  },
  "attachments": {
    "assessmentReport": {"zh": "风险评估报告", "en": "assessment report"},
    "incidentReport": {"zh": "事件报告", "en": "incident report"},
    "summaryReport": {"zh": "总结报告", "en": "summary report"},
    "testReport": {"zh": "密码测评报告", "en": "test report"},
    "commitmentLetter": {"zh": "责任书", "en": "letter of responsibility"}
  },
  "refusals": {
    "CLS-UNGRADED": {
      "text": {"zh": "未分类分级", "en": "not classified and graded"},
      "cite": "工信部网安〔2022〕166号 arts 7–11",
      "remedy": {"zh": "先分类分级", "en": "classify and grade it first"}
    },
    "CLS-ELEMENTS": {
      "text": {"zh": "须给出影响对象、程度和分级要素", "en": "impacts and grading elements are needed"},
      "cite": "GB/T 43697-2024",
      "remedy": {"zh": "补充影响和要素", "en": "give impacts and elements"}
    },
    "CLS-LEVEL": {
      "text": {"zh": "级别低于就高从严的结果", "en": "the level is below the strictest result"},
      "cite": "GB/T 43697-2024; 工信部网安〔2022〕166号 arts 9–13",
      "remedy": {"zh": "按较高级别定级，或由人复核", "en": "take the higher level, or have a human review it"}
    },
    "CLS-NOT-FILED": {
      "text": {"zh": "重要数据、核心数据须备案", "en": "important and core data must be filed"},
      "cite": "工信部网安〔2022〕166号 art 12",
      "remedy": {"zh": "先备案", "en": "file it first"}
    },
    "CLS-ASSESS-EXPIRED": {
      "text": {"zh": "风险评估已超过一年", "en": "the assessment is older than a year"},
      "cite": "《工业和信息化领域数据安全风险评估实施细则（试行）》",
      "remedy": {"zh": "重新评估并报送", "en": "assess and report again"}
    },
    "IND-CORE-MANUAL": {
      "text": {"zh": "核心数据不得自助共享，须人工决定", "en": "core data has no self-service sharing; a human decides"},
      "cite": "工信部网安〔2022〕166号 art 24; the gate is ours",
      "remedy": {"zh": "取得人工决定", "en": "obtain a human decision"}
    },
    "IND-PUBLISH-IMPACT": {
      "text": {"zh": "公开有重大影响的不得公开", "en": "publication with a significant impact is forbidden"},
      "cite": "工信部网安〔2022〕166号 art 19",
      "remedy": {"zh": "不公开或脱敏后重评", "en": "do not publish, or assess again"}
    },
    "IND-NO-RECIPIENT-CHECK": {
      "text": {"zh": "须与接收方签订协议并核验能力", "en": "an agreement and a check of the recipient are needed"},
      "cite": "工信部网安〔2022〕166号 art 18",
      "remedy": {"zh": "签协议并核验", "en": "sign and verify"}
    },
    "IND-TRUSTEE": {
      "text": {"zh": "委托处理须签合同并核验能力", "en": "entrusting needs a contract and a capability check"},
      "cite": "工信部网安〔2022〕166号 art 23",
      "remedy": {"zh": "签合同并核验", "en": "sign and check"}
    },
    "IND-TRUSTEE-ONWARD": {
      "text": {"zh": "受托方未经同意不得再提供", "en": "a trustee may not pass it on without consent"},
      "cite": "工信部网安〔2022〕166号 art 23",
      "remedy": {"zh": "取得委托方同意", "en": "obtain the consent"}
    },
    "IND-CORE-CROSS-ENTITY": {
      "text": {"zh": "核心数据跨主体须经评估和两级审查", "en": "core data across entities needs assessment and two reviews"},
      "cite": "工信部网安〔2022〕166号 art 24",
      "remedy": {"zh": "报地方审查后报部审查", "en": "have it reviewed locally and by the ministry"}
    },
    "IND-FOREIGN-LE": {
      "text": {"zh": "未经批准不得向境外执法机构提供", "en": "not to foreign authorities without approval"},
      "cite": "工信部网安〔2022〕166号",
      "remedy": {"zh": "先报批准", "en": "obtain approval first"}
    },
    "IND-RESTORE-DESTROYED": {
      "text": {"zh": "已销毁的重要、核心数据不得恢复", "en": "destroyed important or core data may not be restored"},
      "cite": "工信部网安〔2022〕166号 art 20",
      "remedy": {"zh": "停止恢复", "en": "do not restore it"}
    },
    "RET-TOO-EARLY": {
      "text": {"zh": "日志留存不足六个月", "en": "logs must be kept six months"},
      "cite": "工信部网安〔2022〕166号 art 25",
      "remedy": {"zh": "期满后删除", "en": "delete them after the period"}
    },
    "IND-NO-CHANGE": {
      "text": {"zh": "变化未达变更备案条件", "en": "the change needs no filing"},
      "cite": "工信部网安〔2022〕166号 art 12",
      "remedy": {"zh": "无需变更备案", "en": "no filing is needed"}
    },
    "IND-POINTS": {
      "text": {"zh": "评估内容须覆盖八项", "en": "the assessment must cover eight points"},
      "cite": "《工业和信息化领域数据安全风险评估实施细则（试行）》",
      "remedy": {"zh": "补齐八项", "en": "complete the points"}
    },
    "IND-NOT-LATER": {
      "text": {"zh": "完成日不得晚于今日", "en": "the completion day is in the future"},
      "cite": "《工业和信息化领域数据安全风险评估实施细则（试行）》",
      "remedy": {"zh": "评估完成后报送", "en": "report after completion"}
    },
    "IND-CRYPTO-FAIL": {
      "text": {"zh": "密码测评未达合格分", "en": "the cryptography test was not passed"},
      "cite": "密码应用安全性评估; pass mark assumed",
      "remedy": {"zh": "整改后复测", "en": "remedy and test again"}
    },
    "IND-SUMMARY-USERS": {
      "text": {"zh": "须先通知可能受损的用户", "en": "users who may be harmed are told first"},
      "cite": "工信部网安〔2022〕166号 art 28",
      "remedy": {"zh": "通知用户后办结", "en": "notify the users first"}
    }
  },
  "documents": {
    "filingNotice": {"label": {"zh": "备案结果", "en": "result of the filing"}, "cite": "工信部网安〔2022〕166号 art 12"},
    "filingRefusal": {"label": {"zh": "不予备案反馈", "en": "refusal with reasons"}, "cite": "工信部网安〔2022〕166号 art 12", "servedBy": ["localRegulator"]},
    "riskNotice": {"label": {"zh": "风险处置通知", "en": "notice of the risk"}, "cite": "工信部网安〔2022〕166号 art 27"},
    "gradingRecord": {"label": {"zh": "分类分级记录", "en": "grading record"}, "cite": "工信部网安〔2022〕166号 arts 7–13"}
  },
  "credentials": {
    "filingRecord": {
      "label": {"zh": "重要数据、核心数据备案", "en": "filed important or core data"},
      "cite": "工信部网安〔2022〕166号 art 12",
      "claims": ["dataName", "level", "responsibleBody"]
    },
    "riskAssessment": {
      "label": {"zh": "风险评估", "en": "risk assessment"},
      "cite": "《工业和信息化领域数据安全风险评估实施细则（试行）》",
      "claims": ["completedOn"],
      "valid": {"n": "$assessmentYears", "unit": "year"}
    },
    "cryptographyTest": {
      "label": {"zh": "密码应用安全性评估", "en": "cryptography assessment"},
      "cite": "密码应用安全性评估",
      "claims": ["systemName", "scoreOfTest"],
      "valid": {"n": "$cryptoYears", "unit": "year"}
    }
  },
  "obligations": {
    "logTransfer": {"text": {"zh": "记录日志并按不少于六个月留存", "en": "log it and keep the log six months"}, "cite": "工信部网安〔2022〕166号 art 25"},
    "verifiedChannel": {"text": {"zh": "校验、密码、安全通道传输", "en": "verification, cryptography and a secure channel"}, "cite": "工信部网安〔2022〕166号 art 17"}
  },
  "tables": {
    "grade": {
      "cite": "就高从严: GB/T 43697-2024; 工信部网安〔2022〕166号 arts 9–13",
      "hit": "only",
      "inputs": ["standardGrade", "sectorGrade"],
      "outputs": ["grade"],
      "rows": [
        {
          "id": "gg",
          "cite": "就高从严: GB/T 43697-2024; 工信部网安〔2022〕166号 arts 9–11",
          "if": {"standardGrade": "general", "sectorGrade": "general"},
          "then": {"grade": "general"}
        },
        {
          "id": "gi",
          "cite": "就高从严: GB/T 43697-2024; 工信部网安〔2022〕166号 arts 9–11",
          "if": {"standardGrade": "general", "sectorGrade": "important"},
          "then": {"grade": "important"}
        },
        {
          "id": "gc",
          "cite": "就高从严: GB/T 43697-2024; 工信部网安〔2022〕166号 arts 9–11",
          "if": {"standardGrade": "general", "sectorGrade": "core"},
          "then": {"grade": "core"}
        },
        {
          "id": "ig",
          "cite": "就高从严: GB/T 43697-2024; 工信部网安〔2022〕166号 arts 9–11",
          "if": {"standardGrade": "important", "sectorGrade": "general"},
          "then": {"grade": "important"}
        },
        {
          "id": "ii",
          "cite": "就高从严: GB/T 43697-2024; 工信部网安〔2022〕166号 arts 9–11",
          "if": {"standardGrade": "important", "sectorGrade": "important"},
          "then": {"grade": "important"}
        },
        {
          "id": "ic",
          "cite": "就高从严: GB/T 43697-2024; 工信部网安〔2022〕166号 arts 9–11",
          "if": {"standardGrade": "important", "sectorGrade": "core"},
          "then": {"grade": "core"}
        },
        {
          "id": "cg",
          "cite": "就高从严: GB/T 43697-2024; 工信部网安〔2022〕166号 arts 9–11",
          "if": {"standardGrade": "core", "sectorGrade": "general"},
          "then": {"grade": "core"}
        },
        {
          "id": "ci",
          "cite": "就高从严: GB/T 43697-2024; 工信部网安〔2022〕166号 arts 9–11",
          "if": {"standardGrade": "core", "sectorGrade": "important"},
          "then": {"grade": "core"}
        },
        {
          "id": "cc",
          "cite": "就高从严: GB/T 43697-2024; 工信部网安〔2022〕166号 arts 9–11",
          "if": {"standardGrade": "core", "sectorGrade": "core"},
          "then": {"grade": "core"}
        },
        {"id": "unknown1", "cite": "无法定级，由人判断", "if": {"standardGrade": "unknown"}, "then": {"grade": "undetermined"}},
        {"id": "unknown2", "cite": "无法定级，由人判断", "if": {"standardGrade": "known", "sectorGrade": "unknown"}, "then": {"grade": "undetermined"}}
      ],
      "examples": {
        "base": {},
        "cases": [
          {"with": {"standardGrade": "general", "sectorGrade": "general"}, "row": "gg", "then": {"grade": "general"}},
          {"with": {"standardGrade": "general", "sectorGrade": "important"}, "row": "gi", "then": {"grade": "important"}},
          {"with": {"standardGrade": "general", "sectorGrade": "core"}, "row": "gc", "then": {"grade": "core"}},
          {"with": {"standardGrade": "important", "sectorGrade": "general"}, "row": "ig", "then": {"grade": "important"}},
          {"with": {"standardGrade": "important", "sectorGrade": "important"}, "row": "ii", "then": {"grade": "important"}},
          {"with": {"standardGrade": "important", "sectorGrade": "core"}, "row": "ic", "then": {"grade": "core"}},
          {"with": {"standardGrade": "core", "sectorGrade": "general"}, "row": "cg", "then": {"grade": "core"}},
          {"with": {"standardGrade": "core", "sectorGrade": "important"}, "row": "ci", "then": {"grade": "core"}},
          {"with": {"standardGrade": "core", "sectorGrade": "core"}, "row": "cc", "then": {"grade": "core"}},
          {"with": {}, "row": "unknown1", "then": {"grade": "undetermined"}},
          {"with": {"standardGrade": "general"}, "row": "unknown2", "then": {"grade": "undetermined"}}
        ]
      }
    }
  },
  "matrices": {
    "standard": {
      "cite": "GBT: GB/T 43697-2024 影响对象×影响程度",
      "rows": ["nationalSecurity", "economicOperation", "socialOrder", "publicInterest", "organisationRights", "individualRights"],
      "columns": ["especiallySevere", "severe", "ordinary"],
      "order": ["general", "important", "core"],
      "cells": [
        ["core", "core", "important"],
        ["core", "important", "general"],
        ["core", "important", "general"],
        ["core", "important", "general"],
        ["general", "general", "general"],
        ["general", "general", "general"]
      ],
      "examples": [
        {"of": "nationalSecurity:especiallySevere", "gives": "core"},
        {"of": "nationalSecurity:severe", "gives": "core"},
        {"of": "nationalSecurity:ordinary", "gives": "important"},
        {"of": "economicOperation:especiallySevere", "gives": "core"},
        {"of": "economicOperation:severe", "gives": "important"},
        {"of": "economicOperation:ordinary", "gives": "general"},
        {"of": "socialOrder:especiallySevere", "gives": "core"},
        {"of": "socialOrder:severe", "gives": "important"},
        {"of": "socialOrder:ordinary", "gives": "general"},
        {"of": "publicInterest:especiallySevere", "gives": "core"},
        {"of": "publicInterest:severe", "gives": "important"},
        {"of": "publicInterest:ordinary", "gives": "general"},
        {"of": "organisationRights:especiallySevere", "gives": "general"},
        {"of": "organisationRights:severe", "gives": "general"},
        {"of": "organisationRights:ordinary", "gives": "general"},
        {"of": "individualRights:especiallySevere", "gives": "general"},
        {"of": "individualRights:severe", "gives": "general"},
        {"of": "individualRights:ordinary", "gives": "general"}
      ]
    },
    "sector": {
      "cite": "工信部网安〔2022〕166号 arts 9–11: 严重影响个人、组织权益的可为重要数据",
      "rows": ["nationalSecurity", "economicOperation", "socialOrder", "publicInterest", "organisationRights", "individualRights"],
      "columns": ["especiallySevere", "severe", "ordinary"],
      "order": ["general", "important", "core"],
      "cells": [
        ["core", "core", "important"],
        ["core", "important", "general"],
        ["core", "important", "general"],
        ["core", "important", "general"],
        ["important", "important", "general"],
        ["important", "important", "general"]
      ],
      "examples": [
        {"of": "nationalSecurity:especiallySevere", "gives": "core"},
        {"of": "nationalSecurity:severe", "gives": "core"},
        {"of": "nationalSecurity:ordinary", "gives": "important"},
        {"of": "economicOperation:especiallySevere", "gives": "core"},
        {"of": "economicOperation:severe", "gives": "important"},
        {"of": "economicOperation:ordinary", "gives": "general"},
        {"of": "socialOrder:especiallySevere", "gives": "core"},
        {"of": "socialOrder:severe", "gives": "important"},
        {"of": "socialOrder:ordinary", "gives": "general"},
        {"of": "publicInterest:especiallySevere", "gives": "core"},
        {"of": "publicInterest:severe", "gives": "important"},
        {"of": "publicInterest:ordinary", "gives": "general"},
        {"of": "organisationRights:especiallySevere", "gives": "important"},
        {"of": "organisationRights:severe", "gives": "important"},
        {"of": "organisationRights:ordinary", "gives": "general"},
        {"of": "individualRights:especiallySevere", "gives": "important"},
        {"of": "individualRights:severe", "gives": "important"},
        {"of": "individualRights:ordinary", "gives": "general"}
      ]
    }
  },
  "procedures": {
    "grading": {
      "title": {"zh": "分类分级", "en": "classification and grading"},
      "cite": "工信部网安〔2022〕166号 arts 7–13; GB/T 43697-2024",
      "states": [
        {"id": "classified", "label": {"zh": "已分类", "en": "classified"}},
        {"id": "proposed", "label": {"zh": "已拟定级别", "en": "grade proposed"}},
        {"id": "confirmed", "label": {"zh": "已定级", "en": "graded"}},
        {"id": "superseded", "label": {"zh": "已动态更新", "en": "updated"}, "final": true}
      ],
      "transitions": [
        {
          "event": "classify",
          "label": {"zh": "分类", "en": "classify"},
          "cite": "工信部网安〔2022〕166号 art 8",
          "from": ["new"],
          "to": "classified",
          "by": ["processor"],
          "fields": ["dataName", "dataClass"]
        },
        {
          "event": "propose",
          "label": {"zh": "拟定级别", "en": "propose a grade"},
          "cite": "GB/T 43697-2024: 八要素",
          "from": ["classified"],
          "to": "proposed",
          "by": ["processor"],
          "fields": ["impacts", "elements"],
          "require": [{"if": "count(impacts) > 0 and count(elements) > 0 and has(strictest('standard', impacts))", "else": "CLS-ELEMENTS"}],
          "effects": [
            {"set": {"fact": "standardGrade", "to": "strictest('standard', impacts)"}},
            {"set": {"fact": "sectorGrade", "to": "strictest('sector', impacts)"}}
          ]
        },
        {
          "event": "confirm",
          "label": {"zh": "复核定级（人的决定）", "en": "confirm, a human decision"},
          "cite": "GB/T 43697-2024; 工信部网安〔2022〕166号 art 13: 最高级别",
          "from": ["proposed"],
          "to": "confirmed",
          "by": ["reviewer"],
          "fields": ["level", "reasons"],
          "otherThan": ["propose"],
          "require": [
            {
              "if": "table.grade.grade != 'undetermined' and (level == 'core' or table.grade.grade == level or (level == 'important' and table.grade.grade == 'general'))",
              "else": "CLS-LEVEL"
            }
          ],
          "effects": [{"document": "gradingRecord"}]
        },
        {
          "event": "update",
          "label": {"zh": "动态更新", "en": "update"},
          "cite": "GB/T 43697-2024: 动态更新",
          "from": ["confirmed"],
          "to": "superseded",
          "by": ["processor"],
          "fields": ["reasons"]
        }
      ]
    },
    "filing": {
      "title": {"zh": "重要数据和核心数据目录备案", "en": "filing of important and core data"},
      "cite": "工信部网安〔2022〕166号 art 12",
      "states": [
        {
          "id": "submitted",
          "label": {"zh": "已提交", "en": "submitted"},
          "timers": [
            {
              "id": "review",
              "label": {"zh": "备案审核期限", "en": "review"},
              "cite": "工信部网安〔2022〕166号 art 12: 20个工作日",
              "who": "localRegulator",
              "n": "$reviewDays",
              "unit": "workingDay",
              "from": "entered"
            }
          ]
        },
        {
          "id": "refused",
          "label": {"zh": "不予备案", "en": "refused"},
          "timers": [
            {
              "id": "resubmission",
              "label": {"zh": "重新提交期限", "en": "resubmission"},
              "cite": "工信部网安〔2022〕166号 art 12: 15个工作日",
              "who": "processor",
              "n": "$resubmitDays",
              "unit": "workingDay",
              "from": "served.filingRefusal",
              "event": "notResubmitted"
            }
          ]
        },
        {
          "id": "filed",
          "label": {"zh": "已备案", "en": "filed"},
          "timers": [
            {
              "id": "assessmentDue",
              "label": {"zh": "风险评估到期", "en": "assessment is due"},
              "cite": "《工业和信息化领域数据安全风险评估实施细则（试行）》: 每年至少一次",
              "who": "processor",
              "n": 0,
              "unit": "calendarDay",
              "from": "expiry.riskAssessment"
            },
            {
              "id": "firstAssessment",
              "label": {"zh": "首次风险评估", "en": "first assessment"},
              "cite": "《工业和信息化领域数据安全风险评估实施细则（试行）》: 每年至少一次",
              "who": "processor",
              "n": "$assessmentYears",
              "unit": "year",
              "from": "entered",
              "until": "assessed"
            },
            {
              "id": "ministryReport",
              "label": {"zh": "向工业和信息化部报告评估情况", "en": "yearly report to the ministry"},
              "cite": "《工业和信息化领域数据安全风险评估实施细则（试行）》: 12月25日前",
              "who": "localRegulator",
              "on": "12-25",
              "from": "entered",
              "until": "reportToMinistry"
            }
          ]
        },
        {"id": "withdrawn", "label": {"zh": "已销毁或降级", "en": "destroyed or regraded"}, "final": true, "keeps": ["riskAssessment"]},
        {"id": "lapsed", "label": {"zh": "未重新提交", "en": "not resubmitted"}, "final": true}
      ],
      "transitions": [
        {
          "event": "submit",
          "label": {"zh": "提交备案", "en": "submit"},
          "cite": "工信部网安〔2022〕166号 art 12: 十一项，不含数据内容",
          "from": ["new"],
          "to": "submitted",
          "by": ["processor"],
          "fields": [
            "dataName",
            "source",
            "dataClass",
            "level",
            "scale",
            "carrier",
            "purposeAndMode",
            "scopeOfUse",
            "responsibleBody",
            "externalSharing",
            "crossBorderTransfer",
            "protectionMeasures"
          ],
          "attachments": ["commitmentLetter"],
          "require": [{"if": "level in ['important', 'core']", "else": "CLS-LEVEL"}]
        },
        {
          "event": "file",
          "label": {"zh": "备案", "en": "file"},
          "cite": "工信部网安〔2022〕166号 art 12",
          "from": ["submitted"],
          "to": "filed",
          "by": ["localRegulator"],
          "effects": [{"issue": "filingRecord"}, {"document": "filingNotice"}]
        },
        {
          "event": "refuse",
          "label": {"zh": "不予备案", "en": "refuse"},
          "cite": "工信部网安〔2022〕166号 art 12: 反馈理由",
          "from": ["submitted"],
          "to": "refused",
          "by": ["localRegulator"],
          "fields": ["reasons"],
          "effects": [{"document": "filingRefusal"}]
        },
        {
          "event": "resubmit",
          "label": {"zh": "重新提交", "en": "resubmit"},
          "cite": "工信部网安〔2022〕166号 art 12",
          "from": ["refused"],
          "to": "submitted",
          "by": ["processor"],
          "optional": [
            "source",
            "dataClass",
            "level",
            "scale",
            "carrier",
            "purposeAndMode",
            "scopeOfUse",
            "responsibleBody",
            "externalSharing",
            "crossBorderTransfer",
            "protectionMeasures"
          ]
        },
        {
          "event": "notResubmitted",
          "label": {"zh": "未重新提交", "en": "not resubmitted"},
          "cite": "工信部网安〔2022〕166号 art 12",
          "from": ["refused"],
          "to": "lapsed",
          "by": ["system"]
        },
        {
          "event": "assessed",
          "label": {"zh": "已评估", "en": "assessed"},
          "cite": "《工业和信息化领域数据安全风险评估实施细则（试行）》",
          "from": ["filed"],
          "to": "=",
          "by": ["system"],
          "effects": [{"issue": "riskAssessment"}]
        },
        {
          "event": "reportToMinistry",
          "label": {"zh": "汇总报告评估情况", "en": "report the assessments of the year"},
          "cite": "《工业和信息化领域数据安全风险评估实施细则（试行）》: 12月25日前",
          "from": ["filed"],
          "to": "=",
          "by": ["localRegulator"],
          "fields": ["reportYear"]
        },
        {
          "event": "changed",
          "label": {"zh": "已变更备案", "en": "changed"},
          "cite": "工信部网安〔2022〕166号 art 12",
          "from": ["filed"],
          "to": "=",
          "by": ["system"]
        },
        {
          "event": "withdraw",
          "label": {"zh": "销毁或降级", "en": "withdraw"},
          "cite": "工信部网安〔2022〕166号 art 20",
          "from": ["filed"],
          "to": "withdrawn",
          "by": ["processor"],
          "fields": ["reasons"],
          "effects": [{"expire": "filingRecord"}]
        }
      ]
    },
    "change": {
      "title": {"zh": "变更备案", "en": "change of a filing"},
      "cite": "工信部网安〔2022〕166号 art 12",
      "parents": ["filing"],
      "states": [
        {
          "id": "due",
          "label": {"zh": "应变更备案", "en": "due"},
          "timers": [
            {
              "id": "change",
              "label": {"zh": "变更备案期限", "en": "change filing"},
              "cite": "工信部网安〔2022〕166号 art 12: 3个月",
              "who": "processor",
              "n": "$changeMonths",
              "unit": "month",
              "from": "fact.changedOn"
            }
          ]
        },
        {
          "id": "submitted",
          "label": {"zh": "已提交", "en": "submitted"},
          "timers": [
            {
              "id": "review",
              "label": {"zh": "备案审核期限", "en": "review"},
              "cite": "工信部网安〔2022〕166号 art 12: 20个工作日",
              "who": "localRegulator",
              "n": "$reviewDays",
              "unit": "workingDay",
              "from": "entered"
            }
          ]
        },
        {"id": "done", "label": {"zh": "已变更", "en": "changed"}, "final": true},
        {"id": "refused", "label": {"zh": "不予变更", "en": "refused"}, "final": true}
      ],
      "transitions": [
        {
          "event": "notice",
          "label": {"zh": "出现重大变化", "en": "a major change"},
          "cite": "工信部网安〔2022〕166号 art 12: 规模变化30%以上或其他备案内容变化",
          "from": ["new"],
          "to": "due",
          "by": ["processor"],
          "whileParent": ["filed"],
          "fields": ["scaleChangePercent", "otherItemChanged", "changedOn"],
          "require": [{"if": "scaleChangePercent >= $changePercent or otherItemChanged", "else": "IND-NO-CHANGE"}]
        },
        {
          "event": "submit",
          "label": {"zh": "提交变更", "en": "submit"},
          "cite": "工信部网安〔2022〕166号 art 12",
          "from": ["due"],
          "to": "submitted",
          "by": ["processor"],
          "optional": [
            "source",
            "dataClass",
            "level",
            "scale",
            "carrier",
            "purposeAndMode",
            "scopeOfUse",
            "responsibleBody",
            "externalSharing",
            "crossBorderTransfer",
            "protectionMeasures"
          ]
        },
        {
          "event": "file",
          "label": {"zh": "变更备案", "en": "file"},
          "cite": "工信部网安〔2022〕166号 art 12",
          "from": ["submitted"],
          "to": "done",
          "by": ["localRegulator"],
          "effects": [{"parent": "changed"}, {"document": "filingNotice"}]
        },
        {
          "event": "refuse",
          "label": {"zh": "不予变更", "en": "refuse"},
          "cite": "工信部网安〔2022〕166号 art 12",
          "from": ["submitted"],
          "to": "refused",
          "by": ["localRegulator"],
          "fields": ["reasons"]
        }
      ]
    },
    "assessment": {
      "title": {"zh": "数据安全风险评估", "en": "risk assessment"},
      "cite": "《工业和信息化领域数据安全风险评估实施细则（试行）》",
      "parents": ["filing"],
      "states": [
        {"id": "running", "label": {"zh": "评估中", "en": "running"}},
        {
          "id": "completed",
          "label": {"zh": "已完成", "en": "completed"},
          "timers": [
            {
              "id": "report",
              "label": {"zh": "报送期限", "en": "report"},
              "cite": "《工业和信息化领域数据安全风险评估实施细则（试行）》: 10个工作日",
              "who": "processor",
              "n": "$assessmentReportDays",
              "unit": "workingDay",
              "from": "fact.completedOn"
            }
          ]
        },
        {"id": "reported", "label": {"zh": "已报送", "en": "reported"}, "final": true}
      ],
      "transitions": [
        {
          "event": "start",
          "label": {"zh": "开展评估", "en": "start"},
          "cite": "《工业和信息化领域数据安全风险评估实施细则（试行）》",
          "from": ["new"],
          "to": "running",
          "by": ["processor"],
          "whileParent": ["filed"]
        },
        {
          "event": "complete",
          "label": {"zh": "完成评估", "en": "complete"},
          "cite": "《工业和信息化领域数据安全风险评估实施细则（试行）》: 八项内容",
          "from": ["running"],
          "to": "completed",
          "by": ["processor", "assessor"],
          "fields": ["assessmentPoints", "completedOn"],
          "require": [
            {
              "if": "containsAll(assessmentPoints, ['legality', 'policies', 'organisation', 'technicalProtection', 'staff', 'incidentImpact', 'recipientCapability', 'crossBorder'])",
              "else": "IND-POINTS"
            },
            {"if": "completedOn <= today", "else": "IND-NOT-LATER"}
          ]
        },
        {
          "event": "report",
          "label": {"zh": "报送", "en": "report"},
          "cite": "《工业和信息化领域数据安全风险评估实施细则（试行）》",
          "from": ["completed"],
          "to": "reported",
          "by": ["processor"],
          "attachments": ["assessmentReport"],
          "effects": [{"parent": "assessed"}]
        }
      ]
    },
    "incident": {
      "title": {"zh": "数据安全事件", "en": "incident"},
      "cite": "工信部网安〔2022〕166号 arts 27–28; 工信部网安〔2024〕214号; 《国家网络安全事件报告管理办法》",
      "states": [
        {
          "id": "dueCritical",
          "label": {"zh": "关基运营者1小时内报告", "en": "critical operator reports within one hour"},
          "timers": [
            {
              "id": "report",
              "label": {"zh": "关基运营者1小时内报告", "en": "critical operator reports within one hour"},
              "cite": "《国家网络安全事件报告管理办法》: 1小时",
              "who": "processor",
              "n": "$hoursCritical",
              "unit": "hour",
              "from": "entered"
            }
          ]
        },
        {
          "id": "dueOrgan",
          "label": {"zh": "党政机关2小时内报告", "en": "state organ reports within two hours"},
          "timers": [
            {
              "id": "report",
              "label": {"zh": "党政机关2小时内报告", "en": "state organ reports within two hours"},
              "cite": "《国家网络安全事件报告管理办法》: 2小时",
              "who": "processor",
              "n": "$hoursOrgan",
              "unit": "hour",
              "from": "entered"
            }
          ]
        },
        {
          "id": "dueOther",
          "label": {"zh": "其他运营者4小时内报告", "en": "other operators report within four hours"},
          "timers": [
            {
              "id": "report",
              "label": {"zh": "其他运营者4小时内报告", "en": "other operators report within four hours"},
              "cite": "《国家网络安全事件报告管理办法》: 4小时",
              "who": "processor",
              "n": "$hoursOther",
              "unit": "hour",
              "from": "entered"
            }
          ]
        },
        {
          "id": "dueAtOnce",
          "label": {"zh": "第一时间报告", "en": "report at once"},
          "timers": [
            {
              "id": "report",
              "label": {"zh": "第一时间报告", "en": "report at once"},
              "cite": "工信部网安〔2022〕166号 art 28: 第一时间; hours assumed",
              "who": "processor",
              "n": "$hoursAtOnce",
              "unit": "hour",
              "from": "entered"
            }
          ]
        },
        {"id": "responding", "label": {"zh": "处置中", "en": "responding"}},
        {
          "id": "handled",
          "label": {"zh": "已处置", "en": "handled"},
          "timers": [
            {
              "id": "summary",
              "label": {"zh": "处置总结", "en": "summary of the handling"},
              "cite": "《国家网络安全事件报告管理办法》: 30日; 工信部网安〔2024〕214号",
              "who": "processor",
              "n": "$summaryDays",
              "unit": "calendarDay",
              "from": "entered"
            }
          ]
        },
        {"id": "closed", "label": {"zh": "已办结", "en": "closed"}, "final": true}
      ],
      "transitions": [
        {
          "event": "detect",
          "label": {"zh": "发现并自判", "en": "detect and self-grade"},
          "cite": "《国家网络安全事件报告管理办法》",
          "from": ["new"],
          "to": "dueCritical",
          "by": ["processor"],
          "when": "incidentLevel in ['especiallyMajor', 'major', 'larger'] and networkIncident and operatorKind == 'critical'",
          "fields": ["incidentLevel", "operatorKind", "networkIncident", "affectedLevel", "incidentText", "usersHarmed"]
        },
        {
          "event": "detect",
          "label": {"zh": "发现并自判", "en": "detect and self-grade"},
          "cite": "《国家网络安全事件报告管理办法》",
          "from": ["new"],
          "to": "dueOrgan",
          "by": ["processor"],
          "when": "incidentLevel in ['especiallyMajor', 'major', 'larger'] and networkIncident and operatorKind == 'stateOrgan'",
          "fields": ["incidentLevel", "operatorKind", "networkIncident", "affectedLevel", "incidentText", "usersHarmed"]
        },
        {
          "event": "detect",
          "label": {"zh": "发现并自判", "en": "detect and self-grade"},
          "cite": "《国家网络安全事件报告管理办法》",
          "from": ["new"],
          "to": "dueOther",
          "by": ["processor"],
          "when": "incidentLevel in ['especiallyMajor', 'major', 'larger'] and networkIncident",
          "fields": ["incidentLevel", "operatorKind", "networkIncident", "affectedLevel", "incidentText", "usersHarmed"]
        },
        {
          "event": "detect",
          "label": {"zh": "发现并自判", "en": "detect and self-grade"},
          "cite": "工信部网安〔2022〕166号 art 28; 工信部网安〔2024〕214号",
          "from": ["new"],
          "to": "dueAtOnce",
          "by": ["processor"],
          "when": "incidentLevel in ['especiallyMajor', 'major', 'larger'] or affectedLevel in ['important', 'core']",
          "fields": ["incidentLevel", "operatorKind", "networkIncident", "affectedLevel", "incidentText", "usersHarmed"]
        },
        {
          "event": "detect",
          "label": {"zh": "发现并自判", "en": "detect and self-grade"},
          "cite": "工信部网安〔2024〕214号",
          "from": ["new"],
          "to": "responding",
          "by": ["processor"],
          "fields": ["incidentLevel", "operatorKind", "networkIncident", "affectedLevel", "incidentText", "usersHarmed"]
        },
        {
          "event": "report",
          "label": {"zh": "报告", "en": "report"},
          "cite": "工信部网安〔2022〕166号 art 28; 《国家网络安全事件报告管理办法》",
          "from": ["dueCritical", "dueOrgan", "dueOther", "dueAtOnce"],
          "to": "responding",
          "by": ["processor"],
          "attachments": ["incidentReport"]
        },
        {
          "event": "track",
          "label": {"zh": "续报进展", "en": "track"},
          "cite": "工信部网安〔2024〕214号",
          "from": ["responding"],
          "to": "=",
          "by": ["processor"],
          "fields": ["progress"]
        },
        {
          "event": "finish",
          "label": {"zh": "处置结束", "en": "finish"},
          "cite": "工信部网安〔2024〕214号",
          "from": ["responding"],
          "to": "handled",
          "by": ["processor"]
        },
        {
          "event": "notifyUsers",
          "label": {"zh": "告知用户", "en": "notify users"},
          "cite": "工信部网安〔2022〕166号 art 28",
          "from": ["responding", "handled"],
          "to": "=",
          "by": ["processor"],
          "effects": [{"set": {"fact": "usersHarmed", "to": "false"}}]
        },
        {
          "event": "summarise",
          "label": {"zh": "报送总结", "en": "summarise"},
          "cite": "工信部网安〔2024〕214号; 《国家网络安全事件报告管理办法》",
          "from": ["handled"],
          "to": "closed",
          "by": ["processor"],
          "attachments": ["summaryReport"],
          "require": [{"if": "not usersHarmed", "else": "IND-SUMMARY-USERS"}]
        }
      ]
    },
    "riskInformation": {
      "title": {"zh": "风险信息", "en": "risk information"},
      "cite": "工信部网安〔2022〕166号 art 27",
      "states": [
        {"id": "received", "label": {"zh": "已接收", "en": "received"}},
        {"id": "monitored", "label": {"zh": "处置监测中", "en": "being handled"}},
        {"id": "reported", "label": {"zh": "已上报", "en": "reported"}},
        {"id": "closed", "label": {"zh": "已办结", "en": "closed"}, "final": true},
        {"id": "discarded", "label": {"zh": "不属实", "en": "discarded"}, "final": true}
      ],
      "transitions": [
        {
          "event": "receive",
          "label": {"zh": "接收", "en": "receive"},
          "cite": "工信部网安〔2022〕166号 art 27",
          "from": ["new"],
          "to": "received",
          "by": ["processor", "localRegulator"],
          "fields": ["riskType", "riskText"]
        },
        {
          "event": "triage",
          "label": {"zh": "研判：可能较大", "en": "triage: may be larger"},
          "cite": "工信部网安〔2022〕166号 art 27",
          "from": ["received"],
          "to": "reported",
          "by": ["processor"],
          "when": "riskMayBeLarger",
          "fields": ["riskMayBeLarger"],
          "effects": [{"document": "riskNotice"}]
        },
        {
          "event": "triage",
          "label": {"zh": "研判：一般", "en": "triage: ordinary"},
          "cite": "工信部网安〔2022〕166号 art 27",
          "from": ["received"],
          "to": "monitored",
          "by": ["processor"],
          "fields": ["riskMayBeLarger"]
        },
        {
          "event": "discard",
          "label": {"zh": "不属实", "en": "discard"},
          "cite": "工信部网安〔2022〕166号 art 27",
          "from": ["received"],
          "to": "discarded",
          "by": ["processor"],
          "fields": ["reasons"]
        },
        {
          "event": "close",
          "label": {"zh": "办结", "en": "close"},
          "cite": "工信部网安〔2022〕166号 art 27",
          "from": ["monitored", "reported"],
          "to": "closed",
          "by": ["processor"],
          "fields": ["progress"]
        }
      ]
    },
    "cryptography": {
      "title": {"zh": "密码应用安全性评估", "en": "cryptography assessment"},
      "cite": "密码应用安全性评估; 方案推动",
      "states": [
        {"id": "requested", "label": {"zh": "已委托", "en": "requested"}},
        {
          "id": "valid",
          "label": {"zh": "有效", "en": "valid"},
          "timers": [
            {
              "id": "expiry",
              "label": {"zh": "届满", "en": "expiry"},
              "cite": "assumed: term not found",
              "who": "processor",
              "n": 0,
              "unit": "calendarDay",
              "from": "expiry.cryptographyTest",
              "event": "expire"
            }
          ]
        },
        {"id": "failed", "label": {"zh": "未通过", "en": "failed"}},
        {"id": "expired", "label": {"zh": "已届满", "en": "expired"}, "final": true}
      ],
      "transitions": [
        {
          "event": "request",
          "label": {"zh": "委托测评", "en": "request"},
          "cite": "密码应用安全性评估",
          "from": ["new"],
          "to": "requested",
          "by": ["processor"],
          "fields": ["systemName"]
        },
        {
          "event": "pass",
          "label": {"zh": "通过", "en": "pass"},
          "cite": "密码应用安全性评估",
          "from": ["requested"],
          "to": "valid",
          "by": ["cryptoTester"],
          "fields": ["scoreOfTest"],
          "attachments": ["testReport"],
          "require": [{"if": "scoreOfTest >= $cryptoPass", "else": "IND-CRYPTO-FAIL"}],
          "effects": [{"issue": "cryptographyTest"}]
        },
        {
          "event": "fail",
          "label": {"zh": "不通过", "en": "fail"},
          "cite": "密码应用安全性评估",
          "from": ["requested"],
          "to": "failed",
          "by": ["cryptoTester"],
          "fields": ["scoreOfTest"],
          "attachments": ["testReport"]
        },
        {
          "event": "request",
          "label": {"zh": "整改后复测", "en": "test again"},
          "cite": "密码应用安全性评估",
          "from": ["failed"],
          "to": "requested",
          "by": ["processor"]
        },
        {
          "event": "expire",
          "label": {"zh": "届满", "en": "expire"},
          "cite": "密码应用安全性评估",
          "from": ["valid"],
          "to": "expired",
          "by": ["system"],
          "effects": [{"expire": "cryptographyTest"}]
        }
      ]
    },
    "forwarding": {
      "title": {"zh": "事件续报", "en": "onward report of an incident"},
      "cite": "《国家网络安全事件报告管理办法》",
      "parents": ["incident"],
      "states": [
        {
          "id": "dueMinutes",
          "label": {"zh": "待续报（半小时）", "en": "onward report due in half an hour"},
          "timers": [
            {
              "id": "onward",
              "label": {"zh": "续报期限", "en": "onward report"},
              "cite": "《国家网络安全事件报告管理办法》: 保护工作部门",
              "who": "localRegulator",
              "n": "$onwardMinutes",
              "unit": "minute",
              "from": "entered"
            }
          ]
        },
        {
          "id": "dueHour",
          "label": {"zh": "待续报（一小时）", "en": "onward report due in an hour"},
          "timers": [
            {
              "id": "onward",
              "label": {"zh": "续报期限", "en": "onward report"},
              "cite": "《国家网络安全事件报告管理办法》: 1小时",
              "who": "localRegulator",
              "n": "$onwardHours",
              "unit": "hour",
              "from": "entered"
            }
          ]
        },
        {"id": "forwarded", "label": {"zh": "已续报", "en": "forwarded"}, "final": true},
        {"id": "noted", "label": {"zh": "已记录，无须续报", "en": "noted, nothing to forward"}, "final": true}
      ],
      "transitions": [
        {
          "event": "receive",
          "label": {"zh": "收到报告", "en": "receive a report"},
          "cite": "《国家网络安全事件报告管理办法》 art 4; 工信部网安〔2022〕166号 arts 27–28",
          "from": ["new"],
          "to": "dueMinutes",
          "by": ["localRegulator"],
          "when": "incidentLevel in ['especiallyMajor', 'major'] and networkIncident and operatorKind == 'critical'",
          "whileParent": ["responding", "handled"]
        },
        {
          "event": "receive",
          "label": {"zh": "收到报告", "en": "receive a report"},
          "cite": "《国家网络安全事件报告管理办法》 art 4; 工信部网安〔2022〕166号 arts 27–28",
          "from": ["new"],
          "to": "dueHour",
          "by": ["localRegulator"],
          "when": "incidentLevel in ['especiallyMajor', 'major'] or affectedLevel in ['important', 'core']",
          "whileParent": ["responding", "handled"]
        },
        {
          "event": "receive",
          "label": {"zh": "收到报告", "en": "receive a report"},
          "cite": "《国家网络安全事件报告管理办法》 art 4",
          "from": ["new"],
          "to": "noted",
          "by": ["localRegulator"],
          "whileParent": ["responding", "handled"]
        },
        {
          "event": "forward",
          "label": {"zh": "向上级续报", "en": "forward the report"},
          "cite": "《国家网络安全事件报告管理办法》 art 4; 工信部网安〔2022〕166号 arts 27–28",
          "from": ["dueMinutes", "dueHour"],
          "to": "forwarded",
          "by": ["localRegulator"],
          "attachments": ["incidentReport"]
        }
      ]
    }
  },
  "worksheets": {
    "programmeTargets": {
      "title": {"zh": "方案目标进度", "en": "progress of the programme"},
      "cite": "PLAN",
      "inputs": ["gradedEnterprises", "typicalCases", "trainedPersons", "talents", "standardsMade"],
      "lines": [
        {"id": "graded", "label": {"zh": "分类分级企业", "en": "graded enterprises"}, "cite": "PLAN", "value": "count(gradedEnterprises)"},
        {"id": "gradedMet", "label": {"zh": "是否达标", "en": "met"}, "cite": "PLAN", "value": "line.graded > $targetGraded"},
        {"id": "cases", "label": {"zh": "典型案例", "en": "typical cases"}, "cite": "PLAN", "value": "count(typicalCases)"},
        {"id": "casesMet", "label": {"zh": "是否达标", "en": "met"}, "cite": "PLAN", "value": "line.cases >= $targetCases"},
        {"id": "trainingMet", "label": {"zh": "培训达标", "en": "training met"}, "cite": "PLAN", "value": "trainedPersons >= $targetTraining"},
        {"id": "talentsMet", "label": {"zh": "人才达标", "en": "talents met"}, "cite": "PLAN", "value": "count(talents) > $targetTalents"},
        {"id": "standardsMet", "label": {"zh": "标准达标", "en": "standards met"}, "cite": "PLAN", "value": "count(standardsMade) >= $targetStandards"}
      ],
      "checks": [],
      "examples": [
        {
          "with": {"gradedEnterprises": ["a", "b"], "typicalCases": ["c"], "trainedPersons": 30000, "talents": ["t", "u", "v"], "standardsMade": []},
          "lines": {"graded": 2, "gradedMet": false, "cases": 1, "casesMet": false, "trainingMet": true, "talentsMet": false, "standardsMet": false}
        },
        {
          "with": {"gradedEnterprises": [], "typicalCases": [], "trainedPersons": 29999, "talents": [], "standardsMade": ["s"]},
          "lines": {"graded": 0, "gradedMet": false, "cases": 0, "casesMet": false, "trainingMet": false, "talentsMet": false, "standardsMet": false}
        }
      ]
    }
  },
  "gates": [
    {
      "id": "graded",
      "gate": "publish",
      "cite": "工信部网安〔2022〕166号 arts 7–11",
      "when": "industrialData",
      "require": "graded",
      "refuse": "CLS-UNGRADED",
      "examples": [
        {"on": "2026-06-01", "with": {}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"industrialData": true}, "says": "refuses"},
        {"on": "2026-06-01", "with": {"graded": true, "industrialData": true}, "says": "holds"}
      ]
    },
    {
      "id": "filed",
      "gate": "publish",
      "cite": "工信部网安〔2022〕166号 art 12",
      "when": "industrialData and graded and level in ['important', 'core']",
      "require": "filed",
      "refuse": "CLS-NOT-FILED",
      "examples": [
        {"on": "2026-06-01", "with": {"graded": true}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"graded": true, "industrialData": true, "level": "core"}, "says": "refuses"},
        {"on": "2026-06-02", "with": {"filed": true, "graded": true, "industrialData": true, "level": "important"}, "says": "holds"}
      ]
    },
    {
      "id": "assessed",
      "gate": "publish",
      "cite": "《工业和信息化领域数据安全风险评估实施细则（试行）》",
      "when": "industrialData and graded and level in ['important', 'core']",
      "require": "assessedThrough >= today",
      "refuse": "CLS-ASSESS-EXPIRED",
      "examples": [
        {"on": "2026-06-02", "with": {"graded": true}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"assessedThrough": "2026-06-01", "graded": true, "industrialData": true, "level": "core"}, "says": "holds"},
        {"on": "2026-06-01", "with": {"graded": true, "industrialData": true, "level": "important"}, "says": "refuses"}
      ]
    },
    {
      "id": "impact",
      "gate": "publish",
      "cite": "工信部网安〔2022〕166号 art 19",
      "when": "industrialData and graded and level in ['important', 'core']",
      "require": "not significantImpact",
      "refuse": "IND-PUBLISH-IMPACT",
      "examples": [
        {"on": "2026-06-01", "with": {"graded": true}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"graded": true, "industrialData": true, "level": "core", "significantImpact": true}, "says": "refuses"},
        {"on": "2026-06-01", "with": {"graded": true, "industrialData": true, "level": "important", "significantImpact": false}, "says": "holds"}
      ]
    },
    {
      "id": "core",
      "gate": "publish",
      "cite": "工信部网安〔2022〕166号 art 24",
      "when": "industrialData and graded and level == 'core'",
      "require": "has(manualDecision)",
      "refuse": "IND-CORE-MANUAL",
      "examples": [
        {"on": "2026-06-02", "with": {"graded": true, "industrialData": true, "level": "general"}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"graded": true, "industrialData": true}, "says": "refuses"},
        {"on": "2026-06-01", "with": {"graded": true, "industrialData": true, "level": "core", "manualDecision": "x"}, "says": "holds"}
      ]
    },
    {
      "id": "recipient",
      "gate": "agree",
      "cite": "工信部网安〔2022〕166号 art 18",
      "when": "industrialData and level in ['important', 'core']",
      "require": "recipientVerified",
      "refuse": "IND-NO-RECIPIENT-CHECK",
      "examples": [
        {"on": "2026-06-02", "with": {}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"industrialData": true, "level": "core"}, "says": "refuses"},
        {"on": "2026-06-02", "with": {"industrialData": true, "level": "important", "recipientVerified": true}, "says": "holds"}
      ]
    },
    {
      "id": "trustee",
      "gate": "agree",
      "cite": "工信部网安〔2022〕166号 art 23",
      "when": "industrialData and trustee",
      "require": "trusteeContract",
      "refuse": "IND-TRUSTEE",
      "examples": [
        {"on": "2026-06-01", "with": {"trustee": true}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"industrialData": true, "trustee": true}, "says": "refuses"},
        {"on": "2026-06-01", "with": {"industrialData": true, "trustee": true, "trusteeContract": true}, "says": "holds"}
      ]
    },
    {
      "id": "onward",
      "gate": "agree",
      "cite": "工信部网安〔2022〕166号 art 23",
      "when": "industrialData and trustee",
      "require": "onwardConsent",
      "refuse": "IND-TRUSTEE-ONWARD",
      "examples": [
        {"on": "2026-06-01", "with": {"trustee": true}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"industrialData": true, "trustee": true}, "says": "holds"},
        {"on": "2026-06-02", "with": {"industrialData": true, "onwardConsent": false, "trustee": true}, "says": "refuses"}
      ]
    },
    {
      "id": "core-cross",
      "gate": "agree",
      "cite": "工信部网安〔2022〕166号 art 24",
      "when": "industrialData and level == 'core'",
      "require": "ministryReviewed",
      "refuse": "IND-CORE-CROSS-ENTITY",
      "examples": [
        {"on": "2026-06-01", "with": {"industrialData": true, "level": "general"}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"industrialData": true}, "says": "refuses"},
        {"on": "2026-06-01", "with": {"industrialData": true, "level": "core", "ministryReviewed": true}, "says": "holds"}
      ]
    },
    {
      "id": "still-assessed",
      "gate": "transferStart",
      "cite": "《工业和信息化领域数据安全风险评估实施细则（试行）》",
      "when": "industrialData and level in ['important', 'core']",
      "require": "assessedThrough >= today",
      "refuse": "CLS-ASSESS-EXPIRED",
      "examples": [
        {"on": "2026-06-02", "with": {"assessedThrough": "2026-06-02", "industrialData": true, "level": "core"}, "says": "holds"},
        {"on": "2026-06-02", "with": {}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"industrialData": true, "level": "important"}, "says": "refuses"}
      ]
    },
    {
      "id": "foreign",
      "gate": "transferStart",
      "cite": "工信部网安〔2022〕166号",
      "when": "industrialData and foreignAuthority",
      "require": "ministryApproval",
      "refuse": "IND-FOREIGN-LE",
      "examples": [
        {"on": "2026-06-01", "with": {"industrialData": true}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"foreignAuthority": true, "industrialData": true}, "says": "refuses"},
        {"on": "2026-06-01", "with": {"foreignAuthority": true, "industrialData": true, "ministryApproval": true}, "says": "holds"}
      ]
    },
    {
      "id": "log",
      "gate": "transferStart",
      "cite": "工信部网安〔2022〕166号 arts 17, 25",
      "when": "industrialData and level in ['important', 'core']",
      "oblige": ["logTransfer", "verifiedChannel"],
      "examples": [
        {"on": "2026-06-02", "with": {}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"industrialData": true, "level": "core"}, "says": "owes"},
        {"on": "2026-06-01", "with": {"industrialData": true}, "says": "refuses"},
        {"on": "2026-06-01", "with": {"industrialData": true, "level": "important"}, "says": "owes"}
      ]
    },
    {
      "id": "restore",
      "gate": "lifecycle",
      "cite": "工信部网安〔2022〕166号 art 20",
      "when": "industrialData and level in ['important', 'core']",
      "require": "not restoresDestroyed",
      "refuse": "IND-RESTORE-DESTROYED",
      "examples": [
        {"on": "2026-06-02", "with": {"industrialData": true, "level": "core"}, "says": "holds"},
        {"on": "2026-06-02", "with": {}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"industrialData": true, "level": "important", "restoresDestroyed": true}, "says": "refuses"}
      ]
    },
    {
      "id": "logs",
      "gate": "lifecycle",
      "cite": "工信部网安〔2022〕166号 art 25",
      "when": "industrialData and logDeletion",
      "require": "today > plus(loggedOn, $logMonths, 'month')",
      "refuse": "RET-TOO-EARLY",
      "examples": [
        {"on": "2026-06-02", "with": {"industrialData": true, "logDeletion": true, "loggedOn": "2025-12-02"}, "says": "refuses"},
        {"on": "2026-06-02", "with": {"logDeletion": true}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"industrialData": true, "logDeletion": true, "loggedOn": "2025-12-01"}, "says": "holds"}
      ]
    }
  ]
}

"""##
}
