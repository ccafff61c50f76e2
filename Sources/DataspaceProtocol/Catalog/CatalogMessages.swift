public import Primitives

/// `CatalogRequestMessage`: asks for a provider's catalogue (DSP 2025-1, Catalog).
public struct CatalogRequestMessage: Sendable, Equatable {
    public static let type = "CatalogRequestMessage"
    /// Implementation-specific; what cannot be understood is refused with 400, as the binding asks.
    public let filter: [JSONValue]

    public init(_ json: JSONValue) throws(DecodingProblem) {
        let fields = try DSP.fields(of: json, type: Self.type)
        filter = fields.optional("filter")?.oneOrMany ?? []
    }

    public static func json(id: String, filter: [JSONValue] = []) -> JSONValue {
        DSP.message(type, id: id, ["filter": filter.isEmpty ? nil : .array(filter)])
    }
}

/// `CatalogError`.
public enum CatalogError {
    public static func json(code: String, reasons: [String]) -> JSONValue {
        var members: JSONObject = ["@context": [.string(DSP.context)], "@type": "CatalogError"]
        StatedReason(code: code, reasons: reasons).write(to: &members)
        return .object(members)
    }
}
