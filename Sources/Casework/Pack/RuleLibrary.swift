package import Primitives

/// All packs that are known, and which of them holds on a day and at a place.
package struct RuleLibrary: Sendable {
    package let packs: [Pack]

    package init(_ packs: [Pack]) {
        self.packs = packs.sorted { ($0.id, $0.effective.from) < ($1.id, $1.effective.from) }
    }

    /// The packs that travel inside the binary.
    package static func embedded() throws(DecodingProblem) -> RuleLibrary {
        try RuleLibrary(files: EmbeddedRules.files)
    }

    /// Reads every pack among the files; calendars are read elsewhere.
    package init(files: [EmbeddedRules.File]) throws(DecodingProblem) {
        var packs: [Pack] = []
        for file in files where !file.path.contains("calendar/") { packs.append(try Pack(file)) }
        self.init(packs)
    }

    package func editions(of id: String) -> [Pack] { packs.filter { $0.id == id } }

    package func edition(of id: String, on date: CivilDate) -> Pack? {
        packs.first { $0.id == id && $0.effective.contains(date) }
    }

    /// The overlays on a pack that hold on a day at the places of a case; an unnamed place holds none of them.
    package func overlays(on id: String, _ date: CivilDate, places: [String: String]) -> [Pack] {
        packs.filter { $0.extends == id && $0.effective.contains(date) && $0.holds(at: places) == true }
    }

    /// The pack below an overlay that shares days with it.
    package func base(of pack: Pack) -> Pack? {
        guard let id = pack.extends else { return nil }
        return packs.first { $0.id == id && $0.effective.overlaps(pack.effective) }
    }
}

extension Pack {
    /// Whether the pack holds at the places of a case; nil when the place that decides is not named.
    package func holds(at places: [String: String]) -> Bool? {
        guard let applies else { return true }
        return places[applies.place].map { Place.contains(applies.within, $0) }
    }
}

/// What a new case on a day falls under.
package enum RuleSelection: Sendable {
    /// The pack in force, with its overlays on top and what had to be said about lapsed ones.
    case inForce(Pack, notices: [LapseNotice])
    /// Nothing is in force, and nothing takes its place.
    case none(Refusal)
}

/// Said whenever a lapsed pack would have held.
package struct LapseNotice: Hashable, Sendable {
    package let pack: String
    package let lapsedOn: CivilDate
    /// The pack that takes its place, or nil.
    package let fallback: String?
    package let note: Bilingual
}

extension RuleLibrary {
    /// The rules for a case of a pack that begins on a day at some places.
    ///
    /// An id of an overlay stands for its base at the overlay's place. A lapsed pack gives way to its configured fallback,
    /// and the answer says so.
    package func selection(_ id: String, on date: CivilDate, places: [String: String]) -> RuleSelection {
        var notices: [LapseNotice] = []
        var places = places
        var wanted = id
        // Fallbacks and bases are followed at most once per pack, so a cycle ends here even unchecked.
        for _ in 0...packs.count {
            guard let newest = editions(of: wanted).last else { return .none(.unknownPack(wanted)) }
            if let edition = edition(of: wanted, on: date) {
                if edition.holds(at: places) == false { return .none(.elsewhere(edition, places)) }
                // Who asks for the pack of a place, and names none, means that place.
                if let rule = edition.applies, places[rule.place] == nil { places[rule.place] = rule.within }
                guard let base = edition.extends else { return stack(edition, date, places, notices) }
                wanted = base
                continue
            }
            guard let lapse = newest.lapse(on: date) else { return .none(.notYetInForce(newest, date)) }
            notices.append(lapse)
            guard let fallback = newest.fallback?.pack ?? newest.extends else { return .none(.lapsed(newest, date)) }
            wanted = fallback
        }
        return .none(.unknownPack(id))
    }

    private func stack(
        _ base: Pack,
        _ date: CivilDate,
        _ places: [String: String],
        _ notices: [LapseNotice]
    ) -> RuleSelection {
        let stack = overlays(on: base.id, date, places: places).reduce(base) { $0.stacked(under: $1) }
        let lapsed = packs.filter { $0.extends == base.id && $0.holds(at: places) == true }.filter { overlay in
            edition(of: overlay.id, on: date) == nil && !notices.contains { $0.pack == overlay.id }
        }.compactMap { $0.lapse(on: date) }
        return .inForce(stack, notices: notices + lapsed)
    }
}

extension Pack {
    /// The notice that the pack has lapsed by a day; nil while it holds or before it begins.
    package func lapse(on date: CivilDate) -> LapseNotice? {
        guard let last = effective.to, last < date else { return nil }
        let silent = Bilingual(zh: "未配置替代规则", en: "no rule takes its place")
        return LapseNotice(
            pack: "\(id)@\(version)",
            lapsedOn: last,
            fallback: fallback?.pack ?? extends,
            note: fallback?.note ?? silent
        )
    }

    /// Days before a lapse at which a warning is due.
    package static let warningDays = [90, 30, 7]

    /// The strictest warning due on a day: days left and the threshold passed.
    package func warning(on date: CivilDate) -> (daysLeft: Int, threshold: Int)? {
        guard let last = effective.to, effective.contains(date) else { return nil }
        let left = last.dayNumber - date.dayNumber
        return Self.warningDays.filter { left <= $0 }.min().map { (left, $0) }
    }
}
