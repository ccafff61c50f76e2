// swift-format-ignore-file
// Written by Rules/embed.sh from Rules/cn-gz-gy/data-finance/2022-12-23.json; change that.
// Some of these have over 400 lines: each is one rule file, byte for byte.

extension EmbeddedRules {
    static let text4 = ##"""
{
  "schema": "sluice-pack/1",
  "id": "cn-gz-gy.data-finance",
  "version": "2022-12-23",
  "jurisdiction": "CN-GZ-GY",
  "title": {"zh": "贵阳数据金融（贵数贷）", "en": "Data finance in Guiyang"},
  "citation": "贵数贷（报道 GYF）",
  "sources": [{"key": "GYF", "title": "贵数贷与风险补偿资金池报道", "extent": "press"}, {"key": "GZX", "title": "《贵州省数据流通交易管理办法（试行）》2022-12-23", "extent": "part"}],
  "effective": {"from": "2022-12-23", "basis": "assumed", "cite": "GZX dated 2022-12-23; dates of the product and the pool were not found"},
  "zone": "+08:00",
  "calendar": "cn",
  "applies": {"place": "exchange", "within": "CN-GZ"},
  "parameters": {
    "poolShare": {
      "value": 70,
      "unit": "percent",
      "basis": "partial",
      "cite": "贵阳市政策性信用贷款风险补偿资金池（报道 GYF）: 承担本金损失的70%",
      "label": {"zh": "资金池分担（%）", "en": "share of the pool, percent"},
      "stricter": "lower"
    },
    "rateCap": {
      "value": 4,
      "unit": "percent",
      "basis": "partial",
      "cite": "贵阳市政策性信用贷款风险补偿资金池（报道 GYF）: 年利率不超过4%",
      "label": {"zh": "利率上限（%）", "en": "rate cap, percent"},
      "stricter": "lower"
    },
    "poolSize": {
      "value": 1000000000,
      "basis": "partial",
      "cite": "贵阳市政策性信用贷款风险补偿资金池（报道 GYF）: 10亿元",
      "label": {"zh": "资金池规模（元）", "en": "size of the pool, yuan"},
      "stricter": "none"
    },
    "gapPercent": {
      "value": 30,
      "unit": "percent",
      "basis": "assumed",
      "cite": "no text gives the gap that needs a human",
      "label": {"zh": "估值差异界限（%）", "en": "limit of the valuation gap, percent"},
      "stricter": "lower"
    },
    "pledgeRate": {
      "value": 50,
      "unit": "percent",
      "basis": "assumed",
      "cite": "no text gives the rate of the line",
      "label": {"zh": "授信折扣（%）", "en": "line over value, percent"},
      "stricter": "lower"
    },
    "claimDays": {
      "value": 20,
      "unit": "workingDay",
      "basis": "assumed",
      "cite": "no days found",
      "label": {"zh": "理赔审核（工作日）", "en": "claim review, working days"},
      "stricter": "lower"
    },
    "reportMonths": {
      "value": 3,
      "unit": "month",
      "basis": "partial",
      "cite": "贵阳市政策性信用贷款风险补偿资金池（报道 GYF）: 季度报告",
      "label": {"zh": "季度报告（月）", "en": "quarterly report, months"},
      "stricter": "lower"
    },
    "matchDays": {
      "value": 10,
      "unit": "workingDay",
      "basis": "assumed",
      "cite": "no days found",
      "label": {"zh": "撮合推荐（工作日）", "en": "recommendation, working days"},
      "stricter": "lower"
    }
  },
  "roles": {
    "enterprise": {"zh": "企业", "en": "enterprise"},
    "bank": {"zh": "银行", "en": "bank"},
    "exchange": {"zh": "数据交易所", "en": "exchange"},
    "trustee": {"zh": "受托管理机构", "en": "trustee of the pool"},
    "financeOffice": {"zh": "金融工作部门", "en": "finance office"}
  },
  "facts": {
    "enterprise": {"kind": "text", "label": {"zh": "企业", "en": "enterprise"}},
    "productId": {"kind": "text", "label": {"zh": "数据产品", "en": "data product"}},
    "voucherId": {"kind": "text", "label": {"zh": "数据要素登记凭证", "en": "registration voucher"}},
    "bankName": {"kind": "text", "label": {"zh": "银行", "en": "bank"}},
    "profileConsent": {"kind": "flag", "label": {"zh": "同意使用信用画像", "en": "consent to the credit profile"}},
    "consentThrough": {"kind": "date", "label": {"zh": "同意有效期至", "en": "consent through"}},
    "profileScore": {"kind": "number", "label": {"zh": "画像得分", "en": "score of the profile"}, "minimum": 0},
    "profileEvidence": {"kind": "digest", "label": {"zh": "画像依据摘要（已核验记录）", "en": "digest of the verified records"}},
    "need": {"kind": "text", "label": {"zh": "融资需求", "en": "need for finance"}},
    "needAmount": {"kind": "number", "label": {"zh": "需求金额", "en": "amount needed"}, "minimum": 0},
    "reasons": {"kind": "text", "label": {"zh": "理由", "en": "reasons"}},
    "loanKind": {"kind": "choice", "label": {"zh": "融资方式", "en": "kind of finance"}, "choices": ["pledge", "unsecured", "securitisation", "trust"]},
    "vehicleName": {"kind": "text", "label": {"zh": "特殊目的载体或信托", "en": "special-purpose vehicle or trust"}},
    "exchangeValue": {"kind": "number", "label": {"zh": "交易所价格", "en": "value by the exchange"}, "minimum": 0},
    "bankValue": {"kind": "number", "label": {"zh": "银行估值", "en": "value by the bank"}, "minimum": 0},
    "valuationReview": {"kind": "text", "label": {"zh": "估值差异人工意见", "en": "human opinion on the gap"}},
    "pledgedElsewhere": {"kind": "flag", "label": {"zh": "该产品已有未解除的质押", "en": "the product is pledged elsewhere"}},
    "pledgeAccepted": {"kind": "text", "label": {"zh": "顺位质押的知情确认", "en": "informed acceptance of the second pledge"}},
    "creditLine": {"kind": "number", "label": {"zh": "授信额度", "en": "credit line"}, "minimum": 0},
    "annualRate": {"kind": "number", "label": {"zh": "年利率（%）", "en": "annual rate, percent"}, "minimum": 0},
    "termThrough": {"kind": "date", "label": {"zh": "到期日", "en": "due date"}},
    "policyLoan": {"kind": "flag", "label": {"zh": "政策性信用贷款", "en": "policy credit loan"}},
    "drawnAmount": {"kind": "number", "label": {"zh": "提款金额", "en": "amount drawn"}, "minimum": 0},
    "repaidAmount": {"kind": "number", "label": {"zh": "还款金额", "en": "amount repaid"}, "minimum": 0},
    "principalLoss": {"kind": "number", "label": {"zh": "本金损失", "en": "loss of principal"}, "minimum": 0},
    "interestLoss": {"kind": "number", "label": {"zh": "利息损失", "en": "loss of interest"}, "minimum": 0},
    "poolBalance": {"kind": "number", "label": {"zh": "资金池余额", "en": "balance of the pool"}, "minimum": 0},
    "recovered": {"kind": "number", "label": {"zh": "追回金额", "en": "recovered"}, "minimum": 0},
    "quarter": {"kind": "text", "label": {"zh": "季度", "en": "quarter"}},
    "equityAmount": {"kind": "number", "label": {"zh": "股权投资额", "en": "equity invested"}, "minimum": 0},
    "profileRequested": {"kind": "flag", "label": {"zh": "查询信用画像", "en": "a profile is asked for"}, "absent": false},
    "pledged": {"kind": "flag", "label": {"zh": "存在质押", "en": "is pledged"}, "absent": false},
    "delisting": {"kind": "flag", "label": {"zh": "拟下架", "en": "is to be delisted"}, "absent": false},
    "rightsTransfer": {"kind": "flag", "label": {"zh": "拟转让权利", "en": "rights are to be transferred"}, "absent": false},
    "pledgeeConsents": {"kind": "flag", "label": {"zh": "质权人同意", "en": "the pledgee consents"}, "absent": false},
    "repaymentOnTime": {"kind": "choice", "label": {"zh": "履约记录", "en": "repayment record"}, "choices": ["poor", "fair", "good"]},
    "tradeVolume": {"kind": "number", "label": {"zh": "交易合同金额（万元）", "en": "trade volume, ten thousand yuan"}, "minimum": 0},
    "digitalLevel": {"kind": "choice", "label": {"zh": "数字化水平", "en": "digital level"}, "choices": ["none", "level1", "level2", "level3", "level4"]},
    "verifiedPapers": {"kind": "list", "label": {"zh": "已核验凭证", "en": "verified papers"}},
    "poolPays": {"kind": "number", "label": {"zh": "资金池补偿", "en": "paid by the pool"}, "minimum": 0},
    "poolRefund": {"kind": "number", "label": {"zh": "返还资金池", "en": "refunded to the pool"}, "minimum": 0}
  },
  "attachments": {
    "registrationVoucher": {"zh": "数据要素登记凭证", "en": "registration voucher"},
    "valuationReport": {"zh": "估值报告", "en": "valuation report"},
    "loanContract": {"zh": "借款合同", "en": "loan contract"},
    "defaultProof": {"zh": "逾期证明", "en": "proof of default"},
    "recoveryProof": {"zh": "追偿凭证", "en": "proof of recovery"}
  },
  "refusals": {
    "FIN-NO-VOUCHER": {
      "text": {"zh": "没有数据要素登记凭证", "en": "no registration voucher"},
      "cite": "贵数贷（报道 GYF）",
      "remedy": {"zh": "先在交易所登记", "en": "register at the exchange first"}
    },
    "FIN-NO-CONSENT": {
      "text": {"zh": "未经同意不得使用信用画像", "en": "no credit profile without consent"},
      "cite": "贵数贷（报道 GYF）; ours",
      "remedy": {"zh": "取得企业同意", "en": "obtain the enterprise's consent"}
    },
    "FIN-VALUATION-GAP": {
      "text": {"zh": "两方估值差异过大，须人工意见", "en": "the two valuations are too far apart; a human must judge"},
      "cite": "ours",
      "remedy": {"zh": "出具人工意见", "en": "give a human opinion"}
    },
    "FIN-RATE-CAP": {
      "text": {"zh": "政策性贷款利率超过上限", "en": "the rate of a policy loan is above the cap"},
      "cite": "贵阳市政策性信用贷款风险补偿资金池（报道 GYF）",
      "remedy": {"zh": "降至上限以内", "en": "lower the rate"}
    },
    "FIN-LINE": {"text": {"zh": "授信超过折扣后价值", "en": "the line exceeds the discounted value"}, "cite": "ours", "remedy": {"zh": "降低授信", "en": "lower the line"}},
    "FIN-DOUBLE-PLEDGE": {
      "text": {"zh": "该产品已质押，须知情确认", "en": "the product is already pledged; informed acceptance is needed"},
      "cite": "贵数贷（报道 GYF）; ours",
      "remedy": {"zh": "解除在先质押或书面确认", "en": "release the first pledge or accept in writing"}
    },
    "FIN-POOL-EMPTY": {
      "text": {"zh": "资金池余额不足", "en": "the pool is empty"},
      "cite": "贵阳市政策性信用贷款风险补偿资金池（报道 GYF）",
      "remedy": {"zh": "待补充后再申请", "en": "claim after it is refilled"}
    },
    "FIN-NOT-POOLED": {
      "text": {"zh": "非政策性信用贷款不由资金池分担", "en": "only policy credit loans are shared by the pool"},
      "cite": "贵阳市政策性信用贷款风险补偿资金池（报道 GYF）",
      "remedy": {"zh": "按合同自行处置", "en": "handle it under the contract"}
    },
    "FIN-VEHICLE": {
      "text": {"zh": "证券化或信托须写明载体", "en": "securitisation and trust need their vehicle"},
      "cite": "ours",
      "remedy": {"zh": "填写特殊目的载体或信托", "en": "name the vehicle or trust"}
    },
    "FIN-OVERDRAWN": {"text": {"zh": "提款超过授信", "en": "more was drawn than the line"}, "cite": "ours", "remedy": {"zh": "在授信内提款", "en": "draw within the line"}},
    "FIN-NOT-REPAID": {"text": {"zh": "尚未还清", "en": "not repaid in full"}, "cite": "ours", "remedy": {"zh": "还清后结清", "en": "repay first"}},
    "FIN-ENCUMBERED": {
      "text": {"zh": "质押期间不得下架或转让", "en": "no delisting or transfer while pledged"},
      "cite": "贵数贷（报道 GYF）; ours",
      "remedy": {"zh": "取得质权人同意或解除质押", "en": "obtain the pledgee's consent or release the pledge"}
    },
    "FIN-RECOVERY": {
      "text": {"zh": "追回金额超过本金损失", "en": "more was recovered than was lost"},
      "cite": "贵阳市政策性信用贷款风险补偿资金池（报道 GYF）; ours",
      "remedy": {"zh": "核对追回金额", "en": "check what was recovered"}
    },
    "FIN-LOSS": {
      "text": {"zh": "本金损失须大于零且不超过提款额", "en": "the loss of principal is above zero and at most what was drawn"},
      "cite": "贵阳市政策性信用贷款风险补偿资金池（报道 GYF）; ours",
      "remedy": {"zh": "按提款本金核定损失，不含利息", "en": "state the loss of principal drawn, without interest"}
    }
  },
  "documents": {
    "recommendation": {"label": {"zh": "撮合推荐书", "en": "recommendation"}, "cite": "贵数贷（报道 GYF）"},
    "creditDecision": {"label": {"zh": "授信决定", "en": "credit decision"}, "cite": "贵数贷（报道 GYF）"},
    "claimDecision": {"label": {"zh": "补偿决定", "en": "claim decision"}, "cite": "贵阳市政策性信用贷款风险补偿资金池（报道 GYF）"},
    "refundReceipt": {"label": {"zh": "追偿返还凭证", "en": "receipt of the refund"}, "cite": "贵阳市政策性信用贷款风险补偿资金池（报道 GYF）"},
    "repaymentReceipt": {"label": {"zh": "结清证明", "en": "receipt of repayment"}, "cite": "ours"}
  },
  "credentials": {
    "pledge": {
      "label": {"zh": "质押登记", "en": "pledge"},
      "cite": "贵数贷（报道 GYF）",
      "claims": ["productId", "voucherId", "bankName", "creditLine"]
    }
  },
  "obligations": {"warnPledgee": {"text": {"zh": "提示质权人该产品状态变化", "en": "tell the pledgee that the product changed"}, "cite": "ours"}},
  "scorecards": {
    "creditProfile": {
      "title": {"zh": "信用画像", "en": "credit profile"},
      "cite": "ours: weights assumed",
      "nodes": [
        {
          "id": "repayment",
          "label": {"zh": "履约", "en": "repayment"},
          "points": 40,
          "fact": "repaymentOnTime",
          "scale": {"single": {"poor": 0, "fair": 50, "good": 100}}
        },
        {
          "id": "trade",
          "label": {"zh": "交易", "en": "trade"},
          "points": 20,
          "fact": "tradeVolume",
          "scale": {"bands": [{"over": 0, "share": 25}, {"over": 100, "share": 50}, {"over": 1000, "share": 100}]}
        },
        {
          "id": "digital",
          "label": {"zh": "数字化", "en": "digital level"},
          "points": 20,
          "fact": "digitalLevel",
          "scale": {"single": {"none": 0, "level1": 25, "level2": 50, "level3": 75, "level4": 100}}
        },
        {
          "id": "papers",
          "label": {"zh": "凭证", "en": "papers"},
          "points": 20,
          "fact": "verifiedPapers",
          "scale": {"multiple": {"registrationCode": 25, "tradingVoucher": 25, "dataIPCertificate": 25, "assetEntry": 25}}
        }
      ],
      "levels": [
        {"id": "a", "label": {"zh": "甲", "en": "A"}, "if": "score >= 80", "cite": "ours"},
        {"id": "b", "label": {"zh": "乙", "en": "B"}, "if": "score >= 60", "cite": "ours"},
        {"id": "c", "label": {"zh": "丙", "en": "C"}, "if": "score >= 0", "cite": "ours"}
      ],
      "examples": [
        {
          "with": {
            "repaymentOnTime": "good",
            "tradeVolume": 1001,
            "digitalLevel": "level4",
            "verifiedPapers": ["registrationCode", "tradingVoucher", "dataIPCertificate", "assetEntry"]
          },
          "score": 100,
          "level": "a"
        },
        {
          "with": {"repaymentOnTime": "good", "tradeVolume": 1000, "digitalLevel": "level1", "verifiedPapers": ["registrationCode", "tradingVoucher"]},
          "score": 65,
          "level": "b"
        },
        {
          "with": {"repaymentOnTime": "fair", "tradeVolume": 100, "digitalLevel": "level2", "verifiedPapers": ["tradingVoucher", "dataIPCertificate"]},
          "score": 45,
          "level": "c"
        },
        {
          "with": {"repaymentOnTime": "poor", "tradeVolume": 0, "digitalLevel": "level3", "verifiedPapers": ["dataIPCertificate", "assetEntry"]},
          "score": 25,
          "level": "c"
        },
        {"with": {"repaymentOnTime": "poor", "tradeVolume": 1, "digitalLevel": "none", "verifiedPapers": []}, "score": 5, "level": "c"}
      ]
    }
  },
  "worksheets": {
    "valuation": {
      "title": {"zh": "交叉估值", "en": "cross-checked valuation"},
      "cite": "ours",
      "inputs": ["exchangeValue", "bankValue"],
      "lines": [
        {
          "id": "gapPercent",
          "label": {"zh": "差异（%）", "en": "gap, percent"},
          "cite": "ours",
          "value": "round(abs(exchangeValue - bankValue) / min(exchangeValue, bankValue) * 100, 2)"
        },
        {"id": "lowerValue", "label": {"zh": "较低值", "en": "lower value"}, "cite": "ours", "value": "min(exchangeValue, bankValue)"},
        {"id": "line", "label": {"zh": "可授信", "en": "possible line"}, "cite": "ours", "value": "round(line.lowerValue * $pledgeRate / 100, 2)"}
      ],
      "checks": [{"if": "abs(exchangeValue - bankValue) * 100 <= min(exchangeValue, bankValue) * $gapPercent", "else": "FIN-VALUATION-GAP"}],
      "examples": [
        {"with": {"exchangeValue": 1000000, "bankValue": 1300000}, "lines": {"gapPercent": 30, "lowerValue": 1000000, "line": 500000}},
        {
          "with": {"exchangeValue": 1000000, "bankValue": 1300001},
          "lines": {"gapPercent": 30, "lowerValue": 1000000, "line": 500000},
          "refuses": ["FIN-VALUATION-GAP"]
        }
      ]
    },
    "claim": {
      "title": {"zh": "风险补偿", "en": "claim on the pool"},
      "cite": "贵阳市政策性信用贷款风险补偿资金池（报道 GYF）",
      "inputs": ["principalLoss", "interestLoss", "poolBalance", "recovered"],
      "lines": [
        {
          "id": "poolPays",
          "label": {"zh": "资金池承担", "en": "the pool pays"},
          "cite": "贵阳市政策性信用贷款风险补偿资金池（报道 GYF）: 70%，不含利息; min is ours",
          "value": "min(round(principalLoss * $poolShare / 100, 2), poolBalance)"
        },
        {
          "id": "bankBears",
          "label": {"zh": "银行承担", "en": "the bank bears"},
          "cite": "贵阳市政策性信用贷款风险补偿资金池（报道 GYF）",
          "value": "principalLoss - line.poolPays + interestLoss"
        },
        {
          "id": "poolRefund",
          "label": {"zh": "追偿返还资金池", "en": "refund to the pool"},
          "cite": "ours: same ratio",
          "value": "choose(principalLoss == 0, 0, round(recovered * line.poolPays / max(principalLoss, 0.01), 2))"
        },
        {"id": "bankRecovers", "label": {"zh": "追偿归银行", "en": "recovered by the bank"}, "cite": "ours", "value": "recovered - line.poolRefund"}
      ],
      "checks": [{"if": "poolBalance > 0", "else": "FIN-POOL-EMPTY"}],
      "examples": [
        {
          "with": {"principalLoss": 3000000, "interestLoss": 0, "poolBalance": 1000000000, "recovered": 500000},
          "lines": {"poolPays": 2100000, "bankBears": 900000, "poolRefund": 350000, "bankRecovers": 150000}
        },
        {
          "with": {"principalLoss": 3000000, "interestLoss": 120000, "poolBalance": 1000000, "recovered": 100000},
          "lines": {"poolPays": 1000000, "bankBears": 2120000, "poolRefund": "33333.33", "bankRecovers": "66666.67"}
        },
        {
          "with": {"principalLoss": 100, "interestLoss": 0, "poolBalance": 0, "recovered": 0},
          "lines": {"poolPays": 0, "bankBears": 100, "poolRefund": 0, "bankRecovers": 0},
          "refuses": ["FIN-POOL-EMPTY"]
        }
      ]
    }
  },
  "procedures": {
    "match": {
      "title": {"zh": "银企对接", "en": "matching"},
      "cite": "贵数贷（报道 GYF）",
      "states": [
        {
          "id": "posted",
          "label": {"zh": "已发布需求", "en": "posted"},
          "timers": [
            {
              "id": "recommendation",
              "label": {"zh": "推荐期限", "en": "recommendation"},
              "cite": "assumed: no days found",
              "who": "exchange",
              "n": "$matchDays",
              "unit": "workingDay",
              "from": "entered"
            }
          ]
        },
        {"id": "consented", "label": {"zh": "已同意画像", "en": "profile consented"}},
        {"id": "recommended", "label": {"zh": "已推荐", "en": "recommended"}},
        {"id": "contacted", "label": {"zh": "已对接", "en": "contacted"}},
        {"id": "accepted", "label": {"zh": "已达成", "en": "accepted"}, "final": true},
        {"id": "declined", "label": {"zh": "未达成", "en": "declined"}, "final": true}
      ],
      "transitions": [
        {
          "event": "post",
          "label": {"zh": "发布需求", "en": "post"},
          "cite": "贵数贷（报道 GYF）",
          "from": ["new"],
          "to": "posted",
          "by": ["enterprise"],
          "fields": ["enterprise", "need", "needAmount"]
        },
        {
          "event": "consent",
          "label": {"zh": "同意画像", "en": "consent"},
          "cite": "贵数贷（报道 GYF）",
          "from": ["posted"],
          "to": "consented",
          "by": ["enterprise"],
          "fields": ["profileConsent", "consentThrough"],
          "require": [{"if": "profileConsent and consentThrough >= today", "else": "FIN-NO-CONSENT"}]
        },
        {
          "event": "recommend",
          "label": {"zh": "推荐", "en": "recommend"},
          "cite": "贵数贷（报道 GYF）",
          "from": ["posted", "consented"],
          "to": "recommended",
          "by": ["exchange"],
          "fields": ["profileScore", "profileEvidence"],
          "require": [{"if": "otherwise(profileConsent, false) and consentThrough >= today", "else": "FIN-NO-CONSENT"}],
          "effects": [{"document": "recommendation"}]
        },
        {
          "event": "contact",
          "label": {"zh": "对接", "en": "contact"},
          "cite": "贵数贷（报道 GYF）",
          "from": ["recommended"],
          "to": "contacted",
          "by": ["bank"]
        },
        {
          "event": "accept",
          "label": {"zh": "达成", "en": "accept"},
          "cite": "贵数贷（报道 GYF）",
          "from": ["contacted"],
          "to": "accepted",
          "by": ["enterprise"]
        },
        {
          "event": "decline",
          "label": {"zh": "未达成", "en": "decline"},
          "cite": "贵数贷（报道 GYF）",
          "from": ["posted", "consented", "recommended", "contacted"],
          "to": "declined",
          "by": ["enterprise", "bank"],
          "fields": ["reasons"]
        }
      ]
    },
    "loan": {
      "title": {"zh": "数据资产融资", "en": "loan on a data asset"},
      "cite": "贵数贷（报道 GYF）",
      "states": [
        {"id": "applied", "label": {"zh": "已申请", "en": "applied"}},
        {"id": "valued", "label": {"zh": "已双方估值", "en": "valued"}},
        {"id": "checked", "label": {"zh": "已交叉核对", "en": "cross-checked"}},
        {"id": "secured", "label": {"zh": "增信已落实", "en": "secured"}},
        {"id": "lineGranted", "label": {"zh": "已授信", "en": "line granted"}},
        {
          "id": "drawn",
          "label": {"zh": "已提款", "en": "drawn"},
          "timers": [
            {
              "id": "due",
              "label": {"zh": "还款到期", "en": "repayment is due"},
              "cite": "贵数贷（报道 GYF）",
              "who": "enterprise",
              "n": 0,
              "unit": "calendarDay",
              "from": "fact.termThrough",
              "event": "fallDue"
            }
          ]
        },
        {"id": "overdue", "label": {"zh": "逾期", "en": "overdue"}},
        {"id": "defaulted", "label": {"zh": "违约", "en": "defaulted"}},
        {"id": "claimed", "label": {"zh": "已申请补偿", "en": "claimed from the pool"}},
        {"id": "settled", "label": {"zh": "已结清", "en": "settled"}, "final": true},
        {"id": "writtenOff", "label": {"zh": "已核销", "en": "written off"}, "final": true},
        {"id": "refused", "label": {"zh": "不予授信", "en": "refused"}, "final": true}
      ],
      "transitions": [
        {
          "event": "apply",
          "label": {"zh": "申请", "en": "apply"},
          "cite": "贵数贷（报道 GYF）",
          "from": ["new"],
          "to": "applied",
          "by": ["enterprise"],
          "fields": ["enterprise", "productId", "voucherId", "loanKind", "profileConsent", "consentThrough"],
          "optional": ["vehicleName"],
          "attachments": ["registrationVoucher"],
          "require": [
            {"if": "attachment.registrationVoucher and has(voucherId)", "else": "FIN-NO-VOUCHER"},
            {"if": "profileConsent and consentThrough >= today", "else": "FIN-NO-CONSENT"},
            {"if": "loanKind in ['pledge', 'unsecured'] or has(vehicleName)", "else": "FIN-VEHICLE"}
          ]
        },
        {
          "event": "value",
          "label": {"zh": "双方估值", "en": "value"},
          "cite": "贵数贷（报道 GYF）",
          "from": ["applied"],
          "to": "valued",
          "by": ["bank"],
          "fields": ["bankName", "exchangeValue", "bankValue"],
          "attachments": ["valuationReport"]
        },
        {
          "event": "check",
          "label": {"zh": "交叉核对", "en": "cross-check"},
          "cite": "ours",
          "from": ["valued"],
          "to": "checked",
          "by": ["bank"],
          "optional": ["valuationReview"],
          "require": [
            {
              "if": "abs(exchangeValue - bankValue) * 100 <= min(exchangeValue, bankValue) * $gapPercent or has(valuationReview)",
              "else": "FIN-VALUATION-GAP"
            }
          ]
        },
        {
          "event": "secure",
          "label": {"zh": "质押", "en": "pledge"},
          "cite": "贵数贷（报道 GYF）",
          "from": ["checked"],
          "to": "secured",
          "by": ["bank"],
          "when": "loanKind == 'pledge'",
          "fields": ["creditLine", "termThrough", "pledgedElsewhere"],
          "optional": ["pledgeAccepted"],
          "require": [
            {"if": "not pledgedElsewhere or has(pledgeAccepted)", "else": "FIN-DOUBLE-PLEDGE"},
            {"if": "creditLine * 100 <= min(exchangeValue, bankValue) * $pledgeRate", "else": "FIN-LINE"}
          ],
          "effects": [{"issue": "pledge"}]
        },
        {
          "event": "secure",
          "label": {"zh": "其他增信", "en": "other enhancement"},
          "cite": "贵数贷（报道 GYF）",
          "from": ["checked"],
          "to": "secured",
          "by": ["bank"],
          "fields": ["creditLine", "termThrough"],
          "require": [{"if": "loanKind == 'unsecured' or has(vehicleName)", "else": "FIN-VEHICLE"}]
        },
        {
          "event": "grant",
          "label": {"zh": "授信", "en": "grant"},
          "cite": "贵数贷（报道 GYF）",
          "from": ["secured"],
          "to": "lineGranted",
          "by": ["bank"],
          "fields": ["annualRate", "policyLoan"],
          "otherThan": ["value"],
          "require": [{"if": "not policyLoan or annualRate <= $rateCap", "else": "FIN-RATE-CAP"}],
          "effects": [{"document": "creditDecision"}]
        },
        {
          "event": "refuse",
          "label": {"zh": "不予授信", "en": "refuse"},
          "cite": "贵数贷（报道 GYF）",
          "from": ["applied", "valued", "checked", "secured", "lineGranted"],
          "to": "refused",
          "by": ["bank"],
          "fields": ["reasons"],
          "effects": [{"expire": "pledge"}, {"document": "creditDecision"}]
        },
        {
          "event": "draw",
          "label": {"zh": "提款", "en": "draw"},
          "cite": "贵数贷（报道 GYF）",
          "from": ["lineGranted"],
          "to": "drawn",
          "by": ["enterprise"],
          "fields": ["drawnAmount"],
          "attachments": ["loanContract"],
          "require": [{"if": "drawnAmount <= creditLine", "else": "FIN-OVERDRAWN"}]
        },
        {
          "event": "invest",
          "label": {"zh": "投贷联动", "en": "invest equity beside the loan"},
          "cite": "seed: 投贷联动",
          "from": ["lineGranted", "drawn"],
          "to": "=",
          "by": ["bank"],
          "fields": ["equityAmount"]
        },
        {"event": "fallDue", "label": {"zh": "到期", "en": "fall due"}, "cite": "贵数贷（报道 GYF）", "from": ["drawn"], "to": "overdue", "by": ["system"]},
        {
          "event": "repay",
          "label": {"zh": "还清", "en": "repay"},
          "cite": "贵数贷（报道 GYF）",
          "from": ["drawn", "overdue", "defaulted", "claimed"],
          "to": "settled",
          "by": ["enterprise"],
          "fields": ["repaidAmount"],
          "require": [{"if": "repaidAmount >= drawnAmount", "else": "FIN-NOT-REPAID"}],
          "effects": [{"discharge": "pledge"}, {"document": "repaymentReceipt"}]
        },
        {
          "event": "declareDefault",
          "label": {"zh": "认定违约", "en": "declare default"},
          "cite": "贵数贷（报道 GYF）",
          "from": ["overdue"],
          "to": "defaulted",
          "by": ["bank"],
          "fields": ["principalLoss"],
          "attachments": ["defaultProof"],
          "require": [{"if": "principalLoss > 0 and principalLoss <= drawnAmount", "else": "FIN-LOSS"}]
        },
        {
          "event": "claimed",
          "label": {"zh": "进入补偿", "en": "claimed"},
          "cite": "贵阳市政策性信用贷款风险补偿资金池（报道 GYF）; one claim at a time is ours",
          "from": ["defaulted"],
          "to": "claimed",
          "by": ["system"]
        },
        {
          "event": "claimRefused",
          "label": {"zh": "补偿未获同意", "en": "claim refused"},
          "cite": "贵阳市政策性信用贷款风险补偿资金池（报道 GYF）; ours",
          "from": ["claimed"],
          "to": "defaulted",
          "by": ["system"]
        },
        {
          "event": "writeOff",
          "label": {"zh": "核销", "en": "write off"},
          "cite": "贵数贷（报道 GYF）",
          "from": ["defaulted", "claimed"],
          "to": "writtenOff",
          "by": ["bank"],
          "fields": ["reasons"],
          "effects": [{"expire": "pledge"}]
        }
      ]
    },
    "claim": {
      "title": {"zh": "风险补偿", "en": "claim on the pool"},
      "cite": "贵阳市政策性信用贷款风险补偿资金池（报道 GYF）",
      "parents": ["loan"],
      "states": [
        {
          "id": "claimed",
          "label": {"zh": "已申请", "en": "claimed"},
          "timers": [
            {
              "id": "review",
              "label": {"zh": "审核期限", "en": "review"},
              "cite": "assumed: no days found",
              "who": "trustee",
              "n": "$claimDays",
              "unit": "workingDay",
              "from": "entered"
            }
          ]
        },
        {"id": "compensated", "label": {"zh": "已补偿", "en": "compensated"}},
        {"id": "refunded", "label": {"zh": "已返还", "en": "refunded"}, "final": true},
        {"id": "closed", "label": {"zh": "无可追偿", "en": "closed"}, "final": true},
        {"id": "refused", "label": {"zh": "不予补偿", "en": "refused"}, "final": true}
      ],
      "transitions": [
        {
          "event": "claim",
          "label": {"zh": "申请补偿", "en": "claim"},
          "cite": "贵阳市政策性信用贷款风险补偿资金池（报道 GYF）",
          "from": ["new"],
          "to": "claimed",
          "by": ["bank"],
          "whileParent": ["defaulted"],
          "attachments": ["defaultProof"],
          "require": [{"if": "policyLoan", "else": "FIN-NOT-POOLED"}],
          "effects": [{"parent": "claimed"}]
        },
        {
          "event": "compensate",
          "label": {"zh": "补偿", "en": "compensate"},
          "cite": "贵阳市政策性信用贷款风险补偿资金池（报道 GYF）",
          "from": ["claimed"],
          "to": "compensated",
          "by": ["trustee"],
          "fields": ["poolBalance"],
          "require": [{"if": "poolBalance > 0", "else": "FIN-POOL-EMPTY"}],
          "effects": [
            {"set": {"fact": "poolPays", "to": "min(round(principalLoss * $poolShare / 100, 2), poolBalance)"}},
            {"publish": ["principalLoss", "poolPays"]},
            {"document": "claimDecision"}
          ]
        },
        {
          "event": "refuse",
          "label": {"zh": "不予补偿", "en": "refuse"},
          "cite": "贵阳市政策性信用贷款风险补偿资金池（报道 GYF）",
          "from": ["claimed"],
          "to": "refused",
          "by": ["trustee"],
          "fields": ["reasons"],
          "effects": [{"document": "claimDecision"}, {"parent": "claimRefused"}]
        },
        {
          "event": "refund",
          "label": {"zh": "追偿返还", "en": "refund"},
          "cite": "贵阳市政策性信用贷款风险补偿资金池（报道 GYF）",
          "from": ["compensated"],
          "to": "refunded",
          "by": ["bank"],
          "fields": ["recovered"],
          "attachments": ["recoveryProof"],
          "effects": [
            {"set": {"fact": "poolRefund", "to": "round(recovered * poolPays / principalLoss, 2)"}},
            {"publish": ["recovered", "poolRefund"]},
            {"document": "refundReceipt"}
          ],
          "require": [{"if": "recovered <= principalLoss", "else": "FIN-RECOVERY"}]
        },
        {
          "event": "close",
          "label": {"zh": "无可追偿", "en": "close"},
          "cite": "贵阳市政策性信用贷款风险补偿资金池（报道 GYF）",
          "from": ["compensated"],
          "to": "closed",
          "by": ["bank", "financeOffice"],
          "fields": ["reasons"]
        }
      ]
    },
    "poolReport": {
      "title": {"zh": "资金池季度报告", "en": "quarterly report of the pool"},
      "cite": "贵阳市政策性信用贷款风险补偿资金池（报道 GYF）",
      "states": [
        {
          "id": "open",
          "label": {"zh": "运行中", "en": "open"},
          "timers": [
            {
              "id": "report",
              "label": {"zh": "季度报告", "en": "quarterly report"},
              "cite": "贵阳市政策性信用贷款风险补偿资金池（报道 GYF）: 季度",
              "who": "trustee",
              "n": "$reportMonths",
              "unit": "month",
              "from": "entered"
            }
          ]
        },
        {"id": "ended", "label": {"zh": "已终止", "en": "ended"}, "final": true}
      ],
      "transitions": [
        {
          "event": "openPool",
          "label": {"zh": "设立", "en": "open"},
          "cite": "贵阳市政策性信用贷款风险补偿资金池（报道 GYF）",
          "from": ["new"],
          "to": "open",
          "by": ["trustee"],
          "fields": ["poolBalance"],
          "require": [{"if": "poolBalance <= $poolSize", "else": "FIN-POOL-EMPTY"}]
        },
        {
          "event": "report",
          "label": {"zh": "季度报告", "en": "report"},
          "cite": "贵阳市政策性信用贷款风险补偿资金池（报道 GYF）",
          "from": ["open"],
          "to": "open",
          "by": ["trustee"],
          "fields": ["quarter", "poolBalance"]
        },
        {
          "event": "end",
          "label": {"zh": "终止", "en": "end"},
          "cite": "贵阳市政策性信用贷款风险补偿资金池（报道 GYF）",
          "from": ["open"],
          "to": "ended",
          "by": ["financeOffice"],
          "fields": ["reasons"]
        }
      ]
    }
  },
  "gates": [
    {
      "id": "profile-consent",
      "gate": "negotiate",
      "cite": "贵数贷（报道 GYF）; ours",
      "when": "profileRequested",
      "require": "profileConsent and consentThrough >= today",
      "refuse": "FIN-NO-CONSENT",
      "examples": [
        {"on": "2026-06-02", "with": {"profileConsent": true, "profileRequested": true}, "says": "refuses"},
        {"on": "2026-06-01", "with": {"consentThrough": "2026-06-01", "profileConsent": true, "profileRequested": true}, "says": "holds"},
        {"on": "2026-06-02", "with": {}, "says": "notApplicable"}
      ]
    },
    {
      "id": "encumbered",
      "gate": "lifecycle",
      "cite": "贵数贷（报道 GYF）; ours",
      "when": "pledged and (delisting or rightsTransfer)",
      "require": "pledgeeConsents",
      "refuse": "FIN-ENCUMBERED",
      "examples": [
        {"on": "2026-06-01", "with": {"pledged": true}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"delisting": true, "pledged": true}, "says": "refuses"},
        {"on": "2026-06-01", "with": {"delisting": true, "pledged": true, "pledgeeConsents": true}, "says": "holds"}
      ]
    },
    {
      "id": "warn",
      "gate": "lifecycle",
      "cite": "ours",
      "when": "pledged",
      "oblige": ["warnPledgee"],
      "examples": [
        {"on": "2026-06-01", "with": {}, "says": "notApplicable"},
        {"on": "2026-06-01", "with": {"pledged": true}, "says": "owes"}
      ]
    }
  ]
}

"""##
}
