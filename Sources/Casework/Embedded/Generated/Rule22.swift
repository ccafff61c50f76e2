// swift-format-ignore-file
// Written by Rules/embed.sh from Rules/us/critical-infrastructure-ai/2024-11-14.json; change that.
// Some of these have over 400 lines: each is one rule file, byte for byte.

extension EmbeddedRules {
    static let text22 = ##"""
{
  "schema": "sluice-pack/1",
  "id": "us.critical-infrastructure-ai",
  "version": "2024-11-14",
  "jurisdiction": "US",
  "title": {"zh": "美国关键基础设施人工智能角色与责任", "en": "US roles for AI in critical infrastructure"},
  "citation": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
  "sources": [
    {
      "key": "DHS",
      "title": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14 (summaries; the appendix matrix was not found)",
      "extent": "part"
    }
  ],
  "effective": {"from": "2024-11-14", "basis": "partial", "cite": "published 2024-11-14; voluntary"},
  "zone": "-05:00",
  "calendar": "us",
  "parameters": {
    "reviewMonths": {
      "value": 12,
      "unit": "month",
      "basis": "assumed",
      "cite": "the framework gives no interval",
      "label": {"zh": "复核间隔（月）", "en": "review, months"},
      "stricter": "lower"
    }
  },
  "roles": {"coordinator": {"zh": "协调人", "en": "coordinator"}, "reviewer": {"zh": "复核人", "en": "reviewer"}},
  "facts": {
    "systemName": {"kind": "text", "label": {"zh": "系统", "en": "system"}},
    "sector": {
      "kind": "choice",
      "label": {"zh": "行业（16类）", "en": "sector, one of sixteen"},
      "choices": [
        "chemical",
        "commercialFacilities",
        "communications",
        "criticalManufacturing",
        "dams",
        "defence",
        "emergencyServices",
        "energy",
        "financial",
        "food",
        "government",
        "healthcare",
        "informationTechnology",
        "nuclear",
        "transportation",
        "water"
      ]
    },
    "heldRoles": {"kind": "list", "label": {"zh": "承担的角色", "en": "roles held"}},
    "riskCategories": {"kind": "list", "label": {"zh": "风险类别", "en": "risk categories"}},
    "ciScale": {"kind": "choice", "label": {"zh": "影响范围", "en": "scale"}, "choices": ["asset", "sectoral", "systemic", "national"]},
    "suppliers": {"kind": "list", "label": {"zh": "供应商软件物料清单", "en": "supplier bills of materials"}},
    "modelReference": {"kind": "text", "label": {"zh": "模型", "en": "model"}},
    "humanOverride": {"kind": "flag", "label": {"zh": "人工接管", "en": "human override"}},
    "contact": {"kind": "text", "label": {"zh": "联系人", "en": "contact"}},
    "applicable": {"kind": "list", "label": {"zh": "适用的风险:领域:角色", "en": "applicable risk:area:role"}, "absent": []},
    "evidenced": {"kind": "list", "label": {"zh": "已举证的风险:领域:角色", "en": "evidenced risk:area:role"}, "absent": []},
    "gapsAccepted": {"kind": "text", "label": {"zh": "差距说明", "en": "note on gaps"}},
    "criticalInfrastructureAI": {"kind": "flag", "label": {"zh": "关键基础设施人工智能", "en": "AI in critical infrastructure"}, "absent": false}
  },
  "attachments": {"evidence": {"zh": "证据", "en": "evidence"}},
  "documents": {
    "coverageStatement": {
      "label": {"zh": "覆盖说明", "en": "coverage statement"},
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14"
    }
  },
  "obligations": {
    "CI-GAP-cloud-secureEnvironments": {
      "text": {"zh": "云和算力提供者：保障环境安全尚未举证", "en": "cloud and compute providers: no evidence yet for secure environments"},
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14"
    },
    "CI-GAP-cloud-responsibleDesign": {
      "text": {"zh": "云和算力提供者：负责任的模型和系统设计尚未举证", "en": "cloud and compute providers: no evidence yet for responsible model and system design"},
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14"
    },
    "CI-GAP-cloud-dataGovernance": {
      "text": {"zh": "云和算力提供者：数据治理尚未举证", "en": "cloud and compute providers: no evidence yet for data governance"},
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14"
    },
    "CI-GAP-cloud-safeDeployment": {
      "text": {"zh": "云和算力提供者：安全可靠部署尚未举证", "en": "cloud and compute providers: no evidence yet for safe and secure deployment"},
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14"
    },
    "CI-GAP-cloud-monitoring": {
      "text": {"zh": "云和算力提供者：监测性能和影响尚未举证", "en": "cloud and compute providers: no evidence yet for monitoring performance and impact"},
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14"
    },
    "CI-GAP-developer-secureEnvironments": {
      "text": {"zh": "人工智能开发者：保障环境安全尚未举证", "en": "AI developers: no evidence yet for secure environments"},
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14"
    },
    "CI-GAP-developer-responsibleDesign": {
      "text": {"zh": "人工智能开发者：负责任的模型和系统设计尚未举证", "en": "AI developers: no evidence yet for responsible model and system design"},
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14"
    },
    "CI-GAP-developer-dataGovernance": {
      "text": {"zh": "人工智能开发者：数据治理尚未举证", "en": "AI developers: no evidence yet for data governance"},
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14"
    },
    "CI-GAP-developer-safeDeployment": {
      "text": {"zh": "人工智能开发者：安全可靠部署尚未举证", "en": "AI developers: no evidence yet for safe and secure deployment"},
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14"
    },
    "CI-GAP-developer-monitoring": {
      "text": {"zh": "人工智能开发者：监测性能和影响尚未举证", "en": "AI developers: no evidence yet for monitoring performance and impact"},
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14"
    },
    "CI-GAP-operator-secureEnvironments": {
      "text": {"zh": "关键基础设施所有者和运营者：保障环境安全尚未举证", "en": "owners and operators: no evidence yet for secure environments"},
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14"
    },
    "CI-GAP-operator-responsibleDesign": {
      "text": {"zh": "关键基础设施所有者和运营者：负责任的模型和系统设计尚未举证", "en": "owners and operators: no evidence yet for responsible model and system design"},
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14"
    },
    "CI-GAP-operator-dataGovernance": {
      "text": {"zh": "关键基础设施所有者和运营者：数据治理尚未举证", "en": "owners and operators: no evidence yet for data governance"},
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14"
    },
    "CI-GAP-operator-safeDeployment": {
      "text": {"zh": "关键基础设施所有者和运营者：安全可靠部署尚未举证", "en": "owners and operators: no evidence yet for safe and secure deployment"},
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14"
    },
    "CI-GAP-operator-monitoring": {
      "text": {"zh": "关键基础设施所有者和运营者：监测性能和影响尚未举证", "en": "owners and operators: no evidence yet for monitoring performance and impact"},
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14"
    },
    "CI-GAP-civilSociety-secureEnvironments": {
      "text": {"zh": "民间社会：保障环境安全尚未举证", "en": "civil society: no evidence yet for secure environments"},
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14"
    },
    "CI-GAP-civilSociety-responsibleDesign": {
      "text": {"zh": "民间社会：负责任的模型和系统设计尚未举证", "en": "civil society: no evidence yet for responsible model and system design"},
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14"
    },
    "CI-GAP-civilSociety-dataGovernance": {
      "text": {"zh": "民间社会：数据治理尚未举证", "en": "civil society: no evidence yet for data governance"},
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14"
    },
    "CI-GAP-civilSociety-safeDeployment": {
      "text": {"zh": "民间社会：安全可靠部署尚未举证", "en": "civil society: no evidence yet for safe and secure deployment"},
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14"
    },
    "CI-GAP-civilSociety-monitoring": {
      "text": {"zh": "民间社会：监测性能和影响尚未举证", "en": "civil society: no evidence yet for monitoring performance and impact"},
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14"
    },
    "CI-GAP-publicSector-secureEnvironments": {
      "text": {"zh": "公共部门：保障环境安全尚未举证", "en": "public sector: no evidence yet for secure environments"},
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14"
    },
    "CI-GAP-publicSector-responsibleDesign": {
      "text": {"zh": "公共部门：负责任的模型和系统设计尚未举证", "en": "public sector: no evidence yet for responsible model and system design"},
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14"
    },
    "CI-GAP-publicSector-dataGovernance": {
      "text": {"zh": "公共部门：数据治理尚未举证", "en": "public sector: no evidence yet for data governance"},
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14"
    },
    "CI-GAP-publicSector-safeDeployment": {
      "text": {"zh": "公共部门：安全可靠部署尚未举证", "en": "public sector: no evidence yet for safe and secure deployment"},
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14"
    },
    "CI-GAP-publicSector-monitoring": {
      "text": {"zh": "公共部门：监测性能和影响尚未举证", "en": "public sector: no evidence yet for monitoring performance and impact"},
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14"
    }
  },
  "procedures": {
    "checklist": {
      "title": {"zh": "角色责任清单", "en": "checklist of roles"},
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
      "states": [
        {"id": "registered", "label": {"zh": "已登记", "en": "registered"}},
        {"id": "assigned", "label": {"zh": "已分派角色", "en": "roles assigned"}},
        {"id": "evidenced", "label": {"zh": "已举证", "en": "evidenced"}},
        {
          "id": "reviewed",
          "label": {"zh": "已复核", "en": "reviewed"},
          "timers": [
            {
              "id": "review",
              "label": {"zh": "年度复核", "en": "yearly review"},
              "cite": "assumed: no interval given",
              "who": "reviewer",
              "n": "$reviewMonths",
              "unit": "month",
              "from": "entered"
            }
          ]
        },
        {"id": "retired", "label": {"zh": "已停用", "en": "retired"}, "final": true}
      ],
      "transitions": [
        {
          "event": "register",
          "label": {"zh": "登记系统", "en": "register"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "from": ["new"],
          "to": "registered",
          "by": ["coordinator"],
          "fields": ["systemName", "sector", "ciScale", "riskCategories", "suppliers", "modelReference", "humanOverride", "contact"]
        },
        {
          "event": "assign",
          "label": {"zh": "分派角色", "en": "assign roles"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14: one entity may hold several",
          "from": ["registered"],
          "to": "assigned",
          "by": ["coordinator"],
          "fields": ["heldRoles", "applicable"]
        },
        {
          "event": "giveEvidence",
          "label": {"zh": "举证", "en": "give evidence"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "from": ["assigned", "reviewed"],
          "to": "evidenced",
          "by": ["coordinator"],
          "fields": ["evidenced"],
          "attachments": ["evidence"]
        },
        {
          "event": "review",
          "label": {"zh": "复核", "en": "review"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "from": ["evidenced"],
          "to": "reviewed",
          "by": ["reviewer"],
          "optional": ["gapsAccepted"],
          "effects": [{"document": "coverageStatement"}, {"publish": ["systemName", "applicable", "evidenced"]}]
        },
        {
          "event": "retire",
          "label": {"zh": "停用", "en": "retire"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "from": ["reviewed", "evidenced", "assigned"],
          "to": "retired",
          "by": ["coordinator"]
        }
      ]
    }
  },
  "worksheets": {
    "coverage": {
      "title": {"zh": "覆盖度", "en": "coverage"},
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14; no legal threshold",
      "inputs": ["applicable", "evidenced"],
      "lines": [
        {
          "id": "share",
          "label": {"zh": "总覆盖（%）", "en": "coverage, percent"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "round(countShared(evidenced, applicable) / max(countShared(applicable), 1) * 100, 2)"
        },
        {
          "id": "area-secureEnvironments",
          "label": {"zh": "保障环境安全（%）", "en": "secure environments, percent"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "round(countShared(evidenced, applicable, ['attacksUsingAI:secureEnvironments:cloud', 'attacksUsingAI:secureEnvironments:developer', 'attacksUsingAI:secureEnvironments:operator', 'attacksUsingAI:secureEnvironments:civilSociety', 'attacksUsingAI:secureEnvironments:publicSector', 'attacksOnAI:secureEnvironments:cloud', 'attacksOnAI:secureEnvironments:developer', 'attacksOnAI:secureEnvironments:operator', 'attacksOnAI:secureEnvironments:civilSociety', 'attacksOnAI:secureEnvironments:publicSector', 'designFailures:secureEnvironments:cloud', 'designFailures:secureEnvironments:developer', 'designFailures:secureEnvironments:operator', 'designFailures:secureEnvironments:civilSociety', 'designFailures:secureEnvironments:publicSector']) / max(countShared(applicable, ['attacksUsingAI:secureEnvironments:cloud', 'attacksUsingAI:secureEnvironments:developer', 'attacksUsingAI:secureEnvironments:operator', 'attacksUsingAI:secureEnvironments:civilSociety', 'attacksUsingAI:secureEnvironments:publicSector', 'attacksOnAI:secureEnvironments:cloud', 'attacksOnAI:secureEnvironments:developer', 'attacksOnAI:secureEnvironments:operator', 'attacksOnAI:secureEnvironments:civilSociety', 'attacksOnAI:secureEnvironments:publicSector', 'designFailures:secureEnvironments:cloud', 'designFailures:secureEnvironments:developer', 'designFailures:secureEnvironments:operator', 'designFailures:secureEnvironments:civilSociety', 'designFailures:secureEnvironments:publicSector']), 1) * 100, 2)"
        },
        {
          "id": "area-responsibleDesign",
          "label": {"zh": "负责任的模型和系统设计（%）", "en": "responsible model and system design, percent"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "round(countShared(evidenced, applicable, ['attacksUsingAI:responsibleDesign:cloud', 'attacksUsingAI:responsibleDesign:developer', 'attacksUsingAI:responsibleDesign:operator', 'attacksUsingAI:responsibleDesign:civilSociety', 'attacksUsingAI:responsibleDesign:publicSector', 'attacksOnAI:responsibleDesign:cloud', 'attacksOnAI:responsibleDesign:developer', 'attacksOnAI:responsibleDesign:operator', 'attacksOnAI:responsibleDesign:civilSociety', 'attacksOnAI:responsibleDesign:publicSector', 'designFailures:responsibleDesign:cloud', 'designFailures:responsibleDesign:developer', 'designFailures:responsibleDesign:operator', 'designFailures:responsibleDesign:civilSociety', 'designFailures:responsibleDesign:publicSector']) / max(countShared(applicable, ['attacksUsingAI:responsibleDesign:cloud', 'attacksUsingAI:responsibleDesign:developer', 'attacksUsingAI:responsibleDesign:operator', 'attacksUsingAI:responsibleDesign:civilSociety', 'attacksUsingAI:responsibleDesign:publicSector', 'attacksOnAI:responsibleDesign:cloud', 'attacksOnAI:responsibleDesign:developer', 'attacksOnAI:responsibleDesign:operator', 'attacksOnAI:responsibleDesign:civilSociety', 'attacksOnAI:responsibleDesign:publicSector', 'designFailures:responsibleDesign:cloud', 'designFailures:responsibleDesign:developer', 'designFailures:responsibleDesign:operator', 'designFailures:responsibleDesign:civilSociety', 'designFailures:responsibleDesign:publicSector']), 1) * 100, 2)"
        },
        {
          "id": "area-dataGovernance",
          "label": {"zh": "数据治理（%）", "en": "data governance, percent"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "round(countShared(evidenced, applicable, ['attacksUsingAI:dataGovernance:cloud', 'attacksUsingAI:dataGovernance:developer', 'attacksUsingAI:dataGovernance:operator', 'attacksUsingAI:dataGovernance:civilSociety', 'attacksUsingAI:dataGovernance:publicSector', 'attacksOnAI:dataGovernance:cloud', 'attacksOnAI:dataGovernance:developer', 'attacksOnAI:dataGovernance:operator', 'attacksOnAI:dataGovernance:civilSociety', 'attacksOnAI:dataGovernance:publicSector', 'designFailures:dataGovernance:cloud', 'designFailures:dataGovernance:developer', 'designFailures:dataGovernance:operator', 'designFailures:dataGovernance:civilSociety', 'designFailures:dataGovernance:publicSector']) / max(countShared(applicable, ['attacksUsingAI:dataGovernance:cloud', 'attacksUsingAI:dataGovernance:developer', 'attacksUsingAI:dataGovernance:operator', 'attacksUsingAI:dataGovernance:civilSociety', 'attacksUsingAI:dataGovernance:publicSector', 'attacksOnAI:dataGovernance:cloud', 'attacksOnAI:dataGovernance:developer', 'attacksOnAI:dataGovernance:operator', 'attacksOnAI:dataGovernance:civilSociety', 'attacksOnAI:dataGovernance:publicSector', 'designFailures:dataGovernance:cloud', 'designFailures:dataGovernance:developer', 'designFailures:dataGovernance:operator', 'designFailures:dataGovernance:civilSociety', 'designFailures:dataGovernance:publicSector']), 1) * 100, 2)"
        },
        {
          "id": "area-safeDeployment",
          "label": {"zh": "安全可靠部署（%）", "en": "safe and secure deployment, percent"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "round(countShared(evidenced, applicable, ['attacksUsingAI:safeDeployment:cloud', 'attacksUsingAI:safeDeployment:developer', 'attacksUsingAI:safeDeployment:operator', 'attacksUsingAI:safeDeployment:civilSociety', 'attacksUsingAI:safeDeployment:publicSector', 'attacksOnAI:safeDeployment:cloud', 'attacksOnAI:safeDeployment:developer', 'attacksOnAI:safeDeployment:operator', 'attacksOnAI:safeDeployment:civilSociety', 'attacksOnAI:safeDeployment:publicSector', 'designFailures:safeDeployment:cloud', 'designFailures:safeDeployment:developer', 'designFailures:safeDeployment:operator', 'designFailures:safeDeployment:civilSociety', 'designFailures:safeDeployment:publicSector']) / max(countShared(applicable, ['attacksUsingAI:safeDeployment:cloud', 'attacksUsingAI:safeDeployment:developer', 'attacksUsingAI:safeDeployment:operator', 'attacksUsingAI:safeDeployment:civilSociety', 'attacksUsingAI:safeDeployment:publicSector', 'attacksOnAI:safeDeployment:cloud', 'attacksOnAI:safeDeployment:developer', 'attacksOnAI:safeDeployment:operator', 'attacksOnAI:safeDeployment:civilSociety', 'attacksOnAI:safeDeployment:publicSector', 'designFailures:safeDeployment:cloud', 'designFailures:safeDeployment:developer', 'designFailures:safeDeployment:operator', 'designFailures:safeDeployment:civilSociety', 'designFailures:safeDeployment:publicSector']), 1) * 100, 2)"
        },
        {
          "id": "area-monitoring",
          "label": {"zh": "监测性能和影响（%）", "en": "monitoring performance and impact, percent"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "round(countShared(evidenced, applicable, ['attacksUsingAI:monitoring:cloud', 'attacksUsingAI:monitoring:developer', 'attacksUsingAI:monitoring:operator', 'attacksUsingAI:monitoring:civilSociety', 'attacksUsingAI:monitoring:publicSector', 'attacksOnAI:monitoring:cloud', 'attacksOnAI:monitoring:developer', 'attacksOnAI:monitoring:operator', 'attacksOnAI:monitoring:civilSociety', 'attacksOnAI:monitoring:publicSector', 'designFailures:monitoring:cloud', 'designFailures:monitoring:developer', 'designFailures:monitoring:operator', 'designFailures:monitoring:civilSociety', 'designFailures:monitoring:publicSector']) / max(countShared(applicable, ['attacksUsingAI:monitoring:cloud', 'attacksUsingAI:monitoring:developer', 'attacksUsingAI:monitoring:operator', 'attacksUsingAI:monitoring:civilSociety', 'attacksUsingAI:monitoring:publicSector', 'attacksOnAI:monitoring:cloud', 'attacksOnAI:monitoring:developer', 'attacksOnAI:monitoring:operator', 'attacksOnAI:monitoring:civilSociety', 'attacksOnAI:monitoring:publicSector', 'designFailures:monitoring:cloud', 'designFailures:monitoring:developer', 'designFailures:monitoring:operator', 'designFailures:monitoring:civilSociety', 'designFailures:monitoring:publicSector']), 1) * 100, 2)"
        },
        {
          "id": "attacksUsingAI-secureEnvironments-cloud",
          "label": {"zh": "attacksUsingAI·保障环境安全·云和算力提供者", "en": "attacksUsingAI, secure environments, cloud and compute providers"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksUsingAI:secureEnvironments:cloud' in applicable, choose('attacksUsingAI:secureEnvironments:cloud' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksUsingAI-secureEnvironments-developer",
          "label": {"zh": "attacksUsingAI·保障环境安全·人工智能开发者", "en": "attacksUsingAI, secure environments, AI developers"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksUsingAI:secureEnvironments:developer' in applicable, choose('attacksUsingAI:secureEnvironments:developer' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksUsingAI-secureEnvironments-operator",
          "label": {"zh": "attacksUsingAI·保障环境安全·关键基础设施所有者和运营者", "en": "attacksUsingAI, secure environments, owners and operators"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksUsingAI:secureEnvironments:operator' in applicable, choose('attacksUsingAI:secureEnvironments:operator' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksUsingAI-secureEnvironments-civilSociety",
          "label": {"zh": "attacksUsingAI·保障环境安全·民间社会", "en": "attacksUsingAI, secure environments, civil society"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksUsingAI:secureEnvironments:civilSociety' in applicable, choose('attacksUsingAI:secureEnvironments:civilSociety' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksUsingAI-secureEnvironments-publicSector",
          "label": {"zh": "attacksUsingAI·保障环境安全·公共部门", "en": "attacksUsingAI, secure environments, public sector"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksUsingAI:secureEnvironments:publicSector' in applicable, choose('attacksUsingAI:secureEnvironments:publicSector' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksUsingAI-responsibleDesign-cloud",
          "label": {"zh": "attacksUsingAI·负责任的模型和系统设计·云和算力提供者", "en": "attacksUsingAI, responsible model and system design, cloud and compute providers"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksUsingAI:responsibleDesign:cloud' in applicable, choose('attacksUsingAI:responsibleDesign:cloud' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksUsingAI-responsibleDesign-developer",
          "label": {"zh": "attacksUsingAI·负责任的模型和系统设计·人工智能开发者", "en": "attacksUsingAI, responsible model and system design, AI developers"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksUsingAI:responsibleDesign:developer' in applicable, choose('attacksUsingAI:responsibleDesign:developer' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksUsingAI-responsibleDesign-operator",
          "label": {"zh": "attacksUsingAI·负责任的模型和系统设计·关键基础设施所有者和运营者", "en": "attacksUsingAI, responsible model and system design, owners and operators"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksUsingAI:responsibleDesign:operator' in applicable, choose('attacksUsingAI:responsibleDesign:operator' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksUsingAI-responsibleDesign-civilSociety",
          "label": {"zh": "attacksUsingAI·负责任的模型和系统设计·民间社会", "en": "attacksUsingAI, responsible model and system design, civil society"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksUsingAI:responsibleDesign:civilSociety' in applicable, choose('attacksUsingAI:responsibleDesign:civilSociety' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksUsingAI-responsibleDesign-publicSector",
          "label": {"zh": "attacksUsingAI·负责任的模型和系统设计·公共部门", "en": "attacksUsingAI, responsible model and system design, public sector"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksUsingAI:responsibleDesign:publicSector' in applicable, choose('attacksUsingAI:responsibleDesign:publicSector' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksUsingAI-dataGovernance-cloud",
          "label": {"zh": "attacksUsingAI·数据治理·云和算力提供者", "en": "attacksUsingAI, data governance, cloud and compute providers"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksUsingAI:dataGovernance:cloud' in applicable, choose('attacksUsingAI:dataGovernance:cloud' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksUsingAI-dataGovernance-developer",
          "label": {"zh": "attacksUsingAI·数据治理·人工智能开发者", "en": "attacksUsingAI, data governance, AI developers"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksUsingAI:dataGovernance:developer' in applicable, choose('attacksUsingAI:dataGovernance:developer' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksUsingAI-dataGovernance-operator",
          "label": {"zh": "attacksUsingAI·数据治理·关键基础设施所有者和运营者", "en": "attacksUsingAI, data governance, owners and operators"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksUsingAI:dataGovernance:operator' in applicable, choose('attacksUsingAI:dataGovernance:operator' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksUsingAI-dataGovernance-civilSociety",
          "label": {"zh": "attacksUsingAI·数据治理·民间社会", "en": "attacksUsingAI, data governance, civil society"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksUsingAI:dataGovernance:civilSociety' in applicable, choose('attacksUsingAI:dataGovernance:civilSociety' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksUsingAI-dataGovernance-publicSector",
          "label": {"zh": "attacksUsingAI·数据治理·公共部门", "en": "attacksUsingAI, data governance, public sector"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksUsingAI:dataGovernance:publicSector' in applicable, choose('attacksUsingAI:dataGovernance:publicSector' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksUsingAI-safeDeployment-cloud",
          "label": {"zh": "attacksUsingAI·安全可靠部署·云和算力提供者", "en": "attacksUsingAI, safe and secure deployment, cloud and compute providers"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksUsingAI:safeDeployment:cloud' in applicable, choose('attacksUsingAI:safeDeployment:cloud' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksUsingAI-safeDeployment-developer",
          "label": {"zh": "attacksUsingAI·安全可靠部署·人工智能开发者", "en": "attacksUsingAI, safe and secure deployment, AI developers"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksUsingAI:safeDeployment:developer' in applicable, choose('attacksUsingAI:safeDeployment:developer' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksUsingAI-safeDeployment-operator",
          "label": {"zh": "attacksUsingAI·安全可靠部署·关键基础设施所有者和运营者", "en": "attacksUsingAI, safe and secure deployment, owners and operators"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksUsingAI:safeDeployment:operator' in applicable, choose('attacksUsingAI:safeDeployment:operator' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksUsingAI-safeDeployment-civilSociety",
          "label": {"zh": "attacksUsingAI·安全可靠部署·民间社会", "en": "attacksUsingAI, safe and secure deployment, civil society"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksUsingAI:safeDeployment:civilSociety' in applicable, choose('attacksUsingAI:safeDeployment:civilSociety' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksUsingAI-safeDeployment-publicSector",
          "label": {"zh": "attacksUsingAI·安全可靠部署·公共部门", "en": "attacksUsingAI, safe and secure deployment, public sector"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksUsingAI:safeDeployment:publicSector' in applicable, choose('attacksUsingAI:safeDeployment:publicSector' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksUsingAI-monitoring-cloud",
          "label": {"zh": "attacksUsingAI·监测性能和影响·云和算力提供者", "en": "attacksUsingAI, monitoring performance and impact, cloud and compute providers"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksUsingAI:monitoring:cloud' in applicable, choose('attacksUsingAI:monitoring:cloud' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksUsingAI-monitoring-developer",
          "label": {"zh": "attacksUsingAI·监测性能和影响·人工智能开发者", "en": "attacksUsingAI, monitoring performance and impact, AI developers"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksUsingAI:monitoring:developer' in applicable, choose('attacksUsingAI:monitoring:developer' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksUsingAI-monitoring-operator",
          "label": {"zh": "attacksUsingAI·监测性能和影响·关键基础设施所有者和运营者", "en": "attacksUsingAI, monitoring performance and impact, owners and operators"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksUsingAI:monitoring:operator' in applicable, choose('attacksUsingAI:monitoring:operator' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksUsingAI-monitoring-civilSociety",
          "label": {"zh": "attacksUsingAI·监测性能和影响·民间社会", "en": "attacksUsingAI, monitoring performance and impact, civil society"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksUsingAI:monitoring:civilSociety' in applicable, choose('attacksUsingAI:monitoring:civilSociety' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksUsingAI-monitoring-publicSector",
          "label": {"zh": "attacksUsingAI·监测性能和影响·公共部门", "en": "attacksUsingAI, monitoring performance and impact, public sector"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksUsingAI:monitoring:publicSector' in applicable, choose('attacksUsingAI:monitoring:publicSector' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksOnAI-secureEnvironments-cloud",
          "label": {"zh": "attacksOnAI·保障环境安全·云和算力提供者", "en": "attacksOnAI, secure environments, cloud and compute providers"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksOnAI:secureEnvironments:cloud' in applicable, choose('attacksOnAI:secureEnvironments:cloud' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksOnAI-secureEnvironments-developer",
          "label": {"zh": "attacksOnAI·保障环境安全·人工智能开发者", "en": "attacksOnAI, secure environments, AI developers"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksOnAI:secureEnvironments:developer' in applicable, choose('attacksOnAI:secureEnvironments:developer' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksOnAI-secureEnvironments-operator",
          "label": {"zh": "attacksOnAI·保障环境安全·关键基础设施所有者和运营者", "en": "attacksOnAI, secure environments, owners and operators"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksOnAI:secureEnvironments:operator' in applicable, choose('attacksOnAI:secureEnvironments:operator' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksOnAI-secureEnvironments-civilSociety",
          "label": {"zh": "attacksOnAI·保障环境安全·民间社会", "en": "attacksOnAI, secure environments, civil society"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksOnAI:secureEnvironments:civilSociety' in applicable, choose('attacksOnAI:secureEnvironments:civilSociety' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksOnAI-secureEnvironments-publicSector",
          "label": {"zh": "attacksOnAI·保障环境安全·公共部门", "en": "attacksOnAI, secure environments, public sector"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksOnAI:secureEnvironments:publicSector' in applicable, choose('attacksOnAI:secureEnvironments:publicSector' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksOnAI-responsibleDesign-cloud",
          "label": {"zh": "attacksOnAI·负责任的模型和系统设计·云和算力提供者", "en": "attacksOnAI, responsible model and system design, cloud and compute providers"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksOnAI:responsibleDesign:cloud' in applicable, choose('attacksOnAI:responsibleDesign:cloud' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksOnAI-responsibleDesign-developer",
          "label": {"zh": "attacksOnAI·负责任的模型和系统设计·人工智能开发者", "en": "attacksOnAI, responsible model and system design, AI developers"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksOnAI:responsibleDesign:developer' in applicable, choose('attacksOnAI:responsibleDesign:developer' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksOnAI-responsibleDesign-operator",
          "label": {"zh": "attacksOnAI·负责任的模型和系统设计·关键基础设施所有者和运营者", "en": "attacksOnAI, responsible model and system design, owners and operators"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksOnAI:responsibleDesign:operator' in applicable, choose('attacksOnAI:responsibleDesign:operator' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksOnAI-responsibleDesign-civilSociety",
          "label": {"zh": "attacksOnAI·负责任的模型和系统设计·民间社会", "en": "attacksOnAI, responsible model and system design, civil society"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksOnAI:responsibleDesign:civilSociety' in applicable, choose('attacksOnAI:responsibleDesign:civilSociety' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksOnAI-responsibleDesign-publicSector",
          "label": {"zh": "attacksOnAI·负责任的模型和系统设计·公共部门", "en": "attacksOnAI, responsible model and system design, public sector"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksOnAI:responsibleDesign:publicSector' in applicable, choose('attacksOnAI:responsibleDesign:publicSector' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksOnAI-dataGovernance-cloud",
          "label": {"zh": "attacksOnAI·数据治理·云和算力提供者", "en": "attacksOnAI, data governance, cloud and compute providers"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksOnAI:dataGovernance:cloud' in applicable, choose('attacksOnAI:dataGovernance:cloud' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksOnAI-dataGovernance-developer",
          "label": {"zh": "attacksOnAI·数据治理·人工智能开发者", "en": "attacksOnAI, data governance, AI developers"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksOnAI:dataGovernance:developer' in applicable, choose('attacksOnAI:dataGovernance:developer' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksOnAI-dataGovernance-operator",
          "label": {"zh": "attacksOnAI·数据治理·关键基础设施所有者和运营者", "en": "attacksOnAI, data governance, owners and operators"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksOnAI:dataGovernance:operator' in applicable, choose('attacksOnAI:dataGovernance:operator' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksOnAI-dataGovernance-civilSociety",
          "label": {"zh": "attacksOnAI·数据治理·民间社会", "en": "attacksOnAI, data governance, civil society"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksOnAI:dataGovernance:civilSociety' in applicable, choose('attacksOnAI:dataGovernance:civilSociety' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksOnAI-dataGovernance-publicSector",
          "label": {"zh": "attacksOnAI·数据治理·公共部门", "en": "attacksOnAI, data governance, public sector"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksOnAI:dataGovernance:publicSector' in applicable, choose('attacksOnAI:dataGovernance:publicSector' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksOnAI-safeDeployment-cloud",
          "label": {"zh": "attacksOnAI·安全可靠部署·云和算力提供者", "en": "attacksOnAI, safe and secure deployment, cloud and compute providers"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksOnAI:safeDeployment:cloud' in applicable, choose('attacksOnAI:safeDeployment:cloud' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksOnAI-safeDeployment-developer",
          "label": {"zh": "attacksOnAI·安全可靠部署·人工智能开发者", "en": "attacksOnAI, safe and secure deployment, AI developers"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksOnAI:safeDeployment:developer' in applicable, choose('attacksOnAI:safeDeployment:developer' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksOnAI-safeDeployment-operator",
          "label": {"zh": "attacksOnAI·安全可靠部署·关键基础设施所有者和运营者", "en": "attacksOnAI, safe and secure deployment, owners and operators"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksOnAI:safeDeployment:operator' in applicable, choose('attacksOnAI:safeDeployment:operator' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksOnAI-safeDeployment-civilSociety",
          "label": {"zh": "attacksOnAI·安全可靠部署·民间社会", "en": "attacksOnAI, safe and secure deployment, civil society"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksOnAI:safeDeployment:civilSociety' in applicable, choose('attacksOnAI:safeDeployment:civilSociety' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksOnAI-safeDeployment-publicSector",
          "label": {"zh": "attacksOnAI·安全可靠部署·公共部门", "en": "attacksOnAI, safe and secure deployment, public sector"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksOnAI:safeDeployment:publicSector' in applicable, choose('attacksOnAI:safeDeployment:publicSector' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksOnAI-monitoring-cloud",
          "label": {"zh": "attacksOnAI·监测性能和影响·云和算力提供者", "en": "attacksOnAI, monitoring performance and impact, cloud and compute providers"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksOnAI:monitoring:cloud' in applicable, choose('attacksOnAI:monitoring:cloud' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksOnAI-monitoring-developer",
          "label": {"zh": "attacksOnAI·监测性能和影响·人工智能开发者", "en": "attacksOnAI, monitoring performance and impact, AI developers"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksOnAI:monitoring:developer' in applicable, choose('attacksOnAI:monitoring:developer' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksOnAI-monitoring-operator",
          "label": {"zh": "attacksOnAI·监测性能和影响·关键基础设施所有者和运营者", "en": "attacksOnAI, monitoring performance and impact, owners and operators"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksOnAI:monitoring:operator' in applicable, choose('attacksOnAI:monitoring:operator' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksOnAI-monitoring-civilSociety",
          "label": {"zh": "attacksOnAI·监测性能和影响·民间社会", "en": "attacksOnAI, monitoring performance and impact, civil society"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksOnAI:monitoring:civilSociety' in applicable, choose('attacksOnAI:monitoring:civilSociety' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "attacksOnAI-monitoring-publicSector",
          "label": {"zh": "attacksOnAI·监测性能和影响·公共部门", "en": "attacksOnAI, monitoring performance and impact, public sector"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('attacksOnAI:monitoring:publicSector' in applicable, choose('attacksOnAI:monitoring:publicSector' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "designFailures-secureEnvironments-cloud",
          "label": {"zh": "designFailures·保障环境安全·云和算力提供者", "en": "designFailures, secure environments, cloud and compute providers"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('designFailures:secureEnvironments:cloud' in applicable, choose('designFailures:secureEnvironments:cloud' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "designFailures-secureEnvironments-developer",
          "label": {"zh": "designFailures·保障环境安全·人工智能开发者", "en": "designFailures, secure environments, AI developers"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('designFailures:secureEnvironments:developer' in applicable, choose('designFailures:secureEnvironments:developer' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "designFailures-secureEnvironments-operator",
          "label": {"zh": "designFailures·保障环境安全·关键基础设施所有者和运营者", "en": "designFailures, secure environments, owners and operators"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('designFailures:secureEnvironments:operator' in applicable, choose('designFailures:secureEnvironments:operator' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "designFailures-secureEnvironments-civilSociety",
          "label": {"zh": "designFailures·保障环境安全·民间社会", "en": "designFailures, secure environments, civil society"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('designFailures:secureEnvironments:civilSociety' in applicable, choose('designFailures:secureEnvironments:civilSociety' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "designFailures-secureEnvironments-publicSector",
          "label": {"zh": "designFailures·保障环境安全·公共部门", "en": "designFailures, secure environments, public sector"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('designFailures:secureEnvironments:publicSector' in applicable, choose('designFailures:secureEnvironments:publicSector' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "designFailures-responsibleDesign-cloud",
          "label": {"zh": "designFailures·负责任的模型和系统设计·云和算力提供者", "en": "designFailures, responsible model and system design, cloud and compute providers"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('designFailures:responsibleDesign:cloud' in applicable, choose('designFailures:responsibleDesign:cloud' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "designFailures-responsibleDesign-developer",
          "label": {"zh": "designFailures·负责任的模型和系统设计·人工智能开发者", "en": "designFailures, responsible model and system design, AI developers"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('designFailures:responsibleDesign:developer' in applicable, choose('designFailures:responsibleDesign:developer' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "designFailures-responsibleDesign-operator",
          "label": {"zh": "designFailures·负责任的模型和系统设计·关键基础设施所有者和运营者", "en": "designFailures, responsible model and system design, owners and operators"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('designFailures:responsibleDesign:operator' in applicable, choose('designFailures:responsibleDesign:operator' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "designFailures-responsibleDesign-civilSociety",
          "label": {"zh": "designFailures·负责任的模型和系统设计·民间社会", "en": "designFailures, responsible model and system design, civil society"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('designFailures:responsibleDesign:civilSociety' in applicable, choose('designFailures:responsibleDesign:civilSociety' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "designFailures-responsibleDesign-publicSector",
          "label": {"zh": "designFailures·负责任的模型和系统设计·公共部门", "en": "designFailures, responsible model and system design, public sector"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('designFailures:responsibleDesign:publicSector' in applicable, choose('designFailures:responsibleDesign:publicSector' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "designFailures-dataGovernance-cloud",
          "label": {"zh": "designFailures·数据治理·云和算力提供者", "en": "designFailures, data governance, cloud and compute providers"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('designFailures:dataGovernance:cloud' in applicable, choose('designFailures:dataGovernance:cloud' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "designFailures-dataGovernance-developer",
          "label": {"zh": "designFailures·数据治理·人工智能开发者", "en": "designFailures, data governance, AI developers"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('designFailures:dataGovernance:developer' in applicable, choose('designFailures:dataGovernance:developer' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "designFailures-dataGovernance-operator",
          "label": {"zh": "designFailures·数据治理·关键基础设施所有者和运营者", "en": "designFailures, data governance, owners and operators"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('designFailures:dataGovernance:operator' in applicable, choose('designFailures:dataGovernance:operator' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "designFailures-dataGovernance-civilSociety",
          "label": {"zh": "designFailures·数据治理·民间社会", "en": "designFailures, data governance, civil society"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('designFailures:dataGovernance:civilSociety' in applicable, choose('designFailures:dataGovernance:civilSociety' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "designFailures-dataGovernance-publicSector",
          "label": {"zh": "designFailures·数据治理·公共部门", "en": "designFailures, data governance, public sector"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('designFailures:dataGovernance:publicSector' in applicable, choose('designFailures:dataGovernance:publicSector' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "designFailures-safeDeployment-cloud",
          "label": {"zh": "designFailures·安全可靠部署·云和算力提供者", "en": "designFailures, safe and secure deployment, cloud and compute providers"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('designFailures:safeDeployment:cloud' in applicable, choose('designFailures:safeDeployment:cloud' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "designFailures-safeDeployment-developer",
          "label": {"zh": "designFailures·安全可靠部署·人工智能开发者", "en": "designFailures, safe and secure deployment, AI developers"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('designFailures:safeDeployment:developer' in applicable, choose('designFailures:safeDeployment:developer' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "designFailures-safeDeployment-operator",
          "label": {"zh": "designFailures·安全可靠部署·关键基础设施所有者和运营者", "en": "designFailures, safe and secure deployment, owners and operators"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('designFailures:safeDeployment:operator' in applicable, choose('designFailures:safeDeployment:operator' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "designFailures-safeDeployment-civilSociety",
          "label": {"zh": "designFailures·安全可靠部署·民间社会", "en": "designFailures, safe and secure deployment, civil society"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('designFailures:safeDeployment:civilSociety' in applicable, choose('designFailures:safeDeployment:civilSociety' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "designFailures-safeDeployment-publicSector",
          "label": {"zh": "designFailures·安全可靠部署·公共部门", "en": "designFailures, safe and secure deployment, public sector"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('designFailures:safeDeployment:publicSector' in applicable, choose('designFailures:safeDeployment:publicSector' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "designFailures-monitoring-cloud",
          "label": {"zh": "designFailures·监测性能和影响·云和算力提供者", "en": "designFailures, monitoring performance and impact, cloud and compute providers"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('designFailures:monitoring:cloud' in applicable, choose('designFailures:monitoring:cloud' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "designFailures-monitoring-developer",
          "label": {"zh": "designFailures·监测性能和影响·人工智能开发者", "en": "designFailures, monitoring performance and impact, AI developers"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('designFailures:monitoring:developer' in applicable, choose('designFailures:monitoring:developer' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "designFailures-monitoring-operator",
          "label": {"zh": "designFailures·监测性能和影响·关键基础设施所有者和运营者", "en": "designFailures, monitoring performance and impact, owners and operators"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('designFailures:monitoring:operator' in applicable, choose('designFailures:monitoring:operator' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "designFailures-monitoring-civilSociety",
          "label": {"zh": "designFailures·监测性能和影响·民间社会", "en": "designFailures, monitoring performance and impact, civil society"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('designFailures:monitoring:civilSociety' in applicable, choose('designFailures:monitoring:civilSociety' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        },
        {
          "id": "designFailures-monitoring-publicSector",
          "label": {"zh": "designFailures·监测性能和影响·公共部门", "en": "designFailures, monitoring performance and impact, public sector"},
          "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
          "value": "choose('designFailures:monitoring:publicSector' in applicable, choose('designFailures:monitoring:publicSector' in evidenced, 'covered', 'CI-GAP'), 'notApplicable')"
        }
      ],
      "checks": [],
      "examples": [
        {
          "with": {
            "applicable": [
              "attacksUsingAI:secureEnvironments:cloud",
              "attacksUsingAI:secureEnvironments:developer",
              "attacksUsingAI:secureEnvironments:operator",
              "attacksUsingAI:secureEnvironments:civilSociety",
              "attacksUsingAI:secureEnvironments:publicSector",
              "attacksUsingAI:responsibleDesign:cloud",
              "attacksUsingAI:responsibleDesign:developer",
              "attacksUsingAI:responsibleDesign:operator",
              "attacksUsingAI:responsibleDesign:civilSociety",
              "attacksUsingAI:responsibleDesign:publicSector",
              "attacksUsingAI:dataGovernance:cloud",
              "attacksUsingAI:dataGovernance:developer",
              "attacksUsingAI:dataGovernance:operator",
              "attacksUsingAI:dataGovernance:civilSociety",
              "attacksUsingAI:dataGovernance:publicSector",
              "attacksUsingAI:safeDeployment:cloud",
              "attacksUsingAI:safeDeployment:developer",
              "attacksUsingAI:safeDeployment:operator",
              "attacksUsingAI:safeDeployment:civilSociety",
              "attacksUsingAI:safeDeployment:publicSector",
              "attacksUsingAI:monitoring:cloud",
              "attacksUsingAI:monitoring:developer",
              "attacksUsingAI:monitoring:operator",
              "attacksUsingAI:monitoring:civilSociety",
              "attacksUsingAI:monitoring:publicSector",
              "attacksOnAI:secureEnvironments:cloud",
              "attacksOnAI:secureEnvironments:developer",
              "attacksOnAI:secureEnvironments:operator",
              "attacksOnAI:secureEnvironments:civilSociety",
              "attacksOnAI:secureEnvironments:publicSector",
              "attacksOnAI:responsibleDesign:cloud",
              "attacksOnAI:responsibleDesign:developer",
              "attacksOnAI:responsibleDesign:operator",
              "attacksOnAI:responsibleDesign:civilSociety",
              "attacksOnAI:responsibleDesign:publicSector",
              "attacksOnAI:dataGovernance:cloud",
              "attacksOnAI:dataGovernance:developer",
              "attacksOnAI:dataGovernance:operator",
              "attacksOnAI:dataGovernance:civilSociety",
              "attacksOnAI:dataGovernance:publicSector",
              "attacksOnAI:safeDeployment:cloud",
              "attacksOnAI:safeDeployment:developer",
              "attacksOnAI:safeDeployment:operator",
              "attacksOnAI:safeDeployment:civilSociety",
              "attacksOnAI:safeDeployment:publicSector",
              "attacksOnAI:monitoring:cloud",
              "attacksOnAI:monitoring:developer",
              "attacksOnAI:monitoring:operator",
              "attacksOnAI:monitoring:civilSociety",
              "attacksOnAI:monitoring:publicSector",
              "designFailures:secureEnvironments:cloud",
              "designFailures:secureEnvironments:developer",
              "designFailures:secureEnvironments:operator",
              "designFailures:secureEnvironments:civilSociety",
              "designFailures:secureEnvironments:publicSector",
              "designFailures:responsibleDesign:cloud",
              "designFailures:responsibleDesign:developer",
              "designFailures:responsibleDesign:operator",
              "designFailures:responsibleDesign:civilSociety",
              "designFailures:responsibleDesign:publicSector",
              "designFailures:dataGovernance:cloud",
              "designFailures:dataGovernance:developer",
              "designFailures:dataGovernance:operator",
              "designFailures:dataGovernance:civilSociety",
              "designFailures:dataGovernance:publicSector",
              "designFailures:safeDeployment:cloud",
              "designFailures:safeDeployment:developer",
              "designFailures:safeDeployment:operator",
              "designFailures:safeDeployment:civilSociety",
              "designFailures:safeDeployment:publicSector",
              "designFailures:monitoring:cloud",
              "designFailures:monitoring:developer",
              "designFailures:monitoring:operator",
              "designFailures:monitoring:civilSociety",
              "designFailures:monitoring:publicSector"
            ],
            "evidenced": [
              "attacksUsingAI:secureEnvironments:cloud",
              "attacksUsingAI:secureEnvironments:civilSociety",
              "attacksUsingAI:responsibleDesign:developer",
              "attacksUsingAI:responsibleDesign:publicSector",
              "attacksUsingAI:dataGovernance:operator",
              "attacksUsingAI:safeDeployment:cloud",
              "attacksUsingAI:safeDeployment:civilSociety",
              "attacksUsingAI:monitoring:developer",
              "attacksUsingAI:monitoring:publicSector",
              "attacksOnAI:secureEnvironments:operator",
              "attacksOnAI:responsibleDesign:cloud",
              "attacksOnAI:responsibleDesign:civilSociety",
              "attacksOnAI:dataGovernance:developer",
              "attacksOnAI:dataGovernance:publicSector",
              "attacksOnAI:safeDeployment:operator",
              "attacksOnAI:monitoring:cloud",
              "attacksOnAI:monitoring:civilSociety",
              "designFailures:secureEnvironments:developer",
              "designFailures:secureEnvironments:publicSector",
              "designFailures:responsibleDesign:operator",
              "designFailures:dataGovernance:cloud",
              "designFailures:dataGovernance:civilSociety",
              "designFailures:safeDeployment:developer",
              "designFailures:safeDeployment:publicSector",
              "designFailures:monitoring:operator"
            ]
          },
          "lines": {
            "attacksUsingAI-secureEnvironments-cloud": "covered",
            "attacksUsingAI-secureEnvironments-developer": "CI-GAP",
            "attacksUsingAI-secureEnvironments-operator": "CI-GAP",
            "attacksUsingAI-secureEnvironments-civilSociety": "covered",
            "attacksUsingAI-secureEnvironments-publicSector": "CI-GAP",
            "attacksUsingAI-responsibleDesign-cloud": "CI-GAP",
            "attacksUsingAI-responsibleDesign-developer": "covered",
            "attacksUsingAI-responsibleDesign-operator": "CI-GAP",
            "attacksUsingAI-responsibleDesign-civilSociety": "CI-GAP",
            "attacksUsingAI-responsibleDesign-publicSector": "covered",
            "attacksUsingAI-dataGovernance-cloud": "CI-GAP",
            "attacksUsingAI-dataGovernance-developer": "CI-GAP",
            "attacksUsingAI-dataGovernance-operator": "covered",
            "attacksUsingAI-dataGovernance-civilSociety": "CI-GAP",
            "attacksUsingAI-dataGovernance-publicSector": "CI-GAP",
            "attacksUsingAI-safeDeployment-cloud": "covered",
            "attacksUsingAI-safeDeployment-developer": "CI-GAP",
            "attacksUsingAI-safeDeployment-operator": "CI-GAP",
            "attacksUsingAI-safeDeployment-civilSociety": "covered",
            "attacksUsingAI-safeDeployment-publicSector": "CI-GAP",
            "attacksUsingAI-monitoring-cloud": "CI-GAP",
            "attacksUsingAI-monitoring-developer": "covered",
            "attacksUsingAI-monitoring-operator": "CI-GAP",
            "attacksUsingAI-monitoring-civilSociety": "CI-GAP",
            "attacksUsingAI-monitoring-publicSector": "covered",
            "attacksOnAI-secureEnvironments-cloud": "CI-GAP",
            "attacksOnAI-secureEnvironments-developer": "CI-GAP",
            "attacksOnAI-secureEnvironments-operator": "covered",
            "attacksOnAI-secureEnvironments-civilSociety": "CI-GAP",
            "attacksOnAI-secureEnvironments-publicSector": "CI-GAP",
            "attacksOnAI-responsibleDesign-cloud": "covered",
            "attacksOnAI-responsibleDesign-developer": "CI-GAP",
            "attacksOnAI-responsibleDesign-operator": "CI-GAP",
            "attacksOnAI-responsibleDesign-civilSociety": "covered",
            "attacksOnAI-responsibleDesign-publicSector": "CI-GAP",
            "attacksOnAI-dataGovernance-cloud": "CI-GAP",
            "attacksOnAI-dataGovernance-developer": "covered",
            "attacksOnAI-dataGovernance-operator": "CI-GAP",
            "attacksOnAI-dataGovernance-civilSociety": "CI-GAP",
            "attacksOnAI-dataGovernance-publicSector": "covered",
            "attacksOnAI-safeDeployment-cloud": "CI-GAP",
            "attacksOnAI-safeDeployment-developer": "CI-GAP",
            "attacksOnAI-safeDeployment-operator": "covered",
            "attacksOnAI-safeDeployment-civilSociety": "CI-GAP",
            "attacksOnAI-safeDeployment-publicSector": "CI-GAP",
            "attacksOnAI-monitoring-cloud": "covered",
            "attacksOnAI-monitoring-developer": "CI-GAP",
            "attacksOnAI-monitoring-operator": "CI-GAP",
            "attacksOnAI-monitoring-civilSociety": "covered",
            "attacksOnAI-monitoring-publicSector": "CI-GAP",
            "designFailures-secureEnvironments-cloud": "CI-GAP",
            "designFailures-secureEnvironments-developer": "covered",
            "designFailures-secureEnvironments-operator": "CI-GAP",
            "designFailures-secureEnvironments-civilSociety": "CI-GAP",
            "designFailures-secureEnvironments-publicSector": "covered",
            "designFailures-responsibleDesign-cloud": "CI-GAP",
            "designFailures-responsibleDesign-developer": "CI-GAP",
            "designFailures-responsibleDesign-operator": "covered",
            "designFailures-responsibleDesign-civilSociety": "CI-GAP",
            "designFailures-responsibleDesign-publicSector": "CI-GAP",
            "designFailures-dataGovernance-cloud": "covered",
            "designFailures-dataGovernance-developer": "CI-GAP",
            "designFailures-dataGovernance-operator": "CI-GAP",
            "designFailures-dataGovernance-civilSociety": "covered",
            "designFailures-dataGovernance-publicSector": "CI-GAP",
            "designFailures-safeDeployment-cloud": "CI-GAP",
            "designFailures-safeDeployment-developer": "covered",
            "designFailures-safeDeployment-operator": "CI-GAP",
            "designFailures-safeDeployment-civilSociety": "CI-GAP",
            "designFailures-safeDeployment-publicSector": "covered",
            "designFailures-monitoring-cloud": "CI-GAP",
            "designFailures-monitoring-developer": "CI-GAP",
            "designFailures-monitoring-operator": "covered",
            "designFailures-monitoring-civilSociety": "CI-GAP",
            "designFailures-monitoring-publicSector": "CI-GAP",
            "area-secureEnvironments": "33.33",
            "area-responsibleDesign": "33.33",
            "area-dataGovernance": "33.33",
            "area-safeDeployment": "33.33",
            "area-monitoring": "33.33",
            "share": "33.33"
          }
        },
        {
          "with": {
            "applicable": [
              "attacksUsingAI:secureEnvironments:cloud",
              "attacksUsingAI:secureEnvironments:operator",
              "attacksUsingAI:secureEnvironments:publicSector",
              "attacksUsingAI:responsibleDesign:developer",
              "attacksUsingAI:responsibleDesign:civilSociety",
              "attacksUsingAI:dataGovernance:cloud",
              "attacksUsingAI:dataGovernance:operator",
              "attacksUsingAI:dataGovernance:publicSector",
              "attacksUsingAI:safeDeployment:developer",
              "attacksUsingAI:safeDeployment:civilSociety",
              "attacksUsingAI:monitoring:cloud",
              "attacksUsingAI:monitoring:operator",
              "attacksUsingAI:monitoring:publicSector",
              "attacksOnAI:secureEnvironments:developer",
              "attacksOnAI:secureEnvironments:civilSociety",
              "attacksOnAI:responsibleDesign:cloud",
              "attacksOnAI:responsibleDesign:operator",
              "attacksOnAI:responsibleDesign:publicSector",
              "attacksOnAI:dataGovernance:developer",
              "attacksOnAI:dataGovernance:civilSociety",
              "attacksOnAI:safeDeployment:cloud",
              "attacksOnAI:safeDeployment:operator",
              "attacksOnAI:safeDeployment:publicSector",
              "attacksOnAI:monitoring:developer",
              "attacksOnAI:monitoring:civilSociety",
              "designFailures:secureEnvironments:cloud",
              "designFailures:secureEnvironments:operator",
              "designFailures:secureEnvironments:publicSector",
              "designFailures:responsibleDesign:developer",
              "designFailures:responsibleDesign:civilSociety",
              "designFailures:dataGovernance:cloud",
              "designFailures:dataGovernance:operator",
              "designFailures:dataGovernance:publicSector",
              "designFailures:safeDeployment:developer",
              "designFailures:safeDeployment:civilSociety",
              "designFailures:monitoring:cloud",
              "designFailures:monitoring:operator",
              "designFailures:monitoring:publicSector"
            ],
            "evidenced": []
          },
          "lines": {
            "attacksUsingAI-secureEnvironments-cloud": "CI-GAP",
            "attacksUsingAI-secureEnvironments-developer": "notApplicable",
            "attacksUsingAI-secureEnvironments-operator": "CI-GAP",
            "attacksUsingAI-secureEnvironments-civilSociety": "notApplicable",
            "attacksUsingAI-secureEnvironments-publicSector": "CI-GAP",
            "attacksUsingAI-responsibleDesign-cloud": "notApplicable",
            "attacksUsingAI-responsibleDesign-developer": "CI-GAP",
            "attacksUsingAI-responsibleDesign-operator": "notApplicable",
            "attacksUsingAI-responsibleDesign-civilSociety": "CI-GAP",
            "attacksUsingAI-responsibleDesign-publicSector": "notApplicable",
            "attacksUsingAI-dataGovernance-cloud": "CI-GAP",
            "attacksUsingAI-dataGovernance-developer": "notApplicable",
            "attacksUsingAI-dataGovernance-operator": "CI-GAP",
            "attacksUsingAI-dataGovernance-civilSociety": "notApplicable",
            "attacksUsingAI-dataGovernance-publicSector": "CI-GAP",
            "attacksUsingAI-safeDeployment-cloud": "notApplicable",
            "attacksUsingAI-safeDeployment-developer": "CI-GAP",
            "attacksUsingAI-safeDeployment-operator": "notApplicable",
            "attacksUsingAI-safeDeployment-civilSociety": "CI-GAP",
            "attacksUsingAI-safeDeployment-publicSector": "notApplicable",
            "attacksUsingAI-monitoring-cloud": "CI-GAP",
            "attacksUsingAI-monitoring-developer": "notApplicable",
            "attacksUsingAI-monitoring-operator": "CI-GAP",
            "attacksUsingAI-monitoring-civilSociety": "notApplicable",
            "attacksUsingAI-monitoring-publicSector": "CI-GAP",
            "attacksOnAI-secureEnvironments-cloud": "notApplicable",
            "attacksOnAI-secureEnvironments-developer": "CI-GAP",
            "attacksOnAI-secureEnvironments-operator": "notApplicable",
            "attacksOnAI-secureEnvironments-civilSociety": "CI-GAP",
            "attacksOnAI-secureEnvironments-publicSector": "notApplicable",
            "attacksOnAI-responsibleDesign-cloud": "CI-GAP",
            "attacksOnAI-responsibleDesign-developer": "notApplicable",
            "attacksOnAI-responsibleDesign-operator": "CI-GAP",
            "attacksOnAI-responsibleDesign-civilSociety": "notApplicable",
            "attacksOnAI-responsibleDesign-publicSector": "CI-GAP",
            "attacksOnAI-dataGovernance-cloud": "notApplicable",
            "attacksOnAI-dataGovernance-developer": "CI-GAP",
            "attacksOnAI-dataGovernance-operator": "notApplicable",
            "attacksOnAI-dataGovernance-civilSociety": "CI-GAP",
            "attacksOnAI-dataGovernance-publicSector": "notApplicable",
            "attacksOnAI-safeDeployment-cloud": "CI-GAP",
            "attacksOnAI-safeDeployment-developer": "notApplicable",
            "attacksOnAI-safeDeployment-operator": "CI-GAP",
            "attacksOnAI-safeDeployment-civilSociety": "notApplicable",
            "attacksOnAI-safeDeployment-publicSector": "CI-GAP",
            "attacksOnAI-monitoring-cloud": "notApplicable",
            "attacksOnAI-monitoring-developer": "CI-GAP",
            "attacksOnAI-monitoring-operator": "notApplicable",
            "attacksOnAI-monitoring-civilSociety": "CI-GAP",
            "attacksOnAI-monitoring-publicSector": "notApplicable",
            "designFailures-secureEnvironments-cloud": "CI-GAP",
            "designFailures-secureEnvironments-developer": "notApplicable",
            "designFailures-secureEnvironments-operator": "CI-GAP",
            "designFailures-secureEnvironments-civilSociety": "notApplicable",
            "designFailures-secureEnvironments-publicSector": "CI-GAP",
            "designFailures-responsibleDesign-cloud": "notApplicable",
            "designFailures-responsibleDesign-developer": "CI-GAP",
            "designFailures-responsibleDesign-operator": "notApplicable",
            "designFailures-responsibleDesign-civilSociety": "CI-GAP",
            "designFailures-responsibleDesign-publicSector": "notApplicable",
            "designFailures-dataGovernance-cloud": "CI-GAP",
            "designFailures-dataGovernance-developer": "notApplicable",
            "designFailures-dataGovernance-operator": "CI-GAP",
            "designFailures-dataGovernance-civilSociety": "notApplicable",
            "designFailures-dataGovernance-publicSector": "CI-GAP",
            "designFailures-safeDeployment-cloud": "notApplicable",
            "designFailures-safeDeployment-developer": "CI-GAP",
            "designFailures-safeDeployment-operator": "notApplicable",
            "designFailures-safeDeployment-civilSociety": "CI-GAP",
            "designFailures-safeDeployment-publicSector": "notApplicable",
            "designFailures-monitoring-cloud": "CI-GAP",
            "designFailures-monitoring-developer": "notApplicable",
            "designFailures-monitoring-operator": "CI-GAP",
            "designFailures-monitoring-civilSociety": "notApplicable",
            "designFailures-monitoring-publicSector": "CI-GAP",
            "area-secureEnvironments": 0,
            "area-responsibleDesign": 0,
            "area-dataGovernance": 0,
            "area-safeDeployment": 0,
            "area-monitoring": 0,
            "share": 0
          }
        }
      ]
    }
  },
  "gates": [
    {
      "id": "gap-cloud-secureEnvironments",
      "gate": "publish",
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
      "when": "criticalInfrastructureAI and (('attacksUsingAI:secureEnvironments:cloud' in applicable and not 'attacksUsingAI:secureEnvironments:cloud' in evidenced) or ('attacksOnAI:secureEnvironments:cloud' in applicable and not 'attacksOnAI:secureEnvironments:cloud' in evidenced) or ('designFailures:secureEnvironments:cloud' in applicable and not 'designFailures:secureEnvironments:cloud' in evidenced))",
      "oblige": ["CI-GAP-cloud-secureEnvironments"],
      "examples": [
        {"on": "2026-06-02", "with": {"applicable": ["attacksUsingAI:secureEnvironments:cloud", "attacksOnAI:secureEnvironments:cloud", "designFailures:secureEnvironments:cloud"], "criticalInfrastructureAI": true, "evidenced": ["attacksUsingAI:secureEnvironments:cloud", "attacksOnAI:secureEnvironments:cloud", "designFailures:secureEnvironments:cloud"]}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"applicable": ["attacksOnAI:secureEnvironments:cloud"], "criticalInfrastructureAI": true, "evidenced": []}, "says": "owes"}
      ]
    },
    {
      "id": "gap-cloud-responsibleDesign",
      "gate": "publish",
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
      "when": "criticalInfrastructureAI and (('attacksUsingAI:responsibleDesign:cloud' in applicable and not 'attacksUsingAI:responsibleDesign:cloud' in evidenced) or ('attacksOnAI:responsibleDesign:cloud' in applicable and not 'attacksOnAI:responsibleDesign:cloud' in evidenced) or ('designFailures:responsibleDesign:cloud' in applicable and not 'designFailures:responsibleDesign:cloud' in evidenced))",
      "oblige": ["CI-GAP-cloud-responsibleDesign"],
      "examples": [
        {"on": "2026-06-01", "with": {"applicable": ["attacksUsingAI:responsibleDesign:cloud", "attacksOnAI:responsibleDesign:cloud", "designFailures:responsibleDesign:cloud"], "criticalInfrastructureAI": true, "evidenced": ["attacksUsingAI:responsibleDesign:cloud", "attacksOnAI:responsibleDesign:cloud", "designFailures:responsibleDesign:cloud"]}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"applicable": ["attacksOnAI:responsibleDesign:cloud"], "criticalInfrastructureAI": true, "evidenced": []}, "says": "owes"}
      ]
    },
    {
      "id": "gap-cloud-dataGovernance",
      "gate": "publish",
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
      "when": "criticalInfrastructureAI and (('attacksUsingAI:dataGovernance:cloud' in applicable and not 'attacksUsingAI:dataGovernance:cloud' in evidenced) or ('attacksOnAI:dataGovernance:cloud' in applicable and not 'attacksOnAI:dataGovernance:cloud' in evidenced) or ('designFailures:dataGovernance:cloud' in applicable and not 'designFailures:dataGovernance:cloud' in evidenced))",
      "oblige": ["CI-GAP-cloud-dataGovernance"],
      "examples": [
        {"on": "2026-06-02", "with": {"applicable": ["attacksUsingAI:dataGovernance:cloud", "attacksOnAI:dataGovernance:cloud", "designFailures:dataGovernance:cloud"], "criticalInfrastructureAI": true, "evidenced": ["attacksUsingAI:dataGovernance:cloud", "attacksOnAI:dataGovernance:cloud", "designFailures:dataGovernance:cloud"]}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"applicable": ["attacksOnAI:dataGovernance:cloud"], "criticalInfrastructureAI": true, "evidenced": []}, "says": "owes"}
      ]
    },
    {
      "id": "gap-cloud-safeDeployment",
      "gate": "publish",
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
      "when": "criticalInfrastructureAI and (('attacksUsingAI:safeDeployment:cloud' in applicable and not 'attacksUsingAI:safeDeployment:cloud' in evidenced) or ('attacksOnAI:safeDeployment:cloud' in applicable and not 'attacksOnAI:safeDeployment:cloud' in evidenced) or ('designFailures:safeDeployment:cloud' in applicable and not 'designFailures:safeDeployment:cloud' in evidenced))",
      "oblige": ["CI-GAP-cloud-safeDeployment"],
      "examples": [
        {"on": "2026-06-01", "with": {"applicable": ["attacksUsingAI:safeDeployment:cloud", "attacksOnAI:safeDeployment:cloud", "designFailures:safeDeployment:cloud"], "criticalInfrastructureAI": true, "evidenced": ["attacksUsingAI:safeDeployment:cloud", "attacksOnAI:safeDeployment:cloud", "designFailures:safeDeployment:cloud"]}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"applicable": ["attacksOnAI:safeDeployment:cloud"], "criticalInfrastructureAI": true, "evidenced": []}, "says": "owes"}
      ]
    },
    {
      "id": "gap-cloud-monitoring",
      "gate": "publish",
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
      "when": "criticalInfrastructureAI and (('attacksUsingAI:monitoring:cloud' in applicable and not 'attacksUsingAI:monitoring:cloud' in evidenced) or ('attacksOnAI:monitoring:cloud' in applicable and not 'attacksOnAI:monitoring:cloud' in evidenced) or ('designFailures:monitoring:cloud' in applicable and not 'designFailures:monitoring:cloud' in evidenced))",
      "oblige": ["CI-GAP-cloud-monitoring"],
      "examples": [
        {"on": "2026-06-01", "with": {"applicable": ["attacksUsingAI:monitoring:cloud", "attacksOnAI:monitoring:cloud", "designFailures:monitoring:cloud"], "criticalInfrastructureAI": true, "evidenced": ["attacksUsingAI:monitoring:cloud", "attacksOnAI:monitoring:cloud", "designFailures:monitoring:cloud"]}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"applicable": ["attacksOnAI:monitoring:cloud"], "criticalInfrastructureAI": true, "evidenced": []}, "says": "owes"}
      ]
    },
    {
      "id": "gap-developer-secureEnvironments",
      "gate": "publish",
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
      "when": "criticalInfrastructureAI and (('attacksUsingAI:secureEnvironments:developer' in applicable and not 'attacksUsingAI:secureEnvironments:developer' in evidenced) or ('attacksOnAI:secureEnvironments:developer' in applicable and not 'attacksOnAI:secureEnvironments:developer' in evidenced) or ('designFailures:secureEnvironments:developer' in applicable and not 'designFailures:secureEnvironments:developer' in evidenced))",
      "oblige": ["CI-GAP-developer-secureEnvironments"],
      "examples": [
        {"on": "2026-06-01", "with": {"applicable": ["attacksUsingAI:secureEnvironments:developer", "attacksOnAI:secureEnvironments:developer", "designFailures:secureEnvironments:developer"], "criticalInfrastructureAI": true, "evidenced": ["attacksUsingAI:secureEnvironments:developer", "attacksOnAI:secureEnvironments:developer", "designFailures:secureEnvironments:developer"]}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"applicable": ["attacksOnAI:secureEnvironments:developer"], "criticalInfrastructureAI": true, "evidenced": []}, "says": "owes"}
      ]
    },
    {
      "id": "gap-developer-responsibleDesign",
      "gate": "publish",
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
      "when": "criticalInfrastructureAI and (('attacksUsingAI:responsibleDesign:developer' in applicable and not 'attacksUsingAI:responsibleDesign:developer' in evidenced) or ('attacksOnAI:responsibleDesign:developer' in applicable and not 'attacksOnAI:responsibleDesign:developer' in evidenced) or ('designFailures:responsibleDesign:developer' in applicable and not 'designFailures:responsibleDesign:developer' in evidenced))",
      "oblige": ["CI-GAP-developer-responsibleDesign"],
      "examples": [
        {"on": "2026-06-02", "with": {"applicable": ["attacksUsingAI:responsibleDesign:developer", "attacksOnAI:responsibleDesign:developer", "designFailures:responsibleDesign:developer"], "criticalInfrastructureAI": true, "evidenced": ["attacksUsingAI:responsibleDesign:developer", "attacksOnAI:responsibleDesign:developer", "designFailures:responsibleDesign:developer"]}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"applicable": ["attacksOnAI:responsibleDesign:developer"], "criticalInfrastructureAI": true, "evidenced": []}, "says": "owes"}
      ]
    },
    {
      "id": "gap-developer-dataGovernance",
      "gate": "publish",
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
      "when": "criticalInfrastructureAI and (('attacksUsingAI:dataGovernance:developer' in applicable and not 'attacksUsingAI:dataGovernance:developer' in evidenced) or ('attacksOnAI:dataGovernance:developer' in applicable and not 'attacksOnAI:dataGovernance:developer' in evidenced) or ('designFailures:dataGovernance:developer' in applicable and not 'designFailures:dataGovernance:developer' in evidenced))",
      "oblige": ["CI-GAP-developer-dataGovernance"],
      "examples": [
        {"on": "2026-06-02", "with": {"applicable": ["attacksUsingAI:dataGovernance:developer", "attacksOnAI:dataGovernance:developer", "designFailures:dataGovernance:developer"], "criticalInfrastructureAI": true, "evidenced": ["attacksUsingAI:dataGovernance:developer", "attacksOnAI:dataGovernance:developer", "designFailures:dataGovernance:developer"]}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"applicable": ["attacksOnAI:dataGovernance:developer"], "criticalInfrastructureAI": true, "evidenced": []}, "says": "owes"}
      ]
    },
    {
      "id": "gap-developer-safeDeployment",
      "gate": "publish",
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
      "when": "criticalInfrastructureAI and (('attacksUsingAI:safeDeployment:developer' in applicable and not 'attacksUsingAI:safeDeployment:developer' in evidenced) or ('attacksOnAI:safeDeployment:developer' in applicable and not 'attacksOnAI:safeDeployment:developer' in evidenced) or ('designFailures:safeDeployment:developer' in applicable and not 'designFailures:safeDeployment:developer' in evidenced))",
      "oblige": ["CI-GAP-developer-safeDeployment"],
      "examples": [
        {"on": "2026-06-02", "with": {"applicable": ["attacksUsingAI:safeDeployment:developer", "attacksOnAI:safeDeployment:developer", "designFailures:safeDeployment:developer"], "criticalInfrastructureAI": true, "evidenced": ["attacksUsingAI:safeDeployment:developer", "attacksOnAI:safeDeployment:developer", "designFailures:safeDeployment:developer"]}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"applicable": ["attacksOnAI:safeDeployment:developer"], "criticalInfrastructureAI": true, "evidenced": []}, "says": "owes"}
      ]
    },
    {
      "id": "gap-developer-monitoring",
      "gate": "publish",
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
      "when": "criticalInfrastructureAI and (('attacksUsingAI:monitoring:developer' in applicable and not 'attacksUsingAI:monitoring:developer' in evidenced) or ('attacksOnAI:monitoring:developer' in applicable and not 'attacksOnAI:monitoring:developer' in evidenced) or ('designFailures:monitoring:developer' in applicable and not 'designFailures:monitoring:developer' in evidenced))",
      "oblige": ["CI-GAP-developer-monitoring"],
      "examples": [
        {"on": "2026-06-02", "with": {"applicable": ["attacksUsingAI:monitoring:developer", "attacksOnAI:monitoring:developer", "designFailures:monitoring:developer"], "criticalInfrastructureAI": true, "evidenced": ["attacksUsingAI:monitoring:developer", "attacksOnAI:monitoring:developer", "designFailures:monitoring:developer"]}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"applicable": ["attacksOnAI:monitoring:developer"], "criticalInfrastructureAI": true, "evidenced": []}, "says": "owes"}
      ]
    },
    {
      "id": "gap-operator-secureEnvironments",
      "gate": "publish",
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
      "when": "criticalInfrastructureAI and (('attacksUsingAI:secureEnvironments:operator' in applicable and not 'attacksUsingAI:secureEnvironments:operator' in evidenced) or ('attacksOnAI:secureEnvironments:operator' in applicable and not 'attacksOnAI:secureEnvironments:operator' in evidenced) or ('designFailures:secureEnvironments:operator' in applicable and not 'designFailures:secureEnvironments:operator' in evidenced))",
      "oblige": ["CI-GAP-operator-secureEnvironments"],
      "examples": [
        {"on": "2026-06-02", "with": {"applicable": ["attacksUsingAI:secureEnvironments:operator", "attacksOnAI:secureEnvironments:operator", "designFailures:secureEnvironments:operator"], "criticalInfrastructureAI": true, "evidenced": ["attacksUsingAI:secureEnvironments:operator", "attacksOnAI:secureEnvironments:operator", "designFailures:secureEnvironments:operator"]}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"applicable": ["attacksOnAI:secureEnvironments:operator"], "criticalInfrastructureAI": true, "evidenced": []}, "says": "owes"}
      ]
    },
    {
      "id": "gap-operator-responsibleDesign",
      "gate": "publish",
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
      "when": "criticalInfrastructureAI and (('attacksUsingAI:responsibleDesign:operator' in applicable and not 'attacksUsingAI:responsibleDesign:operator' in evidenced) or ('attacksOnAI:responsibleDesign:operator' in applicable and not 'attacksOnAI:responsibleDesign:operator' in evidenced) or ('designFailures:responsibleDesign:operator' in applicable and not 'designFailures:responsibleDesign:operator' in evidenced))",
      "oblige": ["CI-GAP-operator-responsibleDesign"],
      "examples": [
        {"on": "2026-06-01", "with": {"applicable": ["attacksUsingAI:responsibleDesign:operator", "attacksOnAI:responsibleDesign:operator", "designFailures:responsibleDesign:operator"], "criticalInfrastructureAI": true, "evidenced": ["attacksUsingAI:responsibleDesign:operator", "attacksOnAI:responsibleDesign:operator", "designFailures:responsibleDesign:operator"]}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"applicable": ["attacksOnAI:responsibleDesign:operator"], "criticalInfrastructureAI": true, "evidenced": []}, "says": "owes"}
      ]
    },
    {
      "id": "gap-operator-dataGovernance",
      "gate": "publish",
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
      "when": "criticalInfrastructureAI and (('attacksUsingAI:dataGovernance:operator' in applicable and not 'attacksUsingAI:dataGovernance:operator' in evidenced) or ('attacksOnAI:dataGovernance:operator' in applicable and not 'attacksOnAI:dataGovernance:operator' in evidenced) or ('designFailures:dataGovernance:operator' in applicable and not 'designFailures:dataGovernance:operator' in evidenced))",
      "oblige": ["CI-GAP-operator-dataGovernance"],
      "examples": [
        {"on": "2026-06-02", "with": {"applicable": ["attacksUsingAI:dataGovernance:operator", "attacksOnAI:dataGovernance:operator", "designFailures:dataGovernance:operator"], "criticalInfrastructureAI": true, "evidenced": ["attacksUsingAI:dataGovernance:operator", "attacksOnAI:dataGovernance:operator", "designFailures:dataGovernance:operator"]}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"applicable": ["attacksOnAI:dataGovernance:operator"], "criticalInfrastructureAI": true, "evidenced": []}, "says": "owes"}
      ]
    },
    {
      "id": "gap-operator-safeDeployment",
      "gate": "publish",
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
      "when": "criticalInfrastructureAI and (('attacksUsingAI:safeDeployment:operator' in applicable and not 'attacksUsingAI:safeDeployment:operator' in evidenced) or ('attacksOnAI:safeDeployment:operator' in applicable and not 'attacksOnAI:safeDeployment:operator' in evidenced) or ('designFailures:safeDeployment:operator' in applicable and not 'designFailures:safeDeployment:operator' in evidenced))",
      "oblige": ["CI-GAP-operator-safeDeployment"],
      "examples": [
        {"on": "2026-06-01", "with": {"applicable": ["attacksUsingAI:safeDeployment:operator", "attacksOnAI:safeDeployment:operator", "designFailures:safeDeployment:operator"], "criticalInfrastructureAI": true, "evidenced": ["attacksUsingAI:safeDeployment:operator", "attacksOnAI:safeDeployment:operator", "designFailures:safeDeployment:operator"]}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"applicable": ["attacksOnAI:safeDeployment:operator"], "criticalInfrastructureAI": true, "evidenced": []}, "says": "owes"}
      ]
    },
    {
      "id": "gap-operator-monitoring",
      "gate": "publish",
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
      "when": "criticalInfrastructureAI and (('attacksUsingAI:monitoring:operator' in applicable and not 'attacksUsingAI:monitoring:operator' in evidenced) or ('attacksOnAI:monitoring:operator' in applicable and not 'attacksOnAI:monitoring:operator' in evidenced) or ('designFailures:monitoring:operator' in applicable and not 'designFailures:monitoring:operator' in evidenced))",
      "oblige": ["CI-GAP-operator-monitoring"],
      "examples": [
        {"on": "2026-06-02", "with": {"applicable": ["attacksUsingAI:monitoring:operator", "attacksOnAI:monitoring:operator", "designFailures:monitoring:operator"], "criticalInfrastructureAI": true, "evidenced": ["attacksUsingAI:monitoring:operator", "attacksOnAI:monitoring:operator", "designFailures:monitoring:operator"]}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"applicable": ["attacksOnAI:monitoring:operator"], "criticalInfrastructureAI": true, "evidenced": []}, "says": "owes"}
      ]
    },
    {
      "id": "gap-civilSociety-secureEnvironments",
      "gate": "publish",
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
      "when": "criticalInfrastructureAI and (('attacksUsingAI:secureEnvironments:civilSociety' in applicable and not 'attacksUsingAI:secureEnvironments:civilSociety' in evidenced) or ('attacksOnAI:secureEnvironments:civilSociety' in applicable and not 'attacksOnAI:secureEnvironments:civilSociety' in evidenced) or ('designFailures:secureEnvironments:civilSociety' in applicable and not 'designFailures:secureEnvironments:civilSociety' in evidenced))",
      "oblige": ["CI-GAP-civilSociety-secureEnvironments"],
      "examples": [
        {"on": "2026-06-02", "with": {"applicable": ["attacksUsingAI:secureEnvironments:civilSociety", "attacksOnAI:secureEnvironments:civilSociety", "designFailures:secureEnvironments:civilSociety"], "criticalInfrastructureAI": true, "evidenced": ["attacksUsingAI:secureEnvironments:civilSociety", "attacksOnAI:secureEnvironments:civilSociety", "designFailures:secureEnvironments:civilSociety"]}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"applicable": ["attacksOnAI:secureEnvironments:civilSociety"], "criticalInfrastructureAI": true, "evidenced": []}, "says": "owes"}
      ]
    },
    {
      "id": "gap-civilSociety-responsibleDesign",
      "gate": "publish",
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
      "when": "criticalInfrastructureAI and (('attacksUsingAI:responsibleDesign:civilSociety' in applicable and not 'attacksUsingAI:responsibleDesign:civilSociety' in evidenced) or ('attacksOnAI:responsibleDesign:civilSociety' in applicable and not 'attacksOnAI:responsibleDesign:civilSociety' in evidenced) or ('designFailures:responsibleDesign:civilSociety' in applicable and not 'designFailures:responsibleDesign:civilSociety' in evidenced))",
      "oblige": ["CI-GAP-civilSociety-responsibleDesign"],
      "examples": [
        {"on": "2026-06-02", "with": {"applicable": ["attacksUsingAI:responsibleDesign:civilSociety", "attacksOnAI:responsibleDesign:civilSociety", "designFailures:responsibleDesign:civilSociety"], "criticalInfrastructureAI": true, "evidenced": ["attacksUsingAI:responsibleDesign:civilSociety", "attacksOnAI:responsibleDesign:civilSociety", "designFailures:responsibleDesign:civilSociety"]}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"applicable": ["attacksOnAI:responsibleDesign:civilSociety"], "criticalInfrastructureAI": true, "evidenced": ["designFailures:responsibleDesign:civilSociety"]}, "says": "owes"}
      ]
    },
    {
      "id": "gap-civilSociety-dataGovernance",
      "gate": "publish",
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
      "when": "criticalInfrastructureAI and (('attacksUsingAI:dataGovernance:civilSociety' in applicable and not 'attacksUsingAI:dataGovernance:civilSociety' in evidenced) or ('attacksOnAI:dataGovernance:civilSociety' in applicable and not 'attacksOnAI:dataGovernance:civilSociety' in evidenced) or ('designFailures:dataGovernance:civilSociety' in applicable and not 'designFailures:dataGovernance:civilSociety' in evidenced))",
      "oblige": ["CI-GAP-civilSociety-dataGovernance"],
      "examples": [
        {"on": "2026-06-01", "with": {"applicable": ["attacksUsingAI:dataGovernance:civilSociety", "attacksOnAI:dataGovernance:civilSociety", "designFailures:dataGovernance:civilSociety"], "criticalInfrastructureAI": true, "evidenced": ["attacksUsingAI:dataGovernance:civilSociety", "attacksOnAI:dataGovernance:civilSociety", "designFailures:dataGovernance:civilSociety"]}, "says": "notApplicable"},
        {"on": "2026-06-02", "with": {"applicable": ["attacksOnAI:dataGovernance:civilSociety"], "criticalInfrastructureAI": true, "evidenced": []}, "says": "owes"}
      ]
    },
    {
      "id": "gap-civilSociety-safeDeployment",
      "gate": "publish",
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
      "when": "criticalInfrastructureAI and (('attacksUsingAI:safeDeployment:civilSociety' in applicable and not 'attacksUsingAI:safeDeployment:civilSociety' in evidenced) or ('attacksOnAI:safeDeployment:civilSociety' in applicable and not 'attacksOnAI:safeDeployment:civilSociety' in evidenced) or ('designFailures:safeDeployment:civilSociety' in applicable and not 'designFailures:safeDeployment:civilSociety' in evidenced))",
      "oblige": ["CI-GAP-civilSociety-safeDeployment"],
      "examples": [
        {"on": "2026-06-01", "with": {"applicable": ["attacksUsingAI:safeDeployment:civilSociety", "attacksOnAI:safeDeployment:civilSociety", "designFailures:safeDeployment:civilSociety"], "criticalInfrastructureAI": true, "evidenced": ["attacksUsingAI:safeDeployment:civilSociety", "attacksOnAI:safeDeployment:civilSociety", "designFailures:safeDeployment:civilSociety"]}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"applicable": ["attacksOnAI:safeDeployment:civilSociety"], "criticalInfrastructureAI": true, "evidenced": []}, "says": "owes"}
      ]
    },
    {
      "id": "gap-civilSociety-monitoring",
      "gate": "publish",
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
      "when": "criticalInfrastructureAI and (('attacksUsingAI:monitoring:civilSociety' in applicable and not 'attacksUsingAI:monitoring:civilSociety' in evidenced) or ('attacksOnAI:monitoring:civilSociety' in applicable and not 'attacksOnAI:monitoring:civilSociety' in evidenced) or ('designFailures:monitoring:civilSociety' in applicable and not 'designFailures:monitoring:civilSociety' in evidenced))",
      "oblige": ["CI-GAP-civilSociety-monitoring"],
      "examples": [
        {"on": "2026-06-01", "with": {"applicable": ["attacksUsingAI:monitoring:civilSociety", "attacksOnAI:monitoring:civilSociety", "designFailures:monitoring:civilSociety"], "criticalInfrastructureAI": true, "evidenced": ["attacksUsingAI:monitoring:civilSociety", "attacksOnAI:monitoring:civilSociety", "designFailures:monitoring:civilSociety"]}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"applicable": ["attacksOnAI:monitoring:civilSociety"], "criticalInfrastructureAI": true, "evidenced": []}, "says": "owes"}
      ]
    },
    {
      "id": "gap-publicSector-secureEnvironments",
      "gate": "publish",
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
      "when": "criticalInfrastructureAI and (('attacksUsingAI:secureEnvironments:publicSector' in applicable and not 'attacksUsingAI:secureEnvironments:publicSector' in evidenced) or ('attacksOnAI:secureEnvironments:publicSector' in applicable and not 'attacksOnAI:secureEnvironments:publicSector' in evidenced) or ('designFailures:secureEnvironments:publicSector' in applicable and not 'designFailures:secureEnvironments:publicSector' in evidenced))",
      "oblige": ["CI-GAP-publicSector-secureEnvironments"],
      "examples": [
        {"on": "2026-06-01", "with": {"applicable": ["attacksUsingAI:secureEnvironments:publicSector", "attacksOnAI:secureEnvironments:publicSector", "designFailures:secureEnvironments:publicSector"], "criticalInfrastructureAI": true, "evidenced": ["attacksUsingAI:secureEnvironments:publicSector", "attacksOnAI:secureEnvironments:publicSector", "designFailures:secureEnvironments:publicSector"]}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"applicable": ["attacksOnAI:secureEnvironments:publicSector"], "criticalInfrastructureAI": true, "evidenced": []}, "says": "owes"}
      ]
    },
    {
      "id": "gap-publicSector-responsibleDesign",
      "gate": "publish",
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
      "when": "criticalInfrastructureAI and (('attacksUsingAI:responsibleDesign:publicSector' in applicable and not 'attacksUsingAI:responsibleDesign:publicSector' in evidenced) or ('attacksOnAI:responsibleDesign:publicSector' in applicable and not 'attacksOnAI:responsibleDesign:publicSector' in evidenced) or ('designFailures:responsibleDesign:publicSector' in applicable and not 'designFailures:responsibleDesign:publicSector' in evidenced))",
      "oblige": ["CI-GAP-publicSector-responsibleDesign"],
      "examples": [
        {"on": "2026-06-02", "with": {"applicable": ["attacksUsingAI:responsibleDesign:publicSector", "attacksOnAI:responsibleDesign:publicSector", "designFailures:responsibleDesign:publicSector"], "criticalInfrastructureAI": true, "evidenced": ["attacksUsingAI:responsibleDesign:publicSector", "attacksOnAI:responsibleDesign:publicSector", "designFailures:responsibleDesign:publicSector"]}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"applicable": ["attacksOnAI:responsibleDesign:publicSector"], "criticalInfrastructureAI": true, "evidenced": []}, "says": "owes"}
      ]
    },
    {
      "id": "gap-publicSector-dataGovernance",
      "gate": "publish",
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
      "when": "criticalInfrastructureAI and (('attacksUsingAI:dataGovernance:publicSector' in applicable and not 'attacksUsingAI:dataGovernance:publicSector' in evidenced) or ('attacksOnAI:dataGovernance:publicSector' in applicable and not 'attacksOnAI:dataGovernance:publicSector' in evidenced) or ('designFailures:dataGovernance:publicSector' in applicable and not 'designFailures:dataGovernance:publicSector' in evidenced))",
      "oblige": ["CI-GAP-publicSector-dataGovernance"],
      "examples": [
        {"on": "2026-06-01", "with": {"applicable": ["attacksUsingAI:dataGovernance:publicSector", "attacksOnAI:dataGovernance:publicSector", "designFailures:dataGovernance:publicSector"], "criticalInfrastructureAI": true, "evidenced": ["attacksUsingAI:dataGovernance:publicSector", "attacksOnAI:dataGovernance:publicSector", "designFailures:dataGovernance:publicSector"]}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"applicable": ["attacksOnAI:dataGovernance:publicSector"], "criticalInfrastructureAI": true, "evidenced": []}, "says": "owes"}
      ]
    },
    {
      "id": "gap-publicSector-safeDeployment",
      "gate": "publish",
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
      "when": "criticalInfrastructureAI and (('attacksUsingAI:safeDeployment:publicSector' in applicable and not 'attacksUsingAI:safeDeployment:publicSector' in evidenced) or ('attacksOnAI:safeDeployment:publicSector' in applicable and not 'attacksOnAI:safeDeployment:publicSector' in evidenced) or ('designFailures:safeDeployment:publicSector' in applicable and not 'designFailures:safeDeployment:publicSector' in evidenced))",
      "oblige": ["CI-GAP-publicSector-safeDeployment"],
      "examples": [
        {"on": "2026-06-02", "with": {"applicable": ["attacksUsingAI:safeDeployment:publicSector", "attacksOnAI:safeDeployment:publicSector", "designFailures:safeDeployment:publicSector"], "criticalInfrastructureAI": true, "evidenced": ["attacksUsingAI:safeDeployment:publicSector", "attacksOnAI:safeDeployment:publicSector", "designFailures:safeDeployment:publicSector"]}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"applicable": ["attacksOnAI:safeDeployment:publicSector"], "criticalInfrastructureAI": true, "evidenced": []}, "says": "owes"}
      ]
    },
    {
      "id": "gap-publicSector-monitoring",
      "gate": "publish",
      "cite": "DHS Roles and Responsibilities Framework for AI in Critical Infrastructure, 2024-11-14",
      "when": "criticalInfrastructureAI and (('attacksUsingAI:monitoring:publicSector' in applicable and not 'attacksUsingAI:monitoring:publicSector' in evidenced) or ('attacksOnAI:monitoring:publicSector' in applicable and not 'attacksOnAI:monitoring:publicSector' in evidenced) or ('designFailures:monitoring:publicSector' in applicable and not 'designFailures:monitoring:publicSector' in evidenced))",
      "oblige": ["CI-GAP-publicSector-monitoring"],
      "examples": [
        {"on": "2026-06-02", "with": {"applicable": ["attacksUsingAI:monitoring:publicSector", "attacksOnAI:monitoring:publicSector", "designFailures:monitoring:publicSector"], "criticalInfrastructureAI": true, "evidenced": ["attacksUsingAI:monitoring:publicSector", "attacksOnAI:monitoring:publicSector", "designFailures:monitoring:publicSector"]}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"applicable": ["attacksOnAI:monitoring:publicSector"], "criticalInfrastructureAI": true, "evidenced": []}, "says": "owes"}
      ]
    }
  ]
}

"""##
}
