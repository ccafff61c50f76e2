package import Primitives

/// A worksheet worked out: every line with its value, and the checks that failed.
package struct WorksheetResult: Sendable {
    package struct Line: Sendable {
        package let id: String
        package let label: Bilingual
        package let cite: String
        /// Unknown when an input is missing or a calculation has no exact answer.
        package let value: FactValue
    }

    package let lines: [Line]
    package let refusals: [Refusal]
    /// The parameters that lines and checks name.
    package let parameters: [ParameterUse]

    package func value(_ id: String) -> FactValue { lines.first { $0.id == id }?.value ?? .unknown }

    package var json: JSONValue {
        [
            "lines": .array(
                lines.map {
                    [
                        "id": .string($0.id), "value": $0.value.json, "label": $0.label.json, "cite": .string($0.cite),
                    ]
                }
            ),
            "refusals": .array(refusals.map(\.json)), "parameters": .array(parameters.map(\.json)),
        ]
    }
}

extension Pack {
    /// Works a sheet out on some inputs; nil when the pack has no such sheet.
    package func calculate(
        _ sheet: String,
        _ inputs: [String: FactValue],
        on date: CivilDate,
        calendar: WorkCalendar
    ) -> WorksheetResult? {
        guard let sheet = worksheets[sheet] else { return nil }
        var values: [String: FactValue] = [:]
        var lines: [WorksheetResult.Line] = []
        for line in sheet.lines {
            var evaluator = evaluator(inputs, values, date, calendar)
            let value = evaluator.value(line.value)
            values["line.\(line.id)"] = value
            lines.append(WorksheetResult.Line(id: line.id, label: line.label, cite: line.cite, value: value))
        }
        let failed = sheet.checks.compactMap { check -> Refusal? in
            var evaluator = evaluator(inputs, values, date, calendar)
            guard evaluator.value(check.condition) != .flag(true) else { return nil }
            return Refusal(check.refusal, refusals[check.refusal], cite: sheet.cite, missing: evaluator.missing)
        }
        let used = uses(of: sheet.lines.map(\.value) + sheet.checks.map(\.condition))
        return WorksheetResult(lines: lines, refusals: failed, parameters: used)
    }

    private func evaluator(
        _ inputs: [String: FactValue],
        _ lines: [String: FactValue],
        _ date: CivilDate,
        _ calendar: WorkCalendar
    ) -> Evaluator {
        Evaluator(calendar: calendar.serving(self), matrices: matrices) { name in
            if let line = lines[name] { return line }
            if name == "today" { return .date(date) }
            if name.hasPrefix("$") { return parameters[String(name.dropFirst())]?.value ?? .unknown }
            return inputs[name] ?? facts[name]?.absent ?? .unknown
        }
    }
}
