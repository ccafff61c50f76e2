import ServerKit
import Testing

struct OutboxFlightTests {
    @Test func `a peer that takes its time leaves places for the others`() {
        let flight = OutboxFlight()
        let slow = (0..<1000).filter { flight.admit("slow \($0)", of: "slow") }
        #expect(slow.count == OutboxFlight.perPeerLimit)
        #expect(flight.crowded == ["slow"])
        #expect(flight.admit("quick", of: "other"))
    }

    @Test func `a message is under way once`() {
        let flight = OutboxFlight()
        #expect(flight.admit("m", of: "p"))
        #expect(!flight.admit("m", of: "p"))
        flight.release("m", of: "p")
        #expect(flight.admit("m", of: "p"))
    }

    @Test func `those who were turned away are looked for before the last place is free`() {
        let flight = OutboxFlight()
        let taken = (0...OutboxFlight.perPeerLimit).filter { flight.admit("\($0)", of: "p") }
        let looks = taken.filter { flight.release("\($0)", of: "p") }
        #expect(looks.count == 1)
        #expect(flight.admit("again", of: "p"))
        // Nobody was turned away since: there is nothing to look for.
        #expect(!flight.release("again", of: "p"))
    }
}
