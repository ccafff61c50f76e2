/// The closed list of functions, over values that are all known.
struct FunctionCall {
    let calendar: WorkCalendar
    let matrices: [String: Matrix]

    /// Years of a discounted plan: more than a human lifetime is a typing error.
    static let longestPlan = 100

    func apply(_ function: Expression.Function, _ values: [FactValue]) -> FactValue {
        do {
            return try result(function, values) ?? .unknown
        } catch {
            return .unknown
        }
    }

    private func result(
        _ function: Expression.Function,
        _ values: [FactValue]
    ) throws(ArithmeticProblem) -> FactValue? {
        let first = values.first
        switch function {
        case .has, .otherwise: return nil
        case .min: return numbers(values)?.min().map { .number($0) } ?? dates(values)?.min().map { .date($0) }
        case .max: return numbers(values)?.max().map { .number($0) } ?? dates(values)?.max().map { .date($0) }
        case .abs:
            guard let number = first?.numberValue else { return nil }
            return .number(number < .zero ? try number.negated() : number)
        case .round:
            guard let number = first?.numberValue, let places = values.last?.numberValue?.wholeNumber else {
                return nil
            }
            return .number(try number.rounded(places: places, .halfUp))
        case .ceiling:
            guard let number = first?.numberValue else { return nil }
            return .number(try number.rounded(places: 0, number < .zero ? .down : .up))
        case .count: return list(first).map { .number(ExactDecimal($0.count)) }
        case .item:
            guard let numbers = list(first).flatMap(numbers), let place = values.last?.numberValue?.wholeNumber,
                place >= 1, place <= numbers.count
            else { return nil }
            return .number(numbers[place - 1])
        case .sumProduct: return try sumProduct(values)
        case .containsAll:
            guard let words = list(first), let wanted = list(values.last) else { return nil }
            return .flag(wanted.allSatisfy { one in words.contains { Comparison.isSame($0, one) } })
        case .countShared: return countShared(values)
        case .choose:
            guard values.count == 3, let condition = first?.flagValue else { return nil }
            return condition ? values[1] : values[2]
        case .countAtLeast:
            guard let numbers = list(first).flatMap(numbers), let least = values.last?.numberValue else { return nil }
            return .number(ExactDecimal(numbers.count { $0 >= least }))
        case .sum: return try sum(list(first))
        case .days:
            guard let from = first?.dateValue, let to = values.last?.dateValue else { return nil }
            return .number(ExactDecimal(to.dayNumber - from.dayNumber))
        case .plus: return plus(values)
        case .within: return within(values)
        case .presentValue: return try presentValue(values)
        case .drawn: return drawn(values)
        case .strictest: return strictest(values)
        }
    }

    private func list(_ value: FactValue?) -> [FactValue]? { if case .list(let list) = value { list } else { nil } }

    /// Lists do not say what they hold, so decimals in quotes count as numbers where numbers are wanted.
    private func numbers(_ values: [FactValue]) -> [ExactDecimal]? {
        let numbers = values.compactMap { $0.numberValue ?? $0.textValue.flatMap { ExactDecimal($0) } }
        return numbers.count == values.count ? numbers : nil
    }

    private func dates(_ values: [FactValue]) -> [CivilDate]? {
        let dates = values.compactMap(\.dateValue)
        return dates.count == values.count ? dates : nil
    }

    private func countShared(_ values: [FactValue]) -> FactValue? {
        let lists = values.compactMap(list)
        guard let first = lists.first, lists.count == values.count else { return nil }
        let shared = lists.dropFirst().reduce(Set(first)) { $0.intersection($1) }
        return .number(ExactDecimal(shared.count))
    }

    private func sum(_ values: [FactValue]?) throws(ArithmeticProblem) -> FactValue? {
        guard let values, let numbers = numbers(values) else { return nil }
        var sum = ExactDecimal.zero
        for number in numbers { sum = try sum.adding(number) }
        return .number(sum)
    }

    private func sumProduct(_ values: [FactValue]) throws(ArithmeticProblem) -> FactValue? {
        let lists = values.compactMap { list($0).flatMap(numbers) }
        guard let first = lists.first, lists.count == values.count, lists.allSatisfy({ $0.count == first.count })
        else { return nil }
        var sum = ExactDecimal.zero
        for place in first.indices {
            var product = ExactDecimal(1)
            for list in lists { product = try product.multiplied(by: list[place]) }
            sum = try sum.adding(product)
        }
        return .number(sum)
    }

    private func plus(_ values: [FactValue]) -> FactValue? {
        guard values.count == 3, let start = values[0].dateValue, let count = values[1].numberValue?.wholeNumber,
            let unit = values[2].textValue.flatMap(TimeUnit.init(rawValue:))
        else { return nil }
        return calendar.date(count, unit, from: start).map { .date($0.date) }
    }

    private func within(_ values: [FactValue]) -> FactValue? {
        guard values.count == 2, let place = values[0].textValue, let area = values[1].textValue else { return nil }
        return .flag(Place.contains(area, place))
    }

    private func presentValue(_ values: [FactValue]) throws(ArithmeticProblem) -> FactValue? {
        guard values.count == 2, let flows = list(values[0]).flatMap(numbers), flows.count <= Self.longestPlan,
            let rate = values[1].numberValue
        else { return nil }
        let step = try ExactDecimal(1).adding(rate)
        var sum = ExactDecimal.zero
        // From the last year back (Horner), so that only sums are rounded: a rounded factor would be wrong by its error times
        // the flow.
        for flow in flows.reversed() {
            sum = try sum.adding(flow).divided(by: step, places: Comparison.quotientPlaces, .halfUp)
        }
        return .number(sum)
    }

    private func drawn(_ values: [FactValue]) -> FactValue? {
        guard values.count == 3, let names = list(values[0])?.map(\.textValue), let percent = values[1].numberValue,
            let seed = values[2].textValue, names.allSatisfy({ $0 != nil }),
            let sample = Sample(of: names.compactMap(\.self), percent: percent, compulsory: [], seed: seed)
        else { return nil }
        return .list(sample.drawn.map { .text($0) })
    }

    private func strictest(_ values: [FactValue]) -> FactValue? {
        guard values.count == 2, let matrix = values[0].textValue.flatMap({ matrices[$0] }), let pairs = list(values[1])
        else { return nil }
        return matrix.strictest(pairs).map { .text($0) }
    }
}

/// Places as codes that nest: `AA` contains `AA-BB`.
enum Place {
    static func contains(_ area: String, _ place: String) -> Bool {
        place.utf8.elementsEqual(area.utf8) || place.utf8.starts(with: Array("\(area)-".utf8))
    }
}
