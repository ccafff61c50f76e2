import DataspaceProtocol
import Foundation
import Primitives
import Testing

/// The specification's own example files, where they lie beside the project; they are not part of it.
struct PublishedExampleTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/dsp")

    private static let readers: [(type: String, read: @Sendable (JSONValue) throws -> Void)] = [
        ("ContractRequestMessage", { _ = try ContractRequestMessage($0) }),
        ("ContractOfferMessage", { _ = try ContractOfferMessage($0) }),
        ("ContractAgreementMessage", { _ = try ContractAgreementMessage($0) }),
        ("ContractAgreementVerificationMessage", { _ = try NegotiationStepMessage.verification($0) }),
        ("ContractNegotiationEventMessage", { _ = try NegotiationStepMessage.event($0) }),
        ("ContractNegotiationTerminationMessage", { _ = try NegotiationStepMessage.termination($0) }),
        ("TransferRequestMessage", { _ = try TransferRequestMessage($0) }),
        ("TransferStartMessage", { _ = try TransferStepMessage(.start, $0) }),
        ("TransferCompletionMessage", { _ = try TransferStepMessage(.complete, $0) }),
        ("TransferSuspensionMessage", { _ = try TransferStepMessage(.suspend, $0) }),
        ("TransferTerminationMessage", { _ = try TransferStepMessage(.terminate, $0) }),
        ("CatalogRequestMessage", { _ = try CatalogRequestMessage($0) }),
    ]

    private static var isPresent: Bool { FileManager.default.fileExists(atPath: folder.path) }

    @Test(.enabled(if: isPresent)) func `every published message is read, and written again as it came`() throws {
        var met: Set<String> = []
        for part in ["negotiation", "transfer", "catalog"] {
            let examples = Self.folder.appending(path: part + "/example")
            for name in try FileManager.default.contentsOfDirectory(atPath: examples.path) where name.hasSuffix(".json")
            {
                let bytes = Array(try Data(contentsOf: examples.appending(path: name)))
                let json = try JSONReader.read(bytes)
                #expect(try JSONReader.read(json.encoded) == json, "\(name)")
                guard let type = json["@type"]?.stringValue,
                    let reader = Self.readers.first(where: { $0.type == type })
                else { continue }
                met.insert(type)
                #expect(throws: Never.self, "\(name)") { try reader.read(json) }
            }
        }
        #expect(met == Set(Self.readers.map(\.type)))
    }
}
