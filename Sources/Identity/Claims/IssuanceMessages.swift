package import Primitives

/// What an issuer can issue (DCP 1.0.1, "CredentialObject"); in offers it may hold no more than its identifier.
package struct CredentialObject: Sendable, Equatable {
    package static let type = "CredentialObject"

    package var id: String
    package var credentialType: String?
    package var profile: String?
    package var bindingMethods: [String]
    package var credentialSchema: String?
    package var offerReason: String?

    package init(
        id: String,
        credentialType: String? = nil,
        profile: String? = nil,
        bindingMethods: [String] = [],
        credentialSchema: String? = nil,
        offerReason: String? = nil
    ) {
        self.id = id
        self.credentialType = credentialType
        self.profile = profile
        self.bindingMethods = bindingMethods
        self.credentialSchema = credentialSchema
        self.offerReason = offerReason
    }

    package init(_ value: JSONValue, path: String = "credentials") throws(DecodingProblem) {
        let fields = try JSONFields(value, path: path)
        id = try fields.identifier("id")
        credentialType = try fields.optionalString("credentialType", maximumBytes: Limits.identifierBytes)
        profile = try fields.optionalString("profile", maximumBytes: Limits.identifierBytes)
        bindingMethods = (fields.optional("bindingMethods")?.oneOrMany ?? []).compactMap(\.stringValue)
        credentialSchema = try fields.optionalString("credentialSchema", maximumBytes: Limits.identifierBytes)
        offerReason = try fields.optionalString("offerReason", maximumBytes: Limits.identifierBytes)
    }

    package var json: JSONValue {
        [
            "id": .string(id), "type": .string(Self.type), "credentialType": .optional(credentialType),
            "profile": .optional(profile), "bindingMethods": .strings(bindingMethods),
            "credentialSchema": .optional(credentialSchema), "offerReason": .optional(offerReason),
        ]
    }
}

/// A holder asks an issuer for credentials (DCP 1.0.1, "Credential Request Message").
package struct CredentialRequestMessage: Sendable, Equatable {
    package static let type = "CredentialRequestMessage"

    package let holderPid: String
    /// Identifiers of credential objects of the issuer's metadata.
    package let credentials: [String]

    package init(holderPid: String, credentials: [String]) {
        self.holderPid = holderPid
        self.credentials = credentials
    }

    package init(_ value: JSONValue) throws(DecodingProblem) {
        let fields = try DCP.open(value, type: Self.type)
        holderPid = try fields.identifier("holderPid")
        var ids: [String] = []
        for entry in try DCP.list(fields, "credentials") {
            ids.append(try JSONFields(entry, path: "credentials").identifier("id"))
        }
        guard !ids.isEmpty else { throw fields.problem("credentials", "must name at least one credential") }
        credentials = ids
    }

    package var json: JSONValue {
        DCP.message(
            Self.type,
            [
                "holderPid": .string(holderPid),
                "credentials": .array(credentials.map { ["id": .string($0)] }),
            ]
        )
    }
}

/// An issuer delivers, or says no (DCP 1.0.1, "Credential Message").
package struct CredentialMessage: Sendable, Equatable {
    package static let type = "CredentialMessage"

    package enum Status: String, Sendable, CaseIterable {
        case issued = "ISSUED"
        case rejected = "REJECTED"
    }

    /// One credential in its format.
    package struct Container: Sendable, Equatable {
        package let credentialType: String
        package let format: String
        /// The credential in compact form.
        package let payload: String

        package init(credentialType: String, format: String, payload: String) {
            self.credentialType = credentialType
            self.format = format
            self.payload = payload
        }
    }
    package let issuerPid: String
    package let holderPid: String
    package let status: Status
    package let credentials: [Container]
    package let rejectionReason: String?

    package init(
        issuerPid: String,
        holderPid: String,
        status: Status,
        credentials: [Container] = [],
        rejectionReason: String? = nil
    ) {
        self.issuerPid = issuerPid
        self.holderPid = holderPid
        self.status = status
        self.credentials = credentials
        self.rejectionReason = rejectionReason
    }

    /// Reads a delivery.
    ///
    /// `holderPid` is demanded although the specification's text makes it optional: the compatibility kit counts its absence as
    /// an invalid message.
    package init(_ value: JSONValue) throws(DecodingProblem) {
        let fields = try DCP.open(value, type: Self.type)
        issuerPid = try fields.identifier("issuerPid")
        holderPid = try fields.identifier("holderPid")
        guard let status = Status(rawValue: try fields.string("status")) else {
            throw fields.problem("status", "must be ISSUED or REJECTED")
        }
        self.status = status
        rejectionReason = try fields.optionalString("rejectionReason")
        var containers: [Container] = []
        if fields.optional("credentials") != nil {
            for entry in try DCP.list(fields, "credentials") {
                let inner = try JSONFields(entry, path: "credentials")
                containers.append(
                    Container(
                        credentialType: try inner.identifier("credentialType"),
                        format: try inner.identifier("format"),
                        payload: try inner.string("payload", maximumBytes: CredentialLimits.credentialBytes)
                    )
                )
            }
        }
        guard status == .rejected || !containers.isEmpty else {
            throw fields.problem("credentials", "must hold the credentials that were issued")
        }
        guard containers.count <= CredentialLimits.credentials else {
            throw fields.problem("credentials", "holds more than \(CredentialLimits.credentials) credentials")
        }
        credentials = containers
    }

    package var json: JSONValue {
        var members: JSONObject = [
            "issuerPid": .string(issuerPid), "holderPid": .string(holderPid), "status": .string(status.rawValue),
            "rejectionReason": .optional(rejectionReason),
        ]
        if status == .issued {
            members["credentials"] = .array(
                credentials.map { container in
                    [
                        "credentialType": .string(container.credentialType), "format": .string(container.format),
                        "payload": .string(container.payload),
                    ]
                }
            )
        }
        return DCP.message(Self.type, members)
    }
}

/// An issuer says what a holder may request (DCP 1.0.1, "Credential Offer Message").
package struct CredentialOfferMessage: Sendable, Equatable {
    package static let type = "CredentialOfferMessage"

    package let issuer: String
    package let credentials: [CredentialObject]

    package init(issuer: String, credentials: [CredentialObject]) {
        self.issuer = issuer
        self.credentials = credentials
    }

    package init(_ value: JSONValue) throws(DecodingProblem) {
        let fields = try DCP.open(value, type: Self.type)
        issuer = try fields.identifier("issuer")
        var objects: [CredentialObject] = []
        for entry in try DCP.list(fields, "credentials") { objects.append(try CredentialObject(entry)) }
        guard !objects.isEmpty else { throw fields.problem("credentials", "must offer at least one credential") }
        credentials = objects
    }

    package var json: JSONValue {
        DCP.message(Self.type, ["issuer": .string(issuer), "credentials": .array(credentials.map(\.json))])
    }
}

/// What an issuer issues (DCP 1.0.1, "IssuerMetadata").
package struct IssuerMetadata: Sendable, Equatable {
    package static let type = "IssuerMetadata"

    package let issuer: String
    package let credentialsSupported: [CredentialObject]

    package init(issuer: String, credentialsSupported: [CredentialObject]) {
        self.issuer = issuer
        self.credentialsSupported = credentialsSupported
    }

    package init(_ value: JSONValue) throws(DecodingProblem) {
        let fields = try DCP.open(value, type: Self.type)
        issuer = try fields.identifier("issuer")
        var objects: [CredentialObject] = []
        if fields.optional("credentialsSupported") != nil {
            for entry in try DCP.list(fields, "credentialsSupported") {
                objects.append(try CredentialObject(entry, path: "credentialsSupported"))
            }
        }
        credentialsSupported = objects
    }

    package var json: JSONValue {
        DCP.message(
            Self.type,
            ["issuer": .string(issuer), "credentialsSupported": .array(credentialsSupported.map(\.json))]
        )
    }
}

/// How far a request is (DCP 1.0.1, "CredentialStatus").
package struct CredentialRequestStatus: Sendable, Equatable {
    package static let type = "CredentialStatus"

    package enum Status: String, Sendable, CaseIterable {
        case received = "RECEIVED"
        case rejected = "REJECTED"
        case issued = "ISSUED"
    }
    package let issuerPid: String
    package let holderPid: String
    package let status: Status

    package init(issuerPid: String, holderPid: String, status: Status) {
        self.issuerPid = issuerPid
        self.holderPid = holderPid
        self.status = status
    }

    package init(_ value: JSONValue) throws(DecodingProblem) {
        let fields = try DCP.open(value, type: Self.type)
        issuerPid = try fields.identifier("issuerPid")
        holderPid = try fields.identifier("holderPid")
        guard let status = Status(rawValue: try fields.string("status")) else {
            throw fields.problem("status", "must be RECEIVED, REJECTED or ISSUED")
        }
        self.status = status
    }

    package var json: JSONValue {
        DCP.message(
            Self.type,
            [
                "issuerPid": .string(issuerPid), "holderPid": .string(holderPid),
                "status": .string(status.rawValue),
            ]
        )
    }
}
