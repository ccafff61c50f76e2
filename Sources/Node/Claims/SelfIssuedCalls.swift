import HTTPTypes
import Hummingbird
import Primitives
package import ServerKit

extension ClaimsDesk {
    /// The caller of a claims endpoint; the scheme word is demanded, as DCP 1.0.1 does.
    package func caller(of call: Call) async throws -> SelfIssuedCaller {
        let prefix = "bearer "
        guard let header = call.request.headers[.authorization], header.lowercased().hasPrefix(prefix) else {
            throw Problem.unauthenticated
        }
        return try await validate(String(header.dropFirst(prefix.count)))
    }
}
