import ArgumentParser

/// `sluice product`: what of our data others may see.
struct ProductCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "product",
        abstract: "Publish resources as datasets. 数据产品。",
        subcommands: [
            ProductPublish.self, ProductList.self, ProductShow.self, ProductRevise.self, ProductRetire.self,
        ]
    )

    static let columns = [
        Column("ID", "编号", "id"), Column("TITLE", "标题", "title"), Column("STATE", "状态", "state"),
        Column("VERSION", "版本", "version.number"), .bytes("SIZE", "大小", "version.bytes"),
    ]
    static let fields =
        columns + [
            Column("DESCRIPTION", "说明", "description"), Column("KEYWORDS", "关键词", "keywords"),
            Column("MEDIA TYPE", "媒体类型", "mediaType"), Column("RESOURCE", "数据资源", "resource"),
            Column("SHA-256", "SHA-256", "version.sha256"), Column("VERSION DIGEST", "版本摘要", "version.digest"),
            .time("CREATED", "创建时间", "created"),
        ]
}
