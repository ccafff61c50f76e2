import DataspaceProtocol
import Node
import Primitives

/// Where a provider pushes to when the content is for a folder of ours.
enum PushAddress {
    /// The inbox of a transfer with a token of its own; nil when the format is not push or the sink is no folder.
    static func inbox(
        of transfer: Identifier<TransferProcess>,
        _ identity: ConnectorIdentity,
        _ format: String,
        _ sink: TransferSink,
        _ evidence: inout EvidenceWriter
    ) throws -> DataAddress? {
        guard format == TransferFormat.push.rawValue, case .folder = sink else { return nil }
        return address(of: transfer, identity, token: try evidence.identifier())
    }

    /// The address as the request message carries it.
    static func address(
        of transfer: Identifier<TransferProcess>,
        _ identity: ConnectorIdentity,
        token: String
    ) -> DataAddress {
        DataAddress(
            endpointType: DSP.httpEndpointType,
            endpoint: identity.publicURL + "/inbox/" + transfer.rawValue,
            properties: [("authorization", token), ("authType", "bearer")]
        )
    }
}
