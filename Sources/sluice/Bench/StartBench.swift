import Foundation
import HTTPTypes
import Primitives
import ServerKit

/// From the start of the process to its first answer, and what it holds in memory then.
struct StartBench: Sendable {
    let folder: String

    func run() async throws -> [BenchRow] {
        let party = try DemoParty(id: "urn:bench:start", name: "start", folder: folder + "/start")
        let other = try DemoParty(id: "urn:bench:other", name: "other", folder: folder + "/other")
        let token = World.real.token()
        let config = try party.writeConfiguration(peer: other, tokenIn: token, tokenOut: token)
        var times: [Double] = []
        var resident = 0.0
        for _ in 0..<9 {
            let processes = DemoProcesses()
            let begin = ContinuousClock.now
            try processes.start(config: config, log: party.folder + "/connector.log")
            while !party.answers() { try await Task.sleep(for: .milliseconds(1)) }
            times.append((ContinuousClock.now - begin).preciseMilliseconds)
            try await party.waitUntilReady { processes.areAlive }
            try await Task.sleep(for: .milliseconds(500))
            resident = try processes.residentMebibytes()
            processes.stop()
            while party.answers() { try await Task.sleep(for: .milliseconds(10)) }
            try await Task.sleep(for: .milliseconds(200))
        }
        await party.shutdown()
        await other.shutdown()
        return [
            BenchRow(name: "start to ready p50", value: times.percentile(0.5), unit: "ms", floor: 150),
            BenchRow(name: "idle memory", value: resident, unit: "MiB", floor: 64),
        ]
    }
}
