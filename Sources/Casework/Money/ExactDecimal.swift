/// A decimal number without binary rounding: a whole coefficient over a power of ten.
///
/// Money, scores and rates are counted in it. Results beyond its range are refused, never wrapped.
package struct ExactDecimal: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The signed digits over a power of ten.
    ///
    /// INVARIANT: no trailing zero while scale > 0, so that equal values are equal.
    private let coefficient: Int128
    private let scale: Int

    /// Decimal places kept: money needs 2, rates 6, discounting over decades 12; 18 leaves room for whole parts.
    package static let places = 18
    /// Digits read from text: no sum of money or count of persons has more, and products of two still fit.
    static let longestText = 24

    package static let zero = ExactDecimal(0)

    package init(_ value: Int) { self.init(coefficient: Int128(value), scale: 0) }

    private init(coefficient: Int128, scale: Int) {
        var coefficient = coefficient
        var scale = scale
        while scale > 0, coefficient % 10 == 0 {
            coefficient /= 10
            scale -= 1
        }
        self.coefficient = coefficient
        self.scale = scale
    }

    /// Reads `-1234.50`; nil for exponents, other digits, signs without digits or more digits than are kept.
    package init?(_ text: some StringProtocol) {
        var digits = Array(text.utf8)
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative { digits.removeFirst() }
        let parts = digits.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, !whole.isEmpty, digits.count <= Self.longestText else { return nil }
        let fraction = parts.count > 1 ? parts[1] : []
        guard parts.count == 1 || !fraction.isEmpty, fraction.count <= Self.places,
            (whole + fraction).allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        let value = (whole + fraction).reduce(Int128(0)) { $0 * 10 + Int128($1 - 0x30) }
        self.init(coefficient: isNegative ? -value : value, scale: fraction.count)
    }

    package var description: String {
        let digits = String(coefficient.magnitude)
        let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
        let sign = coefficient < 0 ? "-" : ""
        return scale == 0 ? sign + padded : "\(sign)\(padded.dropLast(scale)).\(padded.suffix(scale))"
    }

    /// The whole number, when it is one that fits.
    package var wholeNumber: Int? { scale == 0 ? Int(exactly: coefficient) : nil }

    package static func < (one: Self, other: Self) -> Bool {
        let wholes = (one.coefficient / power(one.scale), other.coefficient / power(other.scale))
        if wholes.0 != wholes.1 { return wholes.0 < wholes.1 }
        return one.fraction < other.fraction
    }

    /// The digits after the point at the full number of places; always below 10^18, so comparing cannot overflow.
    private var fraction: Int128 { coefficient % Self.power(scale) * Self.power(Self.places - scale) }

    private static func power(_ exponent: Int) -> Int128 {
        // INVARIANT: exponents are 0…36, and 10^36 fits in 128 bits.
        (0..<max(0, min(exponent, 36))).reduce(Int128(1)) { power, _ in power * 10 }
    }
}

/// A calculation that has no exact answer here.
package enum ArithmeticProblem: Error, Sendable {
    case overflow
    case divisionByZero
}

/// How a result is cut to fewer places.
package enum Rounding: Sendable {
    /// 四舍五入.
    case halfUp
    case down
    /// Away from zero: ceilings of counts and samples.
    case up
}

extension ExactDecimal {
    package func adding(_ other: Self) throws(ArithmeticProblem) -> Self {
        let scale = max(scale, other.scale)
        let one = try Self.checked(coefficient.multipliedReportingOverflow(by: Self.power(scale - self.scale)))
        let two = try Self.checked(other.coefficient.multipliedReportingOverflow(by: Self.power(scale - other.scale)))
        return Self(coefficient: try Self.checked(one.addingReportingOverflow(two)), scale: scale)
    }

    package func negated() throws(ArithmeticProblem) -> Self {
        Self(coefficient: try Self.checked(Int128(0).subtractingReportingOverflow(coefficient)), scale: scale)
    }

    package func subtracting(_ other: Self) throws(ArithmeticProblem) -> Self { try adding(try other.negated()) }

    /// The product, rounded half up when it has more places than are kept.
    package func multiplied(by other: Self) throws(ArithmeticProblem) -> Self {
        let product = try Self.checked(coefficient.multipliedReportingOverflow(by: other.coefficient))
        let places = scale + other.scale
        let excess = places - Self.places
        guard excess > 0 else { return Self(coefficient: product, scale: places) }
        return Self(coefficient: try Self.quotient(product, Self.power(excess), .halfUp), scale: Self.places)
    }

    /// The quotient to a number of places.
    package func divided(by other: Self, places: Int, _ rounding: Rounding) throws(ArithmeticProblem) -> Self {
        guard other.coefficient != 0 else { throw .divisionByZero }
        let places = max(0, min(places, Self.places))
        let exponent = places + other.scale - scale
        let factor = Self.power(abs(exponent))
        let numerator =
            exponent >= 0 ? try Self.checked(coefficient.multipliedReportingOverflow(by: factor)) : coefficient
        let denominator =
            exponent < 0
            ? try Self.checked(other.coefficient.multipliedReportingOverflow(by: factor)) : other.coefficient
        return Self(coefficient: try Self.quotient(numerator, denominator, rounding), scale: places)
    }

    package func rounded(places: Int, _ rounding: Rounding) throws(ArithmeticProblem) -> Self {
        try divided(by: ExactDecimal(1), places: places, rounding)
    }

    private static func quotient(
        _ numerator: Int128,
        _ denominator: Int128,
        _ rounding: Rounding
    ) throws(ArithmeticProblem) -> Int128 {
        let whole = try checked(numerator.dividedReportingOverflow(by: denominator))
        let rest = (numerator % denominator).magnitude
        let isUp =
            switch rounding {
            case .down: false
            case .up: rest > 0
            case .halfUp: rest >= denominator.magnitude - rest
            }
        let isNegative = (numerator < 0) != (denominator < 0)
        return isUp && rest > 0 ? try checked(whole.addingReportingOverflow(isNegative ? -1 : 1)) : whole
    }

    private static func checked(_ result: (Int128, Bool)) throws(ArithmeticProblem) -> Int128 {
        guard !result.1 else { throw .overflow }
        return result.0
    }
}
