import Primitives

extension CaseFile {
    mutating func perform(_ effect: Effect, _ id: String, _ event: CaseEvent) {
        guard let index = index(of: id) else { return }
        switch effect {
        case .document(let kind): issueDocument(kind, index, event)
        case .issue(let kind): issueCredential(kind, index, event)
        case .renew(let kind): renewCredential(kind, index, event)
        case .update(let kind): updateCredential(kind, index, event)
        case .suspend(let kind): change(kind, index, to: .suspended, "suspended", event)
        case .restore(let kind): change(kind, index, to: .valid, "restored", event)
        case .revoke(let kind): change(kind, index, to: .revoked, "revoked", event)
        case .expire(let kind): change(kind, index, to: .expired, "expired", event)
        case .discharge(let kind): change(kind, index, to: .discharged, "discharged", event)
        case .publish(let names):
            var facts: [String: FactValue] = [:]
            for name in names { facts[name] = value(of: Expression(name: name), index, event) }
            record(.published(facts), at: event.at, caseID: id, by: event.by.id)
        case .parent(let name):
            guard let parent = cases[index].parent else { return }
            adoptFacts(of: index, event)
            systemStep(name, caseID: parent, at: event.at)
        case .set(let name, let expression):
            let value = value(of: expression, index, event)
            cases[index].facts[name] = value
        // Panels change before the step is taken, since they can refuse it.
        case .draw, .recuse, .vote: break
        }
    }

    /// What a change or correction established becomes part of the case it belongs to.
    private mutating func adoptFacts(of index: Int, _ event: CaseEvent) {
        guard let parent = cases[index].parent.flatMap(self.index) else { return }
        for (name, value) in cases[index].facts { cases[parent].facts[name] = value }
    }

    private mutating func issueDocument(_ kind: String, _ index: Int, _ event: CaseEvent) {
        let today = date(of: event.at)
        let number = nextNumber(kind, cases[index].id)
        // Without a named server the platform serves a paper by showing it.
        let served = pack.documents[kind]?.servedBy.isEmpty == false ? nil : today
        cases[index].documents.append(IssuedDocument(kind: kind, number: number, issued: today, served: served))
        record(.document(kind: kind, number: number), at: event.at, caseID: cases[index].id, by: event.by.id)
    }

    private mutating func issueCredential(_ kind: String, _ index: Int, _ event: CaseEvent) {
        guard let rule = pack.credentials[kind] else { return }
        let claims = claims(rule, index, event)
        let begins = rule.valid?.from.flatMap { value(of: Expression(name: $0), index, event).dateValue }
        let start = begins ?? date(of: event.at)
        let credential = IssuedCredential(
            kind: kind,
            number: rule.number.flatMap { composed($0, index, event) } ?? nextNumber(kind, cases[index].id),
            from: start,
            through: end(rule, from: start, index, event),
            status: .valid,
            claims: claims
        )
        cases[index].credentials.append(credential)
        record(.credential(credential, change: "issued"), at: event.at, caseID: cases[index].id, by: event.by.id)
    }

    private func claims(_ rule: CredentialRule, _ index: Int, _ event: CaseEvent) -> [String: FactValue] {
        var claims: [String: FactValue] = [:]
        for name in rule.claims { claims[name] = value(of: Expression(name: name), index, event) }
        return claims
    }

    /// What has not been lost says from now on what the case says; its number and term stay.
    private mutating func updateCredential(_ kind: String, _ index: Int, _ event: CaseEvent) {
        guard let rule = pack.credentials[kind],
            let place = cases[index].credentials.lastIndex(where: { $0.kind == kind && $0.status.isOpen })
        else { return }
        let claims = claims(rule, index, event)
        guard cases[index].credentials[place].claims != claims else { return }
        cases[index].credentials[place].claims = claims
        let credential = cases[index].credentials[place]
        record(.credential(credential, change: "updated"), at: event.at, caseID: cases[index].id, by: event.by.id)
    }

    /// The last day of a term: its corresponding day, or an earlier date that the case names.
    private func end(_ rule: CredentialRule, from start: CivilDate, _ index: Int, _ event: CaseEvent) -> CivilDate? {
        guard let valid = rule.valid, let count = number(valid.count) else { return nil }
        let last = calendar.date(count, valid.unit, from: start)?.date ?? start
        guard let name = valid.notAfter else { return last }
        return value(of: Expression(name: name), index, event).dateValue.map { min(last, $0) } ?? last
    }

    private mutating func renewCredential(_ kind: String, _ index: Int, _ event: CaseEvent) {
        guard let rule = pack.credentials[kind],
            let place = cases[index].credentials.lastIndex(where: { $0.kind == kind && $0.status.isOpen }),
            let last = cases[index].credentials[place].through
        else { return }
        cases[index].credentials[place].through = end(rule, from: last, index, event)
        cases[index].credentials[place].status = .valid
        let credential = cases[index].credentials[place]
        record(.credential(credential, change: "renewed"), at: event.at, caseID: cases[index].id, by: event.by.id)
    }

    private mutating func change(
        _ kind: String,
        _ index: Int,
        to status: IssuedCredential.Status,
        _ word: String,
        _ event: CaseEvent
    ) {
        for place in cases[index].credentials.indices where cases[index].credentials[place].kind == kind {
            // What is revoked, expired or discharged stays so.
            guard cases[index].credentials[place].status.isOpen else { continue }
            cases[index].credentials[place].status = status
            let credential = cases[index].credentials[place]
            record(.credential(credential, change: word), at: event.at, caseID: cases[index].id, by: event.by.id)
        }
    }

    /// Serves a paper: clocks that wait for it start now.
    mutating func serve(_ event: CaseEvent, _ index: Int) -> Refusal? {
        guard let kind = event.document,
            let place = cases[index].documents.lastIndex(where: { $0.kind == kind && $0.served == nil }),
            pack.documents[kind]?.servedBy.contains(event.by.role) == true
        else { return .serving(event.document.flatMap { pack.documents[$0]?.cite } ?? pack.citation) }
        cases[index].documents[place].served = date(of: event.at)
        let number = cases[index].documents[place].number
        record(.served(number: number), at: event.at, caseID: cases[index].id, by: event.by.id)
        refreshTimers(of: cases[index].id, at: event.at)
        return nil
    }
}

extension Expression {
    /// The expression that is one name.
    init(name: String) {
        source = name
        root = .name(name)
    }
}
