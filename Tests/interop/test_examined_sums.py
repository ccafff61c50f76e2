"""Prices, books, scores, statistics and losses against a second reckoning with exact fractions."""

import hashlib
import random
from fractions import Fraction

import pytest
from examiner.desk import Desk, cents, shown

BLOCKS = [
    ("networkUse", 4, 4), ("networkOffice", 4, 4), ("networkSecurity", 5, 4), ("dataSecurity", 5, 4),
    ("planMechanism", Fraction(15, 2), 4), ("talent", Fraction(15, 2), 5),
]  # fmt: skip
CHOICES = {
    "dataCollection": (10, {"none": 0, "some": 25, "half": 50, "most": 75, "all": 100}),
    "informationSystems": (10, {"none": 0, "singleLink": 25, "several": 50, "over80": 75, "all": 100}),
    "planImplementation": (Fraction(15, 2), {"none": 0} | {f"level{n}": 20 * n for n in range(1, 6)}),
    "funds": (Fraction(15, 2), {"none": 0} | {f"level{n}": 20 * n for n in range(1, 6)}),
    "green": (7, {"worse": 0, "flat": 50, "better": 100}), "qualityEffect": (7, {"worse": 0, "flat": 50,
        "better": 100}),
    "performance": (3, {"worse": 0, "flat": 50, "better": 100}), "valueEffect": (3, {"worse": 0, "flat": 50,
        "better": 100}),
}  # fmt: skip
BINDING = """
    ProductDesign Marketing ProductionControl QualityControl EquipmentCare SafetyProduction Energy Procurement
    Warehousing FinanceScene
"""
FREE = "ProcessDesign AfterSales PlanScheduling HumanResources Collaboration DecisionSupport"
GATES = [("level4", 80, 10, 6, 4), ("level3", 60, 8, 5, 3), ("level2", 40, 6, 3, 2), ("level1", 20, 6, 3, 1)]


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def money(lot, most=10**9):
    return Fraction(lot.randrange(1, most * 100), 100)


def texts(facts):
    return {name: shown(value) if isinstance(value, (Fraction, int)) and not isinstance(value,
        bool) else value for name, value in facts.items()}


def test_the_allowed_revenue_by_lot(desk):
    lot = random.Random(65)
    for _ in range(12):
        cost, actual = money(lot), money(lot)
        facts = {
            "totalCost": cost, "subsidies": cents(cost * lot.randrange(0, 100) / 100), "actualRevenue": actual,
            "treasuryYield": Fraction(lot.randrange(100, 400), 100), "taxes": money(lot, 10**6),
            "carriedExcess": 0, "smoothingYears": lot.randrange(1, 4),
        }  # fmt: skip
        facts["permittedRate"] = facts["treasuryYield"] + lot.choice([6, Fraction(599, 100), Fraction(601, 100)])
        operating = cost - facts["subsidies"]
        profit = cents(operating * facts["permittedRate"] / 100)
        allowed = operating + profit + facts["taxes"]
        excess = max(actual - allowed, 0)
        lines, codes = desk.ledger("cn.public-data-price", "allowedRevenue", texts(facts))
        assert lines["maxAllowedRevenue"] == shown(allowed)
        assert lines["deviationPercent"] == shown(cents((actual - allowed) / allowed * 100))
        operator = abs(actual - allowed) * 10 <= allowed
        assert lines["whoAdjusts"] == ("operatorAdjustsPrices" if operator else "authorisingBodyAdjustsCeilings")
        assert lines["nextDeduction"] == shown(cents(excess / facts["smoothingYears"]))
        assert codes == (["PRICE-RATE"] if facts["permittedRate"] > facts["treasuryYield"] + 6 else [])


@pytest.mark.parametrize(("actual", "who"), [("1100.22", "operator"), ("1100.23", "body"), ("900.18", "operator"),
    ("900.17", "body")])
def test_ten_percent_itself_is_the_operators(desk, actual, who):
    facts = {"totalCost": 1000, "subsidies": 100, "treasuryYield": "1.8", "permittedRate": "7.8", "taxes": 30,
        "actualRevenue": actual}
    lines, _ = desk.ledger("cn.public-data-price", "allowedRevenue", facts)
    assert lines["whoAdjusts"].startswith("operator") is (who == "operator")


def test_shares_add_up_to_the_revenue_and_none_is_negative(desk):
    lot = random.Random(3)
    cases = [(Fraction(1, 100), 0, 50, 50), (Fraction(3, 100), 0, 50, 50), (Fraction(1, 100), 1, 0, 99)]
    cases += [(money(lot), *(lot.choice([(30, 45, 25), (0, 33, 67), (100, 0, 0), (1, 98, 1)]))) for _ in range(8)]
    for revenue, provider, operator, developer in cases:
        facts = {"revenue": revenue, "providerShare": provider, "operatorShare": operator, "developerShare": developer}
        lines, codes = desk.ledger("cn.public-data-price", "revenueShares", texts(facts))
        parts = [Fraction(lines[name]) for name in ("operator", "developer", "provider")]
        assert codes == [] and sum(parts) == revenue and min(parts) >= 0, facts
        assert parts[0] == cents(revenue * operator / 100)
    _, codes = desk.ledger("cn.public-data-price", "revenueShares", texts(facts | {"providerShare": 2}))
    assert codes == ["PRICE-SHARES"]


def test_amortisation_by_lot(desk):
    lot = random.Random(11)
    for _ in range(12):
        cost, months = money(lot, 10**7), lot.randrange(1, 61)
        residual = cents(cost * lot.choice([0, 0, 5]) / 100)
        elapsed = lot.choice([0, 1, months - 1, months, months + 3])
        base = cost - residual
        monthly = cents(base / months)
        facts = {"cost": cost, "residual": residual, "months": months, "elapsedMonths": elapsed}
        lines, codes = desk.ledger("cn.data-asset-accounting", "amortisation", texts(facts))
        done = base if elapsed >= months else monthly * elapsed
        assert (lines["monthly"], lines["lastMonth"]) == (shown(monthly), shown(base - monthly * (months - 1)))
        assert (lines["accumulated"], lines["carrying"], codes) == (shown(done), shown(cost - done), [])


def table(lot):
    columns = {}
    for name in """
        originalOpening addPurchase addDevelopment addOther cutDisposal cutInvalid cutOther amortOpening amortAdd
        amortCut impairOpening impairAdd impairCut
    """.split():
        columns[name] = [lot.randrange(0, 10**6) for _ in range(3)]
    def line(*parts):
        return [sum(sign * columns[name][n] for sign, name in parts) for n in range(3)]
    columns["originalClosing"] = line((1, "originalOpening"), (1, "addPurchase"), (1, "addDevelopment"), (1,
        "addOther"), (-1, "cutDisposal"), (-1, "cutInvalid"), (-1, "cutOther"))
    columns["amortClosing"] = line((1, "amortOpening"), (1, "amortAdd"), (-1, "amortCut"))
    columns["impairClosing"] = line((1, "impairOpening"), (1, "impairAdd"), (-1, "impairCut"))
    columns["carryingClosing"] = line((1, "originalClosing"), (-1, "amortClosing"), (-1, "impairClosing"))
    columns["carryingOpening"] = line((1, "originalOpening"), (-1, "amortOpening"), (-1, "impairOpening"))
    return columns


def test_a_disclosure_table_balances_or_is_refused(desk):
    lot = random.Random(9)
    for _ in range(6):
        columns = table(lot)
        lines, codes = desk.ledger("cn.data-asset-accounting", "intangibleTable", columns)
        assert codes == [] and all(lines[f"total-{name}"] == sum(values) for name, values in columns.items())
        name, place = lot.choice(sorted(columns)), lot.randrange(3)
        wrong = columns | {name: [value + (n == place) for n, value in enumerate(columns[name])]}
        # A fourth column is in no balance and would be in the totals.
        longer = columns | {name: [*columns[name], 999]}
        for bad in (wrong, longer):
            _, codes = desk.ledger("cn.data-asset-accounting", "intangibleTable", bad)
            assert "ACC-TABLE-IMBALANCE" in codes, name


def test_three_valuations_and_large_flows_to_the_cent(desk):
    lot = random.Random(17)
    pack = "cn.data-asset-accounting"
    for _ in range(4):
        flows = [money(lot, 10**13) for _ in range(lot.randrange(1, 11))]
        rate, share = Fraction(lot.randrange(1, 2500), 10**4), Fraction(lot.randrange(1, 100), 100)
        value = sum(flow / (1 + rate) ** year for year, flow in enumerate(flows, 1)) * share
        facts = {"cashFlows": [str(shown(flow)) for flow in flows], "incomeShare": shown(share),
            "discountRate": shown(rate)}
        assert desk.ledger(pack, "valuationIncome", facts) == ({"value": shown(cents(value))}, [])
        costs = [money(lot) for _ in range(3)]
        worn, quality, profit = (Fraction(lot.randrange(0, 100), 100) for _ in range(3))
        value = sum(costs) * (1 - worn) * quality * (1 + profit)
        facts = {"replacementCosts": [str(shown(cost)) for cost in costs], "depreciationRate": worn,
            "qualityFactor": quality, "profitRate": profit}
        assert desk.ledger(pack, "valuationCost", texts(facts)) == ({"value": shown(cents(value))}, [])


def test_ratios_and_the_one_percent(desk):
    lot = random.Random(2)
    for increment, flag in [(Fraction(1), False), (Fraction(101, 100), True), (Fraction(99, 100), False)]:
        assets, debts, added, worn = money(lot), money(lot), money(lot, 10**6), money(lot, 10**5)
        facts = {"assetsBefore": assets, "liabilities": debts, "capitalised": added, "amortisedInPeriod": worn,
            "increment": increment, "marketCap": 100}
        lines, _ = desk.ledger("cn.data-asset-accounting", "ratioImpact", texts(facts))
        assert lines["debtRatioBefore"] == shown(cents(debts / assets * 100, 4))
        assert lines["debtRatioAfter"] == shown(cents(debts / (assets + added) * 100, 4))
        assert (lines["profitEffect"], lines["incrementFlag"]) == (shown(added - worn), flag)


def band(rate):
    return next((share for over, share in [(60, 100), (40, 75), (20, 50), (10, 25)] if rate > over), 0)


def scored(lot):
    answers, score = {}, Fraction(0)
    rich = lot.random()
    for name, points, options in BLOCKS:
        answers[name] = [letter for letter in "abcde"[:options] if lot.random() < rich]
        score += Fraction(points) * len(answers[name]) / options
    for name, (points, shares) in CHOICES.items():
        answers[name] = lot.choice(sorted(shares)[-2:] if rich > 0.7 else sorted(shares))
        score += Fraction(points) * shares[answers[name]] / 100
    for name in ("digitisedRate", "networkedRate"):
        answers[name] = lot.choice([0, 10, Fraction(101, 10), 20, 40, Fraction(4001, 100), 60, 61, 100])
        score += Fraction(6) * band(answers[name]) / 100
    levels = {name: lot.choice([4, 4, 4, 3, 3, 2, 1, 0]) for name in f"{BINDING} {FREE}".split()}
    answers |= {f"scene{name}": level for name, level in levels.items()}
    for level, least, scenes, binding, depth in GATES:
        reached = [name for name, value in levels.items() if value >= depth]
        if score >= least and len(reached) >= scenes and sum(name in BINDING.split() for name in reached) >= binding:
            return answers, score, level
    return answers, score, None


def test_the_digital_level_by_lot(desk):
    lot = random.Random(2024)
    seen = set()
    for _ in range(40):
        answers, score, level = scored(lot)
        seen.add(level)
        found = desk.ask("score", "cn.sme-digital-level", desk.file(texts(answers)))
        assert (Fraction(found["score"]), found.get("level")) == (score, level), answers
    assert len(seen) >= 4


@pytest.mark.parametrize(("fact", "value"), [("digitisedRate", 101), ("digitisedRate", -1), ("sceneEnergy", 5),
    ("networkUse", ["z"])])
def test_answers_outside_their_range_are_refused(desk, fact, value):
    answers, _, _ = scored(random.Random(1))
    done = pytest.raises(AssertionError, desk.ask, "score", "cn.sme-digital-level",
        desk.file(texts(answers) | {fact: value}), codes=(0,))
    assert fact in str(done.value)


def test_a_draw_is_drawn_again_by_anybody(desk):
    for size, percent, seed in [(1, "5", "a"), (20, "5", "b"), (21, "5", "c"), (199, "5", "种子"), (10, "0", "d"), (7,
        "100", "e")]:
        names = [f"企业{number}" for number in range(size)]
        lots = sorted(names, key=lambda name: hashlib.sha256(f"{seed}\x1f{name}".encode()).digest())
        drawn = lots[: -(-size * int(percent) // 100)]
        found = desk.ask("draw", desk.file({"names": names, "compulsory": names[:1]}), "--percent", percent, "--seed",
            seed)
        assert found["drawn"] == drawn and set(found["all"]) == {*drawn, names[0]}
    done = pytest.raises(AssertionError, desk.ask, "draw", desk.file({"names": ["a", 1]}), "--percent", "5", "--seed",
        "s")
    assert "list of names" in str(done.value)


def test_losses_are_shared_and_never_more_than_the_pool(desk):
    lot = random.Random(70)
    for pool in [10**9, 10**9, 1_000, Fraction(1, 100), 10**9, 10**6, 5, 10**4, 10**9, 10**9]:
        loss, interest = money(lot, 10**7), money(lot, 10**5)
        recovered = cents(loss * lot.randrange(0, 101) / 100)
        pays = min(cents(loss * 7 / 10), Fraction(pool))
        back = cents(recovered * pays / loss)
        facts = {"principalLoss": loss, "interestLoss": interest, "poolBalance": Fraction(pool), "recovered": recovered}
        lines, codes = desk.ledger("cn-gz-gy.data-finance", "claim", texts(facts))
        assert codes == []
        assert (lines["poolPays"], lines["bankBears"]) == (shown(pays), shown(loss - pays + interest))
        assert (lines["poolRefund"], lines["bankRecovers"]) == (shown(back), shown(recovered - back))


def test_coverage_counts_what_is_applicable_once(desk):
    lot = random.Random(75)
    categories, areas = ["attacksUsingAI", "attacksOnAI", "designFailures"], ["secureEnvironments",
        "responsibleDesign", "dataGovernance", "safeDeployment", "monitoring"]
    roles = ["cloud", "developer", "operator", "civilSociety", "publicSector"]
    cells = [f"{c}:{a}:{r}" for c in categories for a in areas for r in roles]
    for _ in range(10):
        applicable, evidenced = lot.sample(cells, lot.randrange(0, 40)), lot.choices(cells, k=lot.randrange(0, 60))
        lines, codes = desk.ledger("us.critical-infrastructure-ai", "coverage", {"applicable": applicable,
            "evidenced": evidenced})
        def share(of):
            wanted = [cell for cell in applicable if of in cell]
            return shown(cents(Fraction(len(set(wanted) & set(evidenced)) * 100, max(len(wanted), 1))))
        assert codes == [] and lines["share"] == share("")
        for area in areas:
            assert lines[f"area-{area}"] == share(f":{area}:")


def test_an_index_ranks_fifty_two_with_ties(desk):
    lot = random.Random(52)
    dimensions = ["infrastructure", "technology", "economy", "government", "security", "governance"]
    world, points = {}, {}
    for number in range(52):
        facts = {}
        for name in dimensions:
            low, high = lot.randrange(0, 30), lot.randrange(60, 100)
            facts |= {name: lot.randrange(low, high + 1), f"{name}Low": low, f"{name}High": high}
        if number in (7, 8):
            facts = world["N0"]
        world[f"N{number}"] = facts
        parts = [cents(Fraction(facts[n] - facts[f"{n}Low"], facts[f"{n}High"] - facts[f"{n}Low"]),
            12) for n in dimensions]
        points[f"N{number}"] = cents(cents(sum(parts) / 6, 12) * 100, 4)
    found = desk.ask("rank", "cn.digital-statistics", "index", "index", desk.file(world))["ranked"]
    assert len(found) == 52
    for entry in found:
        assert Fraction(entry["value"]) == points[entry["name"]]
        assert entry["place"] == 1 + sum(value > points[entry["name"]] for value in points.values())
