import Foundation
import NIOCore
import Primitives
import ServerKit
import Synchronization

/// Fetches the files of a folder one after another; names come from the peer and are made harmless.
struct FolderDownload: Sendable {
    /// Bytes of a listing: ten thousand paths of the longest kind that people use.
    private static let listingBytes = 8 << 20

    let base: Download

    private struct Entry {
        let path: SourcePath
        let bytes: Int64
        /// What the list announces; nil when it does not.
        let digest: Digest?
    }

    func attempt(_ answer: EgressStream, _ delivery: inout Delivery) async throws -> Receipt {
        let listing = try await listing(answer)
        let entries = try Self.entries(listing)
        let whole = entries.reduce(0) { $0 &+ $1.bytes }
        var before: Int64 = 0
        for entry in entries {
            let receipt = try await fetch(entry, before: before, whole: whole, &delivery)
            if let announced = entry.digest, let got = receipt.digest, announced != got {
                throw DeliveryFault.digest(expected: announced, got: got)
            }
            before += receipt.bytes
        }
        delivery.entityTag = nil
        let digest = base.files.digest
        if let announced = listing["sha256"]?.stringValue.flatMap({ Digest("sha256:" + $0) }), announced != digest {
            throw DeliveryFault.digest(expected: announced, got: digest)
        }
        let sealed = base.files.sealed
        return Receipt(path: base.target, bytes: before, digest: digest, sealed: sealed)
    }

    private func listing(_ answer: EgressStream) async throws -> JSONValue {
        var bytes: [UInt8] = []
        for try await part in answer.body {
            guard bytes.count + part.readableBytes <= Self.listingBytes else { throw Self.badListing }
            bytes += part.readableBytesView
        }
        do {
            return try JSONReader.read(bytes, maximumBytes: Self.listingBytes)
        } catch {
            throw Self.badListing
        }
    }

    private static func entries(_ listing: JSONValue) throws -> [Entry] {
        guard listing["isComplete"]?.boolValue == true, let files = listing["files"]?.arrayValue else {
            throw badListing
        }
        return try files.map { file in
            guard let path = file["path"]?.stringValue, let size = file["bytes"]?.integerValue, size >= 0,
                let safe = SourcePath(
                    names: path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
                )
            else { throw badListing }
            let digest = file["sha256"]?.stringValue.flatMap { Digest("sha256:" + $0) }
            return Entry(path: safe, bytes: size, digest: digest)
        }
    }

    private static let badListing = DeliveryFault(
        code: "listing",
        side: .source,
        text: "the folder's list is not complete or not readable"
    )

    private func fetch(_ entry: Entry, before: Int64, whole: Int64, _ delivery: inout Delivery) async throws -> Receipt
    {
        if let known = base.files.receipt(entry.path.text) { return known }
        let target = base.landing.target(of: entry.path, below: base.target)
        try await base.plane.disk.run {
            do {
                try FileManager.default.createDirectory(
                    atPath: PartFile.folder(of: target),
                    withIntermediateDirectories: true
                )
            } catch {
                throw Problem(.sink, BilingualText(en: "a folder cannot be made: \(error)", zh: "无法创建目录"))
            }
        }
        let download = Download(
            plane: base.plane,
            transfer: base.transfer,
            landing: base.landing,
            target: target,
            held: base.held,
            path: entry.path.encoded,
            before: before,
            whole: whole,
            files: base.files
        )
        if delivery.path != target { delivery.entityTag = nil }
        let receipt = try await download.attempt(&delivery)
        base.files.keep(receipt, entry.path.text)
        return receipt
    }
}

/// Files of a folder that were fetched in this run, so that a break repeats only the file it hit.
final class FetchedFiles: Sendable {
    private let receipts = Mutex<[String: Receipt]>([:])

    func receipt(_ path: String) -> Receipt? { receipts.withLock { $0[path] } }

    func keep(_ receipt: Receipt, _ path: String) { receipts.withLock { $0[path] = receipt } }

    /// All of them in the vault; nil where they are not there.
    var sealed: SealedDelivery? {
        let all = receipts.withLock { $0.values.compactMap(\.sealed) }
        return all.first.map { SealedDelivery(grant: $0.grant, files: all.flatMap(\.files)) }
    }

    /// The digest of all paths with their digests, as a provider of ours publishes it.
    var digest: Digest {
        FolderManifest.digest(
            of: receipts.withLock { receipts in
                receipts.compactMap { path, receipt in receipt.digest.map { (String(path.dropFirst()), $0) } }
            }
        )
    }
}
