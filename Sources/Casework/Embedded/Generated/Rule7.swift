// swift-format-ignore-file
// Written by Rules/embed.sh from Rules/cn-ln/industrial-data-security/2024-11-18.json; change that.
// Some of these have over 400 lines: each is one rule file, byte for byte.

extension EmbeddedRules {
    static let text7 = ##"""
{
  "schema": "sluice-pack/1",
  "id": "cn-ln.industrial-data-security",
  "version": "2024-11-18",
  "jurisdiction": "CN-LN",
  "title": {"zh": "辽宁省工业领域数据安全能力提升", "en": "Industrial data security programme of Liaoning"},
  "citation": "《辽宁省工业领域数据安全能力提升实施方案（2024—2026年）》",
  "sources": [{"key": "LN", "title": "实施方案发布摘要", "extent": "part"}],
  "effective": {"from": "2024-11-18", "to": "2026-12-31", "basis": "assumed", "cite": "到2026年底; published by 2024-11-18"},
  "zone": "+08:00",
  "calendar": "cn",
  "extends": "cn.industrial-data-security",
  "applies": {"place": "processor", "within": "CN-LN"},
  "survives": [{"duty": {"zh": "数据安全主体责任不因方案届满而免除", "en": "the processor's duties stay"}, "cite": "工信部网安〔2022〕166号"}],
  "parameters": {
    "lnGraded": {"value": 1000, "basis": "legal", "cite": "LN: 超1000家", "label": {"zh": "分类分级企业（家）", "en": "graded enterprises"}, "stricter": "none"},
    "lnCases": {"value": 15, "basis": "legal", "cite": "LN: 不少于15个", "label": {"zh": "典型案例（个）", "en": "typical cases"}, "stricter": "none"},
    "lnTraining": {"value": 5000, "basis": "legal", "cite": "LN: 5000人次", "label": {"zh": "培训人次", "en": "training"}, "stricter": "none"},
    "lnTalents": {"value": 200, "basis": "legal", "cite": "LN: 超200人", "label": {"zh": "人才（人）", "en": "talents"}, "stricter": "none"}
  },
  "worksheets": {
    "liaoningTargets": {
      "title": {"zh": "辽宁方案目标进度", "en": "progress of the Liaoning programme"},
      "cite": "LN",
      "inputs": ["gradedEnterprises", "typicalCases", "trainedPersons", "talents", "topEnterprises", "topEnterprisesGraded"],
      "lines": [
        {"id": "graded", "label": {"zh": "分类分级企业", "en": "graded enterprises"}, "cite": "LN", "value": "count(gradedEnterprises)"},
        {"id": "gradedMet", "label": {"zh": "是否达标", "en": "met"}, "cite": "LN", "value": "line.graded > $lnGraded"},
        {"id": "casesMet", "label": {"zh": "案例达标", "en": "cases met"}, "cite": "LN", "value": "count(typicalCases) >= $lnCases"},
        {"id": "trainingMet", "label": {"zh": "培训达标", "en": "training met"}, "cite": "LN", "value": "trainedPersons >= $lnTraining"},
        {"id": "talentsMet", "label": {"zh": "人才达标", "en": "talents met"}, "cite": "LN", "value": "count(talents) > $lnTalents"},
        {
          "id": "topCovered",
          "label": {"zh": "前10%全覆盖", "en": "top ten percent covered"},
          "cite": "LN",
          "value": "containsAll(topEnterprisesGraded, topEnterprises)"
        }
      ],
      "checks": [],
      "examples": [
        {
          "with": {
            "gradedEnterprises": ["a", "b", "c"],
            "typicalCases": ["c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9", "c10", "c11", "c12", "c13", "c14"],
            "trainedPersons": 5000,
            "talents": ["t"],
            "topEnterprises": ["a", "b"],
            "topEnterprisesGraded": ["b", "a", "c"]
          },
          "lines": {"graded": 3, "gradedMet": false, "casesMet": true, "trainingMet": true, "talentsMet": false, "topCovered": true}
        },
        {
          "with": {
            "gradedEnterprises": ["a"],
            "typicalCases": ["c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9", "c10", "c11", "c12", "c13"],
            "trainedPersons": 4999,
            "talents": [],
            "topEnterprises": ["a", "b"],
            "topEnterprisesGraded": ["b"]
          },
          "lines": {"graded": 1, "gradedMet": false, "casesMet": false, "trainingMet": false, "talentsMet": false, "topCovered": false}
        }
      ]
    }
  },
  "facts": {
    "topEnterprises": {"kind": "list", "label": {"zh": "前10%规上企业", "en": "top ten percent enterprises"}},
    "topEnterprisesGraded": {"kind": "list", "label": {"zh": "其中已开展的", "en": "of which graded"}}
  }
}

"""##
}
