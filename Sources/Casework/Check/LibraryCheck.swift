import Primitives

/// Checks every pack of a set of files, and the packs against each other.
package enum LibraryCheck {
    /// Reads and checks rule files; a file that cannot be read is a finding, and the others are still checked.
    package static func findings(in files: [EmbeddedRules.File]) -> [PackFinding] {
        var packs: [Pack] = []
        var findings: [PackFinding] = []
        for file in files {
            do {
                if file.path.contains("calendar/") {
                    _ = try HolidayYear(try RuleText.json(file))
                } else {
                    packs.append(try Pack(file))
                }
            } catch {
                // The problem of a whole file names it itself; the finding says it once.
                let named = error.path.replacing("\(file.path): ", with: "", maxReplacements: 1)
                let place = named == file.path ? "file" : named
                findings.append(PackFinding(pack: file.path, path: place, kind: .unreadable, message: error.message))
            }
        }
        return findings + self.findings(in: RuleLibrary(packs))
    }

    package static func findings(in library: RuleLibrary) -> [PackFinding] {
        library.packs.flatMap { pack in
            let base = library.base(of: pack)
            let whole = base.map { $0.stacked(under: pack) } ?? pack
            return links(of: pack, base: base, in: library) + overlaps(of: pack, in: library)
                + PackCheck.findings(own: pack, whole: whole)
        }
    }

    private static func overlaps(of pack: Pack, in library: RuleLibrary) -> [PackFinding] {
        let twins = library.packs.filter { $0.id == pack.id && $0.jurisdiction == pack.jurisdiction }
        let clashes = twins.count { $0.effective.overlaps(pack.effective) }
        guard clashes > 1 else { return [] }
        return [finding(pack, "effective", .overlappingDates, "another edition of `\(pack.id)` holds on the same days")]
    }

    private static func links(of pack: Pack, base: Pack?, in library: RuleLibrary) -> [PackFinding] {
        var findings: [PackFinding] = []
        if let id = pack.extends, base == nil {
            findings.append(finding(pack, "extends", .missingBase, "no edition of `\(id)` holds on these days"))
        }
        if let id = pack.fallback?.pack, library.editions(of: id).isEmpty {
            findings.append(finding(pack, "fallback", .missingBase, "no pack is called `\(id)`"))
        }
        if let base, base.extends != nil {
            findings.append(
                finding(pack, "extends", .cycle, "`\(base.id)` is an overlay itself; overlays do not stack")
            )
        }
        if pack.effective.to == nil, pack.fallback != nil {
            findings.append(finding(pack, "fallback", .badWindow, "a pack without an end needs no fallback"))
        }
        if let base, pack.calendar != base.calendar || pack.zoneMinutes != base.zoneMinutes {
            findings.append(finding(pack, "calendar", .misplaced, "and `zone` differ from those of `\(base.id)`"))
        }
        if pack.effective.to != nil, pack.survives.isEmpty {
            findings.append(finding(pack, "survives", .neverGiven, "a pack that ends says which duties stay"))
        }
        if let wrong = misplaced(pack, base) { findings.append(finding(pack, "jurisdiction", .misplaced, wrong)) }
        if let base, let clash = clashes(pack, base) {
            findings.append(finding(pack, "extends", .ambiguous, "`\(clash)` is already declared by `\(base.id)`"))
        }
        if isCyclic(pack, in: library) {
            findings.append(finding(pack, "fallback", .cycle, "its fallbacks lead back to itself"))
        }
        return findings
    }

    /// A jurisdiction that does not fit the id, the area where the pack holds, or the pack below it.
    private static func misplaced(_ pack: Pack, _ base: Pack?) -> String? {
        let country = pack.jurisdiction.split(separator: "-").first.map { $0.lowercased() }
        if pack.calendar != country { return "the calendar must be that of the country" }
        if !pack.id.hasPrefix(pack.jurisdiction.lowercased() + ".") { return "the id must begin with the jurisdiction" }
        if pack.jurisdiction.contains("-"), pack.applies == nil { return "a part of a country needs `applies`" }
        if let rule = pack.applies, !rule.isSector, !Place.contains(rule.within, pack.jurisdiction) {
            return "it holds in `\(rule.within)`, which does not contain `\(pack.jurisdiction)`"
        }
        if pack.applies?.isSector == true, pack.extends == nil { return "a pack of a sector extends another" }
        if let base, !Place.contains(base.jurisdiction, pack.jurisdiction) {
            return "it extends a pack of `\(base.jurisdiction)`"
        }
        return nil
    }

    /// Things of a base that an overlay declares again, which would be silently ignored.
    private static func clashes(_ pack: Pack, _ base: Pack) -> String? {
        let pairs = [
            (Set(pack.facts.keys), Set(base.facts.keys)), (Set(pack.refusals.keys), Set(base.refusals.keys)),
            (Set(pack.roles.keys), Set(base.roles.keys)), (Set(pack.procedures.keys), Set(base.procedures.keys)),
            (Set(pack.tables.keys), Set(base.tables.keys)), (Set(pack.credentials.keys), Set(base.credentials.keys)),
            (Set(pack.documents.keys), Set(base.documents.keys)), (Set(pack.panels.keys), Set(base.panels.keys)),
            (Set(pack.attachments.keys), Set(base.attachments.keys)),
            (Set(pack.matrices.keys), Set(base.matrices.keys)),
        ]
        return pairs.lazy.compactMap { $0.0.intersection($0.1).min() }.first
    }

    private static func isCyclic(_ pack: Pack, in library: RuleLibrary) -> Bool {
        var seen: Set<String> = [pack.id]
        var next = pack.fallback?.pack
        while let id = next {
            guard seen.insert(id).inserted else { return true }
            next = library.editions(of: id).last.flatMap { $0.fallback?.pack }
        }
        return false
    }

    private static func finding(
        _ pack: Pack,
        _ path: String,
        _ kind: PackFinding.Kind,
        _ message: String
    ) -> PackFinding { PackFinding(pack: "\(pack.id)@\(pack.version)", path: path, kind: kind, message: message) }
}
