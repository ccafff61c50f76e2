import GRDB
import Primitives
import Synchronization

/// Runs write closures one after another and makes as many as are waiting durable with one commit.
///
/// A batch is whatever is queued when the writer is free, never a timer: an idle database commits at once, a busy one
/// spreads the cost of one flush over many callers. Each closure has its own savepoint, so one refusal undoes only itself.
final class GroupCommitWriter: Sendable {
    /// Most closures that one commit carries: bounds the time to the first answer and the size of the log.
    static let batchLimit = 256
    /// Most closures that may wait: beyond it the server is overloaded, and saying so beats growing without end.
    static let queueLimit = 10_000

    /// A queued closure: `run` works inside the transaction, `finish` answers the caller after the commit.
    struct Job: Sendable {
        let run: @Sendable (WriteTransaction) throws -> Void
        let finish: @Sendable ((any Error)?) -> Void
    }

    private struct Queue {
        var jobs: [Job] = []
        var isDraining = false
    }

    private let writer: any DatabaseWriter
    private let sealer: any SecretSealer
    private let queue = Mutex(Queue())
    /// Commits since the start.
    let commits = Atomic<Int64>(0)

    init(writer: any DatabaseWriter, sealer: any SecretSealer) {
        self.writer = writer
        self.sealer = sealer
    }

    /// Queues a job; false when the queue is full.
    func submit(_ job: Job) -> Bool {
        let (accepted, mustStart) = queue.withLock { queue -> (Bool, Bool) in
            guard queue.jobs.count < Self.queueLimit else { return (false, false) }
            queue.jobs.append(job)
            defer { queue.isDraining = true }
            return (true, !queue.isDraining)
        }
        if mustStart { writer.asyncWriteWithoutTransaction { [self] in drain($0) } }
        return accepted
    }

    private func nextBatch() -> [Job] {
        queue.withLock { queue in
            let batch = Array(queue.jobs.prefix(Self.batchLimit))
            queue.jobs.removeFirst(batch.count)
            queue.isDraining = !batch.isEmpty
            return batch
        }
    }

    private func drain(_ connection: GRDB.Database) {
        while true {
            let batch = nextBatch()
            if batch.isEmpty { return }
            commit(batch, on: connection)
        }
    }

    private func commit(_ batch: [Job], on connection: GRDB.Database) {
        var outcomes: [(job: Job, error: (any Error)?, after: [@Sendable () -> Void])] = []
        do {
            try run("BEGIN IMMEDIATE", on: connection)
            for job in batch {
                let transaction = WriteTransaction(connection, sealer)
                let error = try perform(job, in: transaction, alone: batch.count == 1)
                outcomes.append((job, error, error == nil ? transaction.afterCommit : []))
            }
            try run("COMMIT", on: connection)
            commits.wrappingAdd(1, ordering: .relaxed)
        } catch {
            // Nothing of the batch is durable: everybody is told so, and nobody's wake-up runs.
            if connection.isInsideTransaction { rollBack(connection) }
            for job in batch { job.finish(error) }
            return
        }
        for outcome in outcomes {
            for action in outcome.after { action() }
            outcome.job.finish(outcome.error)
        }
    }

    /// Runs one job in its savepoint; throws only when the whole transaction is lost (for instance a full disk).
    private func perform(
        _ job: Job,
        in transaction: WriteTransaction,
        alone: Bool
    ) throws -> (any Error)? {
        let connection = transaction.connection
        // A savepoint copies every page it touches; a job that is alone is undone with its whole transaction instead.
        if alone {
            try job.run(transaction)
            return nil
        }
        try run("SAVEPOINT item", on: connection)
        do {
            try job.run(transaction)
            try run("RELEASE item", on: connection)
            return nil
        } catch {
            guard connection.isInsideTransaction else { throw error }
            try run("ROLLBACK TO item", on: connection)
            try run("RELEASE item", on: connection)
            return error
        }
    }

    private func run(_ sql: String, on connection: GRDB.Database) throws {
        try connection.cachedStatement(sql: sql).execute()
    }

    private func rollBack(_ connection: GRDB.Database) {
        do {
            try connection.execute(sql: "ROLLBACK")
        } catch {
            // SQLite has already rolled back; the caller is told of the first error.
        }
    }
}
