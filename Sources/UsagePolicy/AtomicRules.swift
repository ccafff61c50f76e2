import Primitives

/// One action with what narrows it (ODRL IM 2.4, 2.5.4).
struct RefinedAction {
    let action: Term
    let refinements: [Constraint]
}

/// An asset, a party, or those members of a collection that a refinement picks (ODRL IM 2.2, 2.3).
struct NamedGroup {
    let name: String
    /// A second name of the same collection.
    var alias: String?
    let refinements: [Constraint]
}

/// What a compact policy shares with its rules (ODRL IM 2.7.1).
struct SharedMembers {
    var targets: [NamedGroup] = []
    var assignees: [NamedGroup] = []
    var actions: [RefinedAction] = []
    /// Whether a rule that names no action is about every action; only in a Set, for an agreement must say it.
    var allowsAnyAction = false

    /// What every rule has in common: one target and one assignee, where there is exactly one.
    func common(assigner: String?) -> Parties {
        let target = targets.count == 1 ? targets.first : nil
        let assignee = assignees.count == 1 ? assignees.first : nil
        return Parties(target, assigner: assigner, assignee)
    }
}

extension Parties {
    fileprivate init(_ target: NamedGroup?, assigner: String?, _ assignee: NamedGroup?) {
        self.init(
            target: target?.name,
            assigner: assigner,
            assignee: assignee?.name,
            targetRefinements: target?.refinements ?? [],
            assigneeRefinements: assignee?.refinements ?? []
        )
        targetAlias = target?.alias
        assigneeAlias = assignee?.alias
    }
}

extension PolicyReader {
    mutating func sharedMembers(
        _ members: PolicyMembers,
        allowsAnyAction: Bool
    ) throws(PolicyProblem) -> SharedMembers {
        SharedMembers(
            targets: try groups(members, "target", type: "Asset"),
            assignees: try groups(members, "assignee", type: "Party"),
            actions: try actions(members),
            allowsAnyAction: allowsAnyAction
        )
    }

    /// The rule once for each of its actions, targets and assignees (ODRL IM 2.7.2).
    mutating func atoms(of rule: Rule, _ members: PolicyMembers) throws(PolicyProblem) -> [Rule] {
        let actions = try actionsOrShared(members, rule)
        let ownTargets = try groups(members, "target", type: "Asset")
        let targets = ownTargets.isEmpty && shared.targets.count > 1 ? shared.targets : ownTargets
        let ownAssignees = try groups(members, "assignee", type: "Party")
        let assignees = ownAssignees.isEmpty && shared.assignees.count > 1 ? shared.assignees : ownAssignees
        let isOne = actions.count == 1 && targets.count <= 1 && assignees.count <= 1
        var atoms: [Rule] = []
        for action in actions {
            for target in targets.isEmpty ? [nil] : targets.map(Optional.some) {
                for assignee in assignees.isEmpty ? [nil] : assignees.map(Optional.some) {
                    try count(rule.path)
                    var parties = Parties(target, assigner: rule.parties.assigner, assignee)
                    parties.isTargetShared = ownTargets.isEmpty
                    parties.isAssigneeShared = ownAssignees.isEmpty
                    atoms.append(
                        rule.atom(
                            isOne ? rule.path : "\(rule.path)#\(atoms.count)",
                            action: action.action,
                            refinements: action.refinements,
                            parties: parties
                        )
                    )
                }
            }
        }
        return atoms
    }

    private mutating func actionsOrShared(
        _ members: PolicyMembers,
        _ rule: Rule
    ) throws(PolicyProblem) -> [RefinedAction] {
        let own = try actions(members)
        guard own.isEmpty else { return own }
        guard shared.actions.isEmpty else { return shared.actions }
        guard shared.allowsAnyAction, !rule.role.isDuty, members["action"] == nil else {
            _ = try members.required("action")
            throw PolicyProblem(.emptyList, at: members.at("action"))
        }
        return [RefinedAction(action: Vocabulary.any, refinements: [])]
    }

    private mutating func actions(_ members: PolicyMembers) throws(PolicyProblem) -> [RefinedAction] {
        var actions: [RefinedAction] = []
        for element in members.elements("action") {
            actions.append(try action(element.value, path: element.path))
        }
        return actions
    }

    /// `"print"`, or `{"rdf:value": {"@id": "odrl:print"}, "refinement": […]}` (ODRL IM, example 14).
    private mutating func action(_ json: JSONValue, path: String) throws(PolicyProblem) -> RefinedAction {
        guard json.objectValue != nil else {
            return RefinedAction(action: try actionTerm(json, path: path), refinements: [])
        }
        let members = try PolicyMembers(json, path: path, known: ["@id", "@type", "rdf:value", "refinement"])
        let value = members["rdf:value"] ?? members["@id"]
        guard let value else { throw PolicyProblem(.missingMember, at: path, "rdf:value") }
        return RefinedAction(
            action: try actionTerm(value, path: path),
            refinements: try constraints(members, "refinement", depth: 1)
        )
    }

    private func actionTerm(_ json: JSONValue, path: String) throws(PolicyProblem) -> Term {
        let term = Term(try PolicyMembers.identifier(json, path: path))
        guard term != Vocabulary.any else { throw PolicyProblem(.unsupported, at: path, "*") }
        return term
    }

    private mutating func groups(
        _ members: PolicyMembers,
        _ name: String,
        type: String
    ) throws(PolicyProblem) -> [NamedGroup] {
        var groups: [NamedGroup] = []
        for element in members.elements(name) {
            groups.append(try group(element.value, path: element.path, type: type))
        }
        // A list of nobody must not come to mean everybody.
        guard !groups.isEmpty || members[name] == nil else { throw PolicyProblem(.emptyList, at: members.at(name)) }
        guard groups.count <= PolicyLimits.rules else {
            throw PolicyProblem(.tooManyRules, at: members.at(name), String(PolicyLimits.rules))
        }
        return groups
    }

    /// A name, or `{"@type": "AssetCollection", "source": …, "refinement": […]}`.
    private mutating func group(_ json: JSONValue, path: String, type: String) throws(PolicyProblem) -> NamedGroup {
        guard json.objectValue != nil else {
            return NamedGroup(name: try PolicyMembers.identifier(json, path: path), refinements: [])
        }
        let members = try PolicyMembers(json, path: path, known: ["@id", "@type", "source", "refinement"])
        if let written = try members.identifier("@type") {
            let name = Term(written).name
            // What other vocabularies say of a thing, as that it is a person, rules nothing.
            guard name.utf8.contains(0x3A) || name.hasSameBytes(as: type) || name.hasSameBytes(as: type + "Collection")
            else {
                throw PolicyProblem(.unknownType, at: members.at("@type"), written)
            }
        }
        let refinements = try constraints(members, "refinement", depth: 1)
        let source = try members.identifier("source")
        let own = try members.identifier("@id")
        // With a refinement the collection is named by its source, without the id (ODRL IM 2.2.3, 2.3.3).
        guard refinements.isEmpty || (source != nil && own == nil), let found = source ?? own else {
            throw PolicyProblem(.missingMember, at: path, "source")
        }
        return NamedGroup(name: found, alias: source == nil ? nil : own, refinements: refinements)
    }
}
