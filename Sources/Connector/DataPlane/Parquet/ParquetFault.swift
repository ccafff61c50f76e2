/// Why a file cannot be read as Parquet, in both languages; whose side failed is the caller's to say.
struct ParquetFault: Error, Equatable {
    let en: String
    let zh: String

    static let noParquet = ParquetFault(en: "it does not begin and end as Parquet", zh: "首尾不是 Parquet 标记")
    static let encrypted = ParquetFault(en: "it is encrypted", zh: "文件已加密")
    static let severalFiles = ParquetFault(en: "its data are in other files", zh: "数据位于其他文件中")
    static let nothingLeft = ParquetFault(en: "no column is left", zh: "没有可提供的列")

    /// The footer cannot be what a writer wrote.
    static func damaged(_ en: String, _ zh: String) -> ParquetFault {
        ParquetFault(en: "its footer is damaged: \(en)", zh: "文件尾已损坏：\(zh)")
    }

    /// The footer is beyond what this program reads.
    static func tooLarge(_ en: String, _ zh: String) -> ParquetFault {
        ParquetFault(en: "its footer is too large: \(en)", zh: "文件尾过大：\(zh)")
    }

    init(en: String, zh: String) {
        self.en = en
        self.zh = zh
    }

    init(_ fault: ThriftFault) {
        self =
            switch fault {
            case .ended: .damaged("it ends early", "提前结束")
            case .overflow: .damaged("a number is beyond its range", "数值超出范围")
            case .unknownKind: .damaged("a value of an unknown kind", "存在未知类型的值")
            case .fieldTwice: .damaged("a field stands twice", "字段重复")
            case .tooDeep: .tooLarge("values are nested too deep", "嵌套过深")
            case .tooMany: .tooLarge("there are too many values", "值过多")
            }
    }
}
