import Connector
import Primitives
import ServerKit
import Testing

/// Questions that every request or every minute asks must not read the whole history.
struct NegotiationQueryTests {
    @Test(
        arguments: [
            (NegotiationStore.openCountQuery, [SQLValue.text("p")], "COVERING INDEX negotiation_open"),
            (NegotiationStore.overdueQuery, [.integer(0), .integer(1)], "INDEX negotiation_deadline"),
        ] as [(String, [SQLValue], String)]
    )
    func `what is open is found by its own index`(_ query: String, _ values: [SQLValue], _ index: String) async throws {
        let database = try Database.inMemory(migrations: ConnectorSchema.migrations)
        let plan = try await database.read { try $0.query("EXPLAIN QUERY PLAN " + query, values) }
        let steps = try plan.map { try $0.text("detail") }
        #expect(steps.count == 1)
        #expect(steps.first?.contains(index) == true, "\(steps)")
    }
}
