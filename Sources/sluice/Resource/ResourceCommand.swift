import ArgumentParser
import Primitives

/// `sluice resource`: where our data is.
struct ResourceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resource",
        abstract: "Describe where data is; stays private. 数据资源（不对外）。",
        subcommands: [ResourceAdd.self, ResourceList.self, ResourceShow.self]
    )

    static let columns = [
        Column("ID", "编号", "id"), Column("NAME", "名称", "name"), Column("TYPE", "类型", "source.type"),
        Column("WHERE", "位置") { value, language in
            CellText.show(value.at("source.path") ?? value.at("source.url"), language)
        },
    ]
    static let fields =
        columns + [
            Column("QUERY", "查询", "source.query"), Column("PATHS", "允许路径", "source.allowedPaths"),
            .time("CREATED", "创建时间", "created"),
        ]
}
