import Connector
import Foundation
import Primitives
import ServerKit
import Testing

@Suite(.timeLimit(.minutes(2)))
struct DataPlanePullTests {
    @Test func `a file arrives whole, verified, under a safe name, and both sides are completed`() async throws {
        try await TwoConnectors.run { both in
            let bytes = noise(3_000_001)
            let source = try TemporaryFolder()
            let agreement = try await both.agree(.file(path: source.file("flights.csv", bytes)))
            let transfer = try await both.pull(agreement, into: .folder(path: both.folder.path))
            _ = try await both.consumer.waits(for: transfer.id, .completed)
            let other = try await both.providerSide(of: transfer)
            _ = try await both.provider.waits(for: other.id, .completed)
            let names = try both.folder.names()
            #expect(names.count == 1 && names.allSatisfy { $0.hasPrefix("urn_uuid_") })
            let got = try Data(contentsOf: URL(fileURLWithPath: both.folder.path + "/" + names.joined()))
            #expect(Array(got) == bytes)
            let progress = try await both.consumer.plane.progress(of: transfer.id)
            #expect(progress?.bytes == 3_000_001 && progress?.digest == Digest(of: bytes))
        }
    }
}
