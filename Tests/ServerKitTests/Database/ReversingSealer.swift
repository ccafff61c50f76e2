import ServerKit

/// Hides nothing, but tells whether text was sealed and opened in one place: the context stands in front.
struct ReversingSealer: SecretSealer {
    func seal(_ secret: [UInt8], context: String) throws -> [UInt8] { Array(context.utf8) + secret.reversed() }

    func open(_ sealed: [UInt8], context: String) throws -> [UInt8] {
        guard sealed.starts(with: context.utf8) else { throw Problem.internalError }
        return sealed.dropFirst(context.utf8.count).reversed()
    }
}
