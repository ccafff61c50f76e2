/// An exact decimal number: comparison never rounds and never overflows.
package struct DecimalNumber: Equatable, Sendable {
    private let isNegative: Bool
    /// Digits without leading or trailing zeros; none for zero.
    private let digits: [UInt8]
    /// The value is 0.digits × 10^exponent.
    private let exponent: Int

    /// Reads `-12`, `3.50` or `1.5e-7`; anything else, or a number longer than the bound, is nil.
    package init?(_ text: String) {
        var rest = Array(text.utf8)[...]
        guard rest.count <= PolicyLimits.numberBytes else { return nil }
        let sign = rest.first
        if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest = rest.dropFirst() }
        let whole = Self.takeDigits(&rest)
        var fraction: [UInt8] = []
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            fraction = Self.takeDigits(&rest)
            guard !fraction.isEmpty else { return nil }
        }
        guard !whole.isEmpty, let power = Self.takePower(&rest), rest.isEmpty else { return nil }
        self.init(isNegative: sign == UInt8(ascii: "-"), digits: whole + fraction, exponent: whole.count + power)
    }

    private init(isNegative: Bool, digits: [UInt8], exponent: Int) {
        let leading = digits.prefix { $0 == 0 }.count
        var significant = digits.dropFirst(leading)
        while significant.last == 0 { significant = significant.dropLast() }
        self.isNegative = isNegative && !significant.isEmpty
        self.digits = Array(significant)
        self.exponent = significant.isEmpty ? 0 : exponent - leading
    }

    private static func takeDigits(_ rest: inout ArraySlice<UInt8>) -> [UInt8] {
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        rest = rest.dropFirst(digits.count)
        return digits.map { $0 - 0x30 }
    }

    /// The power of ten, 0 when none is written; beyond four digits nothing is meant.
    private static func takePower(_ rest: inout ArraySlice<UInt8>) -> Int? {
        guard rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") else { return 0 }
        rest = rest.dropFirst()
        let sign = rest.first
        if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest = rest.dropFirst() }
        let digits = takeDigits(&rest)
        guard (1...4).contains(digits.count) else { return nil }
        let power = digits.reduce(0) { $0 * 10 + Int($1) }
        return sign == UInt8(ascii: "-") ? -power : power
    }

    /// The exact product with a whole number.
    func multiplied(by factor: UInt64) -> DecimalNumber {
        guard factor != 1 else { return self }
        var product: [UInt8] = []
        var carry: UInt64 = 0
        for digit in digits.reversed() {
            // INVARIANT: scales are below 2^31, so that nine times one and the carry stay far from overflow.
            let sum = UInt64(digit) * factor + carry
            product.append(UInt8(sum % 10))
            carry = sum / 10
        }
        var grown = exponent
        while carry > 0 {
            product.append(UInt8(carry % 10))
            carry /= 10
            grown += 1
        }
        return DecimalNumber(isNegative: isNegative, digits: product.reversed(), exponent: grown)
    }

    var isWhole: Bool { digits.count <= exponent || digits.isEmpty }

    package static func < (one: Self, other: Self) -> Bool {
        guard one.isNegative == other.isNegative else { return one.isNegative }
        return one.isNegative ? other.isSmaller(than: one) : one.isSmaller(than: other)
    }

    /// Whether the magnitude is smaller.
    private func isSmaller(than other: Self) -> Bool {
        guard !digits.isEmpty, !other.digits.isEmpty else { return digits.isEmpty && !other.digits.isEmpty }
        guard exponent == other.exponent else { return exponent < other.exponent }
        return digits.lexicographicallyPrecedes(other.digits)
    }
}
