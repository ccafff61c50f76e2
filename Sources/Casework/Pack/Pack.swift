/// One dated edition of the rules of one jurisdiction on one subject, as data.
///
/// A pack holds every word that a procedure needs; the engine holds none. An overlay (`extends`) adds to or tightens the
/// pack it names, as a province does with a national rule.
package struct Pack: Sendable {
    package var id: String
    package var version: String
    package var jurisdiction: String
    package var title: Bilingual
    package var citation: String
    package var sources: [Source]
    package var effective: Period
    /// How well the dates are founded, and where they were read.
    package var effectiveBasis: Parameter.Basis
    package var effectiveCite: String
    /// Minutes east of Greenwich: where a day of this pack begins and ends.
    package var zoneMinutes: Int
    package var calendar: String
    package var extends: String?
    package var applies: Applicability?
    package var fallback: Fallback?
    package var survives: [Survivor]

    package var parameters: [String: Parameter] = [:]
    package var roles: [String: Bilingual] = [:]
    package var facts: [String: FactDeclaration] = [:]
    package var attachments: [String: Bilingual] = [:]
    package var refusals: [String: RefusalRule] = [:]
    package var documents: [String: DocumentRule] = [:]
    package var credentials: [String: CredentialRule] = [:]
    package var numbers: [String: NumberRule] = [:]
    package var panels: [String: PanelRule] = [:]
    package var obligations: [String: ObligationRule] = [:]
    package var tables: [String: DecisionTable] = [:]
    package var matrices: [String: Matrix] = [:]
    package var procedures: [String: Procedure] = [:]
    package var gates: [GateRule] = []
    package var worksheets: [String: Worksheet] = [:]
    package var scorecards: [String: Scorecard] = [:]
    package var counters: [String: CounterRule] = [:]
    package var tightens: [Tightening] = []
    /// Which pack each parameter came from, after stacking.
    package var origins: [String: String] = [:]
    /// The overlays on top, in order; empty for a pack as written.
    package var overlays: [String] = []

    /// Where a text was read and how much of it.
    package struct Source: Sendable, Equatable {
        package let key: String
        package let title: String
        /// `full`, `part` or `press`: how much of the text was read.
        package let extent: String
    }

    /// Under which place or sector the pack holds: the named one of the context lies within the area or branch.
    package struct Applicability: Sendable, Equatable {
        package let place: String
        package let within: String
        /// Whether `within` is a branch of trade and not an area, so that it need not contain the jurisdiction.
        package let isSector: Bool
    }

    /// Which pack takes new cases after this one lapses; it is told, never silent.
    package struct Fallback: Sendable, Equatable {
        package let pack: String
        package let note: Bilingual
    }

    /// A duty that stays after the rule has lapsed.
    package struct Survivor: Sendable, Equatable {
        package let duty: Bilingual
        package let cite: String
    }
}

/// The days on which something holds, both ends included; without an end it is open.
package struct Period: Sendable, Equatable {
    package let from: CivilDate
    package let to: CivilDate?

    package init(from: CivilDate, to: CivilDate?) {
        self.from = from
        self.to = to
    }

    package func contains(_ date: CivilDate) -> Bool { from <= date && to.map { date <= $0 } ?? true }

    package func overlaps(_ other: Period) -> Bool {
        let startsBeforeEnd = other.to.map { from <= $0 } ?? true
        return startsBeforeEnd && (to.map { other.from <= $0 } ?? true)
    }
}

/// A number that the rules fix, or that we had to assume; the difference stays visible.
package struct Parameter: Sendable, Equatable {
    /// How well a value is founded.
    package enum Basis: String, Sendable, CaseIterable {
        /// Read in the text of the rule.
        case legal
        /// Read in an excerpt, a draft or a report of it.
        case partial
        /// From general knowledge, not read.
        case recall
        /// Ours: the sources do not fix it.
        case assumed

        package var label: Bilingual {
            switch self {
            case .legal: Bilingual(zh: "法定", en: "legal")
            case .partial: Bilingual(zh: "部分核对", en: "read in part")
            case .recall: Bilingual(zh: "凭常识", en: "recalled")
            case .assumed: Bilingual(zh: "假定", en: "assumed")
            }
        }

        /// What stands beside a result that rests on it; nothing when a text read in full fixes it.
        package func mark(_ language: Language) -> String {
            guard self != .legal else { return "" }
            return Bilingual(zh: "（\(label.zh)）", en: " (\(label.en))").text(language)
        }
    }

    /// Which value is the stricter one when packs stack; a number must say it, or say that neither is.
    package enum Direction: String, Sendable { case lower, higher, neither = "none" }

    /// What a number counts: a clock that takes it counts in the same, and a text it quotes says the same.
    package enum Measure: Sendable, Equatable {
        case time(TimeUnit)
        case percent
    }

    package let value: FactValue
    package let basis: Basis
    package let cite: String
    package let label: Bilingual
    package let stricter: Direction?
    package let unit: Measure?
}

/// A refusal with its three parts: what is wrong, by which rule, and what to do.
package struct RefusalRule: Sendable, Equatable {
    package let text: Bilingual
    package let cite: String
    package let remedy: Bilingual
}

/// A paper that a case issues, and whether clocks wait until it is served.
package struct DocumentRule: Sendable, Equatable {
    package let label: Bilingual
    package let cite: String
    /// Who serves it; without anybody it counts as served when issued on the platform.
    package let servedBy: [String]
}

/// A credential that a case issues: what it says and how long it holds.
package struct CredentialRule: Sendable, Equatable {
    package let label: Bilingual
    package let cite: String
    package let claims: [String]
    package let valid: Validity?
    /// How its number is composed; without a rule it has the case's own running number.
    package let number: String?

    package struct Validity: Sendable, Equatable {
        package let count: Count
        package let unit: TimeUnit
        /// A date fact on which it begins; without it the day of issue.
        package let from: String?
        /// A date fact that ends it earlier, such as the end of an agreement.
        package let notAfter: String?
    }
}

/// A panel of experts drawn from a register.
package struct PanelRule: Sendable, Equatable {
    package let label: Bilingual
    package let cite: String
    package let seats: Count
}

/// Something that a permitted act still owes.
package struct ObligationRule: Sendable, Equatable {
    package let text: Bilingual
    package let cite: String
}

/// A number written in place or named as a parameter.
package enum Count: Sendable, Equatable {
    case fixed(Int)
    case parameter(String)
}
