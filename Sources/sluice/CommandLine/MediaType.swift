/// Media types by the endings of file names; only those that people share as data.
enum MediaType {
    private static let byEnding = [
        ("csv", "text/csv"), ("tsv", "text/tab-separated-values"), ("json", "application/json"),
        ("jsonl", "application/jsonl"), ("parquet", "application/vnd.apache.parquet"), ("zip", "application/zip"),
        ("gz", "application/gzip"), ("xml", "application/xml"), ("txt", "text/plain"), ("pdf", "application/pdf"),
        ("geojson", "application/geo+json"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ]

    static func ofFile(_ path: String) -> String? {
        let ending = path.split(separator: ".").last?.lowercased()
        return byEnding.first { $0.0 == ending }?.1
    }

    /// The name with the ending of its media type, where it has none.
    static func named(_ name: String, _ mediaType: String?) -> String {
        guard ofFile(name) == nil, let ending = byEnding.first(where: { $0.1 == mediaType })?.0 else { return name }
        return "\(name).\(ending)"
    }
}
