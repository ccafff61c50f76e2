import Connector
import Foundation
import HTTPTypes
import Primitives
import ServerKit

/// A page of ten with ten, ten thousand and many products: it must cost the same.
struct CatalogBench: Sendable {
    let folder: String
    let products: Int

    func run() async throws -> [BenchRow] {
        var rows: [BenchRow] = []
        var smallest: Double?
        for count in [10, 10_000, products] {
            let time = try await page(with: count)
            rows.append(
                BenchRow(
                    name: "catalogue page of 10, \(count) products, p50",
                    value: time,
                    unit: "ms",
                    floor: 10
                )
            )
            if let smallest {
                rows.append(
                    BenchRow(
                        name: "the same against 10 products",
                        value: time,
                        unit: "ms",
                        peer: "10 products",
                        peerValue: smallest,
                        floor: 2,
                        limitsRatio: true
                    )
                )
            }
            smallest = smallest ?? time
        }
        rows.append(
            BenchRow(
                name: "first page of a participant who sees 10 of \(products) products, p50",
                value: try await page(with: products, visible: 10),
                unit: "ms",
                floor: 50
            )
        )
        return rows
    }

    /// `visible` products are the caller's to see, spread over all; nil makes all of them everybody's.
    private func page(with count: Int, visible: Int? = nil) async throws -> Double {
        let name = "/catalogue-\(count)" + (visible == nil ? "" : "-hidden")
        let pair = try await BenchPair.start(in: folder + name) { data in
            try await seed(data, count, every: visible.map { max(1, count / $0) })
        }
        var times: [Double] = []
        let url = pair.provider.address + "/catalog/request?limit=10"
        for number in 0..<220 {
            let begin = ContinuousClock.now
            let answer = try await BenchData.post(
                url,
                token: pair.consumerToken,
                ["@context": ["https://w3id.org/dspace/2025/1/context.jsonld"], "@type": "CatalogRequestMessage"]
            )
            guard (answer["dataset"]?.arrayValue ?? []).count == 10 else { throw Problem.internalError }
            if number >= 20 { times.append((ContinuousClock.now - begin).preciseMilliseconds) }
        }
        await pair.stop()
        return times.percentile(0.5)
    }

    /// Fills a connector's database before its first start, as publishing them one by one would.
    private func seed(_ data: String, _ count: Int, every: Int?) async throws {
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        let database = try Database.open(path: data + "/sluice.db", migrations: ConnectorSchema.migrations)
        let now = World.real.now()
        let digest = Digest(of: "bench").description
        try await database.write { try BenchSeed.resource(now, in: $0) }
        var done = 0
        while done < count {
            let first = done
            let last = min(count, done + 20_000)
            try await database.write { transaction in
                for number in first..<last {
                    let isOpen = every.map { number.isMultiple(of: $0) } ?? true
                    let audience = every == nil ? "*" : isOpen ? BenchPair.consumerID : "urn:bench:somebody-else"
                    try BenchSeed.product(number, digest, now, audience: audience, in: transaction)
                }
            }
            done = last
        }
        try database.close()
    }
}
