/// Forms of tables whose columns can be told apart.
enum TableFormat: String, Sendable {
    case csv, parquet

    var mediaType: String {
        switch self {
        case .csv: "text/csv"
        case .parquet: "application/vnd.apache.parquet"
        }
    }

    /// Nil for what is no table by its media type, nor by the ending of its name.
    init?(mediaType: String, name: String) {
        let type = mediaType.split(separator: ";").first.map { $0.lowercased() } ?? ""
        switch type {
        case Self.csv.mediaType, "application/csv": self = .csv
        // The second is what many wrote before the first was registered.
        case Self.parquet.mediaType, "application/x-parquet": self = .parquet
        default:
            guard let format = TableFormat(rawValue: name.split(separator: ".").last?.lowercased() ?? ""),
                name.lowercased().hasSuffix("." + format.rawValue)
            else { return nil }
            self = format
        }
    }
}
