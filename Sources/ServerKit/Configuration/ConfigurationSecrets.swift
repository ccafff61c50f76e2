import FoundationEssentials

extension ConfigurationTree {
    /// A secret: plain text, `{file: path}` or `{env: NAME}`; listed only as hidden.
    ///
    /// - Parameters:
    ///   - key: The key in this table.
    ///   - meaning: What it is for.
    /// - Returns: `nil` when nobody sets it.
    /// - Throws: ``ConfigurationProblem``, never with the value in it.
    package func secret(_ key: String, _ meaning: String) throws -> Secret? {
        let secret = try secretText(key).map(Secret.init)
        note(key, secret?.description, nil, meaning)
        return secret
    }

    private func secretText(_ key: String) throws -> String? {
        let name = absolute(key)
        if let (text, _) = layers.text(name) { return text }
        guard let node = members[key] else { return nil }
        switch node.content {
        case .empty: return nil
        case .scalar(let text): return text
        case .table(let members) where members.count == 1:
            if case .scalar(let file)? = members["file"]?.content { return try contents(of: file, name, node.source) }
            if case .scalar(let variable)? = members["env"]?.content {
                guard let text = layers.variables[variable] else { throw unset(variable, name, node.source) }
                return text
            }
            throw mismatch(name, node.source, .secret)
        case .list, .table: throw mismatch(name, node.source, .secret)
        }
    }

    /// The text of a secret's file without the line end that editors add.
    private func contents(of file: String, _ name: String, _ source: ConfigurationSource) throws -> String {
        let path = resolved(file)
        guard let bytes = FileManager.default.contents(atPath: path), bytes.count <= ConfigurationLimits.secretBytes,
            let text = String(validating: bytes, as: UTF8.self)
        else {
            throw ConfigurationProblem(
                name,
                source,
                en: "names \(path), which is not a readable text of at most \(ConfigurationLimits.secretBytes) bytes.",
                zh: "所指文件 \(path) 无法读取，或不是 \(ConfigurationLimits.secretBytes) 字节以内的文本。"
            )
        }
        return text.hasSuffix("\r\n") || text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    private func unset(_ variable: String, _ name: String, _ source: ConfigurationSource) -> ConfigurationProblem {
        ConfigurationProblem(
            name,
            source,
            en: "names the variable \(variable), which is not set. Set it before the start.",
            zh: "所指环境变量 \(variable) 未设置。请在启动前设置。"
        )
    }
}
