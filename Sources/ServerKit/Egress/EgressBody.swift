import AsyncHTTPClient
package import NIOCore

/// The body of a streamed answer; the connection is read only as fast as parts are asked for.
///
/// Dropping it, or its iterator, closes the connection.
package struct EgressBody: AsyncSequence, Sendable {
    package typealias Element = ByteBuffer

    private let parts: HTTPClientResponse.Body
    private let url: EgressURL
    /// Held so that eviction from the cache does not close a connection in use.
    private let client: PooledClient

    init(_ parts: HTTPClientResponse.Body, of url: EgressURL, client: PooledClient) {
        self.parts = parts
        self.url = url
        self.client = client
    }

    package func makeAsyncIterator() -> Iterator {
        Iterator(parts: parts.makeAsyncIterator(), url: url, client: client)
    }

    package struct Iterator: AsyncIteratorProtocol {
        var parts: HTTPClientResponse.Body.AsyncIterator
        let url: EgressURL
        let client: PooledClient

        /// - Throws: ``EgressProblem`` when the body does not arrive completely.
        @concurrent
        package mutating func next() async throws -> ByteBuffer? {
            do {
                return try await parts.next()
            } catch {
                throw EgressProblem.from(error, url: url)
            }
        }
    }
}
