package import Hummingbird

/// One HTTP operation: where it is, who may call it, what it means and what handles it.
///
/// A slice returns its endpoints as values, so that tests, the API description and the router read one list.
package struct Endpoint: Sendable {
    /// Who may call an endpoint; there is no default.
    package enum Access: Sendable, Equatable {
        /// Anybody, for the reason given; a test prints the list.
        case `public`(reason: String)
        /// A participant with a verified token.
        case participant
        /// A party with a self-issued token of its DID; the handler checks the token, and what the party may do.
        case selfIssued
        /// The bearer of a data-plane grant; the handler checks the token against its grant.
        case grant
        /// A registered application with its own token.
        case application
        /// A person with at least this role.
        case role(Person.Role)
    }
    package typealias Handler = @Sendable (Call) async throws -> Response
    package typealias ProblemRenderer = @Sendable (Problem, Call) -> Response

    package let method: HTTPRequest.Method
    package let path: String
    package let access: Access
    package let summary: String
    /// Parameters and body for the API description.
    package var description = EndpointDescription()
    /// Whether callers are held to a rate; off only for the test mode of the evidence log.
    package var isRateLimited = true
    package let renderProblem: ProblemRenderer
    package let handler: Handler

    package init(
        _ method: HTTPRequest.Method,
        _ path: String,
        access: Access,
        _ summary: String,
        description: EndpointDescription = EndpointDescription(),
        renderProblem: @escaping ProblemRenderer = { problem, call in .problem(problem, call) },
        handler: @escaping Handler
    ) {
        self.method = method
        self.path = path
        self.access = access
        self.summary = summary
        self.description = description
        self.renderProblem = renderProblem
        self.handler = handler
    }
}

/// What an API description says about an endpoint beyond its path.
package struct EndpointDescription: Sendable {
    package struct Field: Sendable {
        package let name: String
        package let type: String
        package let text: String
        package let isRequired: Bool

        package init(_ name: String, _ type: String, _ text: String, required: Bool = false) {
            self.name = name
            self.type = type
            self.text = text
            isRequired = required
        }
    }
    package var query: [Field]
    package var body: [Field]
    package var success: Int
    /// A name under `components/schemas` for the answer.
    package var answer: String?

    package init(query: [Field] = [], body: [Field] = [], success: Int = 200, answer: String? = nil) {
        self.query = query
        self.body = body
        self.success = success
        self.answer = answer
    }
}
