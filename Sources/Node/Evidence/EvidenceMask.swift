import EvidenceLog
import Primitives
import ServerKit

/// Evidence as somebody sees it whose work does not need the names of persons.
///
/// Auditors and owners see records whole: it is their duty. Operators and approvers see that a person acted, the same person under the
/// same word, and not who; without the salt, so that nobody tests guesses against the leaf.
enum EvidenceMask {
    static func applies(to person: Person) -> Bool { [.approver, .operator].contains(person.role) }

    static func masked(_ record: JSONValue) -> JSONValue {
        guard var object = record.objectValue, let actor = object["actor"],
            actor["kind"]?.stringValue == EvidenceRecord.Actor.Kind.person.rawValue,
            let id = actor["id"]?.stringValue
        else { return record }
        object["actor"] = ["kind": actor["kind"] ?? .null, "id": .string("person " + Digest(of: id).hex.prefix(8))]
        return .object(object)
    }
}
