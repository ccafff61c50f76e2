/// One column of one row group as the footer describes it (`ColumnChunk` with its `ColumnMetaData`).
struct ParquetChunk {
    /// What is known of the metadata and stays true when the chunk moves.
    ///
    /// Left out are the index page and Bloom filter, which are not copied, key-value pairs, which could say anything, and
    /// fields that are not known.
    private static let kept: Set<Int16> = [1, 2, 3, 4, 5, 6, 7, 9, 11, 12, 13, 16, 17]
    private static let dataPage: Int16 = 9
    private static let dictionaryPage: Int16 = 11

    private let metadata: ThriftStruct
    let path: [ThriftValue]
    /// Its pages in the file, the dictionary first.
    let place: Range<Int64>
    let uncompressedBytes: Int64

    init(_ chunk: ThriftStruct) throws(ParquetFault) {
        guard chunk[8] == nil, chunk[9] == nil else { throw .encrypted }
        guard chunk[1] == nil else { throw .severalFiles }
        guard let metadata = chunk.structure(3), let path = metadata.list(3), metadata.i32(1) != nil,
            metadata.list(2) != nil, metadata.i32(4) != nil, let values = metadata.i64(5),
            let uncompressed = metadata.i64(6), let compressed = metadata.i64(7), let data = metadata.i64(Self.dataPage)
        else { throw ParquetFooterParser.missing }
        guard metadata[Self.dictionaryPage] == nil || metadata.i64(Self.dictionaryPage) != nil else {
            throw ParquetFooterParser.missing
        }
        // Some writers put a zero where there is no dictionary.
        let dictionary = metadata.i64(Self.dictionaryPage).flatMap { $0 > 0 ? $0 : nil }
        // And one where no values are, and so no data page.
        let hasData = data != 0 || values != 0
        let start = dictionary ?? (hasData ? data : Int64(ParquetFooter.magic.count))
        let (end, isOver) = start.addingReportingOverflow(compressed)
        guard values >= 0, uncompressed >= 0, compressed >= 0, start >= 0, !isOver,
            hasData ? start <= data && data <= end : dictionary != nil || compressed == 0
        else { throw .damaged("the place of a column is impossible", "列的位置不合理") }
        (self.metadata, self.path, self.place, uncompressedBytes) = (metadata, path, start..<end, uncompressed)
    }

    /// The same chunk at another place of another file.
    ///
    /// `start` is where its first byte will be, within a file that is hardly larger than this one.
    func moved(to start: Int64) -> ThriftStruct {
        let fields = metadata.fields.compactMap { field -> ThriftStruct.Field? in
            guard Self.kept.contains(field.id) else { return nil }
            guard field.id == Self.dataPage || field.id == Self.dictionaryPage else { return field }
            guard case .i64(let offset) = field.value, offset >= place.lowerBound else {
                return field.id == Self.dataPage ? field : nil
            }
            // INVARIANT: both lie in files of possible sizes, so that the sum does.
            return .init(id: field.id, value: .i64(start + (offset - place.lowerBound)))
        }
        // The offset of a chunk is to be zero where no metadata stand beside the pages.
        return ThriftStruct(fields: [
            .init(id: 2, value: .i64(0)), .init(id: 3, value: .structure(ThriftStruct(fields: fields))),
        ])
    }
}
