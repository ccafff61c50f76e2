import Primitives

/// Adds to a policy the rules of the policies it inherits from (ODRL IM 2.9).
///
/// Each policy's shared members go to its own rules first, and to the others' only where those name none: a parent never
/// widens what a child's rule is about.
struct PolicyInheritance {
    private let parents: [(id: String, json: JSONValue)]

    private static let shared = ["target", "assigner", "assignee", "action"]
    private static let roles = ["permission", "prohibition", "obligation"]

    init(_ parents: [JSONValue]) throws(PolicyProblem) {
        var found: [(id: String, json: JSONValue)] = []
        for json in parents {
            guard let id = json.member("@id")?.stringValue ?? json.member("uid")?.stringValue else {
                throw PolicyProblem(.missingMember, at: "parents", "@id")
            }
            found.append((id, json))
        }
        self.parents = found
    }

    func resolved(_ json: JSONValue) throws(PolicyProblem) -> JSONValue {
        guard json.member("inheritFrom") != nil else { return json }
        var path: [String] = []
        if let id = json.member("@id")?.stringValue ?? json.member("uid")?.stringValue { path.append(id) }
        var joins = 0
        return try merged(json, path: path, &joins)
    }

    // INVARIANT: `path` grows by one at each step and is bounded, and so is the number of joins: the recursion ends soon.
    private func merged(_ json: JSONValue, path: [String], _ joins: inout Int) throws(PolicyProblem) -> JSONValue {
        guard let inherited = json.member("inheritFrom") else { return json }
        guard path.count <= PolicyLimits.inheritance else {
            throw PolicyProblem(.tooDeep, at: "inheritFrom", String(PolicyLimits.inheritance))
        }
        var child = json.withoutMember("inheritFrom")
        let names = inherited.oneOrMany
        guard names.count <= PolicyLimits.profiles else {
            throw PolicyProblem(.tooManyValues, at: "inheritFrom", String(PolicyLimits.profiles))
        }
        for name in names {
            let id = try PolicyMembers.identifier(name, path: "inheritFrom")
            guard !path.contains(where: { $0.hasSameBytes(as: id) }) else {
                throw PolicyProblem(.circular, at: "inheritFrom", id)
            }
            guard let parent = parents.first(where: { $0.id.hasSameBytes(as: id) })?.json else {
                throw PolicyProblem(.parentMissing, at: "inheritFrom", id)
            }
            joins += 1
            guard joins <= PolicyLimits.inherited else {
                throw PolicyProblem(.tooManyValues, at: "inheritFrom", String(PolicyLimits.inherited))
            }
            child = try Self.joined(child, try merged(parent, path: path + [id], &joins))
        }
        return child
    }

    private static func joined(_ child: JSONValue, _ parent: JSONValue) throws(PolicyProblem) -> JSONValue {
        guard var object = child.objectValue, parent.objectValue != nil else {
            throw PolicyProblem(.wrongType, at: "inheritFrom", "an object")
        }
        if Term(parent.member("@type")?.stringValue ?? "").name == "Offer",
            Term(child.member("@type")?.stringValue ?? "").name != "Offer"
        {
            throw PolicyProblem(.unsupported, at: "inheritFrom", "Offer")
        }
        for role in roles {
            let own = (child.member(role)?.oneOrMany ?? []).map { pinned($0, to: child) }
            let added = (parent.member(role)?.oneOrMany ?? []).map { pinned($0, to: parent) }
            guard !own.isEmpty || !added.isEmpty else { continue }
            object.remove(role)
            object[role] = .array(own + added)
        }
        for name in shared where child.member(name) == nil { object[name] = parent.member(name) }
        for name in ["profile", "conflict"] {
            let values = (child.member(name)?.oneOrMany ?? []) + (parent.member(name)?.oneOrMany ?? [])
            object.remove(name)
            object[name] = values.isEmpty ? nil : .array(values)
        }
        return .object(object)
    }

    /// The rule with its own policy's shared members written into it.
    private static func pinned(_ rule: JSONValue, to policy: JSONValue) -> JSONValue {
        guard var object = rule.objectValue else { return rule }
        for name in shared where rule.member(name) == nil { object[name] = policy.member(name) }
        return .object(object)
    }
}

extension JSONValue {
    /// The member under any spelling of an ODRL name.
    fileprivate func member(_ name: String) -> JSONValue? {
        let wanted = Term(name)
        return objectValue?.members.first { Term($0.key) == wanted }?.value
    }

    fileprivate func withoutMember(_ name: String) -> JSONValue {
        guard var object = objectValue else { return self }
        object.remove(name)
        return .object(object)
    }
}

extension JSONObject {
    /// Removes the member under every spelling of an ODRL name.
    fileprivate mutating func remove(_ name: String) {
        let wanted = Term(name)
        for key in keys where Term(key) == wanted { self[key] = nil }
    }
}
