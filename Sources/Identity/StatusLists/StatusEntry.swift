package import Primitives

/// A credential's place in a status list: its member `credentialStatus`.
package struct StatusEntry: Sendable, Equatable {
    package let form: StatusListForm
    package let purpose: StatusPurpose
    package let index: Int
    /// Where the list's own credential is read.
    package let listAddress: String

    package init(form: StatusListForm, purpose: StatusPurpose, index: Int, listAddress: String) {
        self.form = form
        self.purpose = purpose
        self.index = index
        self.listAddress = listAddress
    }

    /// Reads an entry; types, purposes and sizes that are not known here are refused.
    package init(_ value: JSONValue) throws(CredentialProblem) {
        do {
            let fields = try JSONFields(value, path: "credentialStatus")
            let type = try fields.string("type")
            guard let form = StatusListForm.allCases.first(where: { $0.entryType.hasSameBytes(as: type) }) else {
                throw CredentialProblem(.status, "status type `\(type)` is not known here")
            }
            guard let purpose = StatusPurpose(rawValue: try fields.string("statusPurpose")) else {
                throw CredentialProblem(.status, "`statusPurpose` must be revocation or suspension")
            }
            // Several bits per entry (`statusSize`) would give single bits another meaning.
            guard fields.optional("statusSize") == nil || fields.optional("statusSize") == .integer(1) else {
                throw CredentialProblem(.status, "only entries of one bit are supported")
            }
            let index = try Self.index(fields)
            self.init(
                form: form,
                purpose: purpose,
                index: index,
                listAddress: try fields.identifier("statusListCredential")
            )
        } catch let problem as CredentialProblem {
            throw problem
        } catch let problem as DecodingProblem {
            throw CredentialProblem(.status, problem.description)
        } catch {
            throw CredentialProblem(.status, "unreadable")
        }
    }

    /// The index: a number, or its decimal digits in a string as both specifications write it.
    private static func index(_ fields: JSONFields) throws -> Int {
        let value = try fields.value("statusListIndex")
        let number = value.integerValue ?? value.stringValue.flatMap { $0.allSatisfy(\.isNumber) ? Int64($0) : nil }
        guard let number, number >= 0, number < Int64(StatusList.maximumEntries) else {
            throw fields.problem("statusListIndex", "is not an index of a status list")
        }
        return Int(number)
    }

    package var json: JSONValue {
        [
            "id": .string("\(listAddress)#\(index)"), "type": .string(form.entryType),
            "statusPurpose": .string(purpose.rawValue), "statusListIndex": .string(String(index)),
            "statusListCredential": .string(listAddress),
        ]
    }
}

/// A status list as its issuer published it.
package struct PublishedStatusList: Sendable, Equatable {
    package let issuer: String
    package let form: StatusListForm
    package let purposes: [StatusPurpose]
    package let validUntil: Instant?
    private let list: StatusList

    /// Reads the credential that holds a list.
    ///
    /// The caller has checked its signature; `now` checks its times.
    package init(_ credential: VerifiableCredential, at now: Instant) throws(CredentialProblem) {
        try credential.checkTimes(at: now)
        guard let form = StatusListForm.allCases.first(where: { credential.types.contains($0.credentialType) }),
            let subject = credential.subject, subject["type"]?.stringValue == form.subjectType
        else { throw CredentialProblem(.statusList, "it is not a status list credential") }
        let words = (subject["statusPurpose"]?.oneOrMany ?? []).compactMap(\.stringValue)
        let purposes = words.compactMap(StatusPurpose.init(rawValue:))
        guard !purposes.isEmpty, purposes.count == words.count else {
            throw CredentialProblem(.statusList, "`statusPurpose` must be revocation or suspension")
        }
        guard let encoded = subject["encodedList"]?.stringValue else {
            throw CredentialProblem(.statusList, "`encodedList` is missing")
        }
        issuer = credential.issuer
        self.form = form
        self.purposes = purposes
        validUntil = credential.validUntil
        list = try StatusList(encoded: encoded, as: form)
    }

    /// Whether the bit of an entry is set; an entry that does not fit this list is refused.
    package func isSet(_ entry: StatusEntry) throws(CredentialProblem) -> Bool {
        guard entry.form == form, purposes.contains(entry.purpose) else {
            throw CredentialProblem(.statusList, "the list does not serve `\(entry.purpose.rawValue)` in this form")
        }
        guard let isSet = list.isSet(entry.index) else {
            throw CredentialProblem(.statusList, "index \(entry.index) is outside the list of \(list.count)")
        }
        return isSet
    }
}
