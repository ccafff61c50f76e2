import Dispatch
import Identity
import Primitives
package import ServerKit
import Synchronization

/// The people of this node: accounts, signing in, second factors.
///
/// Every failure to sign in looks the same from outside and takes the same time, whether the account exists, is locked or disabled.
package final class Users: Sendable {
    /// Failures in a row before an account is locked; then the wait doubles from 30 seconds to an hour.
    private static let failuresBeforeLock: Int64 = 5
    private static let firstLockSeconds: Int64 = 30
    private static let longestLockSeconds: Int64 = 3_600
    /// Password hashes that may wait for their turn: each takes a tenth of a second.
    private static let waitingLimit = 32
    /// Random bytes of a password that the owner hands over.
    private static let handedBytes = 15

    private let database: Database
    private let world: World
    private let security: SecurityLog?
    private let sessions = Sessions()
    /// One hash at a time: the memory of a hash is large on purpose, and guesses must queue.
    private let hashing = DispatchQueue(label: "sluice.passwords")
    private let waiting = Mutex(0)

    package init(database: Database, world: World, security: SecurityLog? = nil) {
        self.database = database
        self.world = world
        self.security = security
    }

    /// What a new session shows, this once.
    package struct Grant: Sendable {
        package let token: String
        package let account: UserAccount
    }

    // MARK: Signing in

    /// Begins a session.
    package func signIn(
        name: String,
        password: String,
        code: String?,
        address: String,
        correlation: String
    ) async throws -> Grant {
        let known = try await database.read { transaction in
            (try UserStore.find(name, in: transaction), try UserStore.hash(of: name, in: transaction))
        }
        // Without an account the same work is done for nothing, so that the time tells nothing.
        let matches = try await matches(password, known.1 ?? Self.nobody)
        let now = world.now()
        let outcome: Result<UserAccount, SignInFailure> = try await database.write { transaction in
            try Self.judge(name, isRight: matches && known.1 != nil, code: code, at: now, in: transaction)
        }
        let who = known.0?.name
        switch outcome {
        case .failure(let failure):
            note(failure == .nowLocked ? .lockedOut : .loginFailed, who, failure.rawValue, address, correlation)
            throw Self.refused
        case .success(let account):
            let token = world.token()
            sessions.begin(account, token: token, at: now)
            note(.loggedIn, account.name, "", address, correlation)
            return Grant(token: token, account: account)
        }
    }

    private enum SignInFailure: String, Error { case unknown, disabled, locked, nowLocked, password, code }

    /// A hash that nothing matches, with the usual cost.
    private static let nobody = PasswordHash(
        salt: Array(repeating: 7, count: PasswordHash.saltBytes),
        digest: Array(repeating: 0, count: 32),
        cost: .usual
    )

    /// Decides inside the transaction: of many guesses at once, those after the lock fail whatever they guessed.
    private static func judge(
        _ name: String,
        isRight: Bool,
        code: String?,
        at now: Instant,
        in transaction: WriteTransaction
    ) throws -> Result<UserAccount, SignInFailure> {
        guard let account = try UserStore.find(name, in: transaction) else { return .failure(.unknown) }
        if let until = account.lockedUntil, now < until { return .failure(.locked) }
        guard !account.isDisabled else { return .failure(.disabled) }
        var step: Int64?
        if isRight, let factor = try UserStore.secondFactor(of: name, pending: false, in: transaction) {
            guard let secret = Hex.decode(factor.secret) else { throw StoredDataProblem(column: "totp") }
            step = OneTimeCode.step(of: code ?? "", secret, at: now, after: factor.step)
            if step == nil { return .failure(try fail(account, .code, at: now, in: transaction)) }
        }
        guard isRight else { return .failure(try fail(account, .password, at: now, in: transaction)) }
        try UserStore.succeeded(name, step: step, in: transaction)
        return .success(account)
    }

    private static func fail(
        _ account: UserAccount,
        _ reason: SignInFailure,
        at now: Instant,
        in transaction: WriteTransaction
    ) throws -> SignInFailure {
        let failures = account.failures + 1
        guard failures >= failuresBeforeLock else {
            try UserStore.failed(account.name, lockedUntil: nil, in: transaction)
            return reason
        }
        let doublings = min(failures - failuresBeforeLock, 7)
        let seconds = min(firstLockSeconds << doublings, longestLockSeconds)
        try UserStore.failed(account.name, lockedUntil: now.advanced(seconds: seconds), in: transaction)
        return .nowLocked
    }

    private static let refused = Problem(
        .unauthenticated,
        BilingualText(en: "name, password or code is wrong, or the account is locked", zh: "账户名、密码或验证码错误，或账户已锁定"),
        advice: BilingualText(
            en: "try again later, or ask the owner for `sluice user reset`",
            zh: "请稍后再试，或请所有者执行 `sluice user reset`"
        )
    )

    /// Who a session token stands for.
    package func person(session token: String) -> Person? {
        guard Peers.tokenCharacters.contains(token.utf8.count) else { return nil }
        return sessions.person(token, at: world.now())
    }

    package func signOut(_ token: String) { sessions.end(token) }

    // MARK: One's own account

    /// Changes a password; all sessions of the account end.
    package func changePassword(
        of name: String,
        from old: String,
        to new: String,
        address: String,
        correlation: String
    ) async throws {
        try PasswordRules.check(new, of: name)
        let hash = try await database.read { try UserStore.hash(of: name, in: $0) }
        guard let hash, try await matches(old, hash), old != new else {
            note(.loginFailed, name, "password change", address, correlation)
            throw Problem(
                .forbidden,
                BilingualText(en: "the present password is wrong, or the new one is the same", zh: "当前密码错误，或新旧密码相同")
            )
        }
        let fresh = try await hashed(new)
        try await database.write { try UserStore.setPassword(fresh, of: name, mustChange: false, in: $0) }
        sessions.endAll(of: name)
        note(.passwordChanged, name, "", address, correlation)
    }

    /// Makes a secret for one-time codes; it counts once its first code was given.
    package func beginSecondFactor(of name: String) async throws -> String {
        let secret = world.random(OneTimeCode.secretBytes)
        try await database.write { try UserStore.setPending(Hex.encode(secret), of: name, in: $0) }
        return OneTimeCode.base32(secret)
    }

    package func confirmSecondFactor(of name: String, code: String) async throws {
        let now = world.now()
        try await database.write { transaction in
            guard let factor = try UserStore.secondFactor(of: name, pending: true, in: transaction),
                let secret = Hex.decode(factor.secret),
                let step = OneTimeCode.step(of: code, secret, at: now, after: 0)
            else {
                throw Problem.invalid("this is not the code that the new secret gives now", "验证码与新密钥不符")
            }
            try UserStore.confirmSecondFactor(of: name, step: step, in: transaction)
        }
    }

    /// Checks a code of somebody who is signed in; a wrong one counts like a wrong one at signing in, and locks alike.
    package func verifySecondFactor(
        of name: String,
        code: String,
        address: String,
        correlation: String
    ) async throws {
        let now = world.now()
        let failure = try await database.write { transaction -> SignInFailure? in
            guard try UserStore.secondFactor(of: name, pending: false, in: transaction) != nil else {
                throw Problem(
                    .conflict,
                    BilingualText(en: "the account has no second factor", zh: "该账户未设置第二因素"),
                    advice: BilingualText(
                        en: "set one up with `sluice user second-factor`",
                        zh: "请用 `sluice user second-factor` 设置"
                    )
                )
            }
            switch try Self.judge(name, isRight: true, code: code, at: now, in: transaction) {
            case .success: return nil
            case .failure(let failure): return failure
            }
        }
        guard let failure else { return }
        let kind = failure == .nowLocked ? SecurityEvent.Kind.lockedOut : .loginFailed
        note(kind, name, "confirmation: \(failure.rawValue)", address, correlation)
        // A session must not be a way to guess codes.
        if failure == .nowLocked { sessions.endAll(of: name) }
        throw Self.refusedCode
    }

    private static let refusedCode = Problem(
        .forbidden,
        BilingualText(en: "the code is wrong or was used, or the account is locked", zh: "验证码错误或已使用，或账户已锁定"),
        advice: BilingualText(en: "wait for the authenticator's next code", zh: "请等待验证器的下一个验证码")
    )

    // MARK: The owner's work

    /// Makes an account and the password to hand over, which is good for nothing but being changed.
    package func add(_ name: String, _ role: Person.Role) async throws -> (account: UserAccount, password: String) {
        guard (1...64).contains(name.utf8.count),
            name.utf8.allSatisfy({
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || [0x2D, 0x2E, 0x5F].contains($0)
            })
        else {
            throw Problem.invalid(
                "an account name has 1 to 64 lower-case letters, digits, dots, hyphens and underscores",
                "账户名须为 1–64 个小写字母、数字、点、连字符或下划线"
            )
        }
        let password = handed()
        let hash = try await hashed(password)
        let now = world.now()
        try await database.write { try UserStore.insert(name, role, hash, at: now, in: $0) }
        return (try await find(name), password)
    }

    /// Gives a forgotten or locked account a new password to hand over, and takes its second factor away when asked.
    package func reset(_ name: String, secondFactor: Bool) async throws -> String {
        let password = handed()
        let hash = try await hashed(password)
        try await database.write { transaction in
            try UserStore.setPassword(hash, of: name, mustChange: true, in: transaction)
            if secondFactor { try UserStore.removeSecondFactor(of: name, in: transaction) }
        }
        sessions.endAll(of: name)
        return password
    }

    package func setRole(_ role: Person.Role, of name: String) async throws -> UserAccount {
        try await database.write { try UserStore.setRole(role, of: name, in: $0) }
        sessions.endAll(of: name)
        return try await find(name)
    }

    package func setDisabled(_ isDisabled: Bool, _ name: String) async throws -> UserAccount {
        try await database.write { try UserStore.setDisabled(isDisabled, name, in: $0) }
        sessions.endAll(of: name)
        return try await find(name)
    }

    package func remove(_ name: String) async throws {
        try await database.write { try UserStore.remove(name, in: $0) }
        sessions.endAll(of: name)
    }

    package func find(_ name: String) async throws -> UserAccount {
        guard let account = try await database.read({ try UserStore.find(name, in: $0) }) else {
            throw Problem.notFound("account", name)
        }
        return account
    }

    package func list(_ page: PageRequest) async throws -> [UserAccount] {
        try await database.read { try UserStore.list(page, in: $0) }
    }

    // MARK: Hashing

    private func handed() -> String { OneTimeCode.base32(world.random(Self.handedBytes)).lowercased() }

    private func hashed(_ password: String) async throws -> PasswordHash {
        let salt = world.random(PasswordHash.saltBytes)
        return try await onQueue { try PasswordHash(of: password, salt: salt) }
    }

    private func matches(_ password: String, _ hash: PasswordHash) async throws -> Bool {
        // Longer texts are no password of ours; they are hashed cut, so that they take as long as any.
        try await onQueue { try hash.matches(String(password.prefix(PasswordRules.characters.upperBound + 1))) }
    }

    private func onQueue<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        let isAdmitted = waiting.withLock { waiting in
            guard waiting < Self.waitingLimit else { return false }
            waiting += 1
            return true
        }
        guard isAdmitted else { throw Problem.overloaded }
        defer { waiting.withLock { $0 -= 1 } }
        return try await withCheckedThrowingContinuation { continuation in
            hashing.async { continuation.resume(with: Result { try work() }) }
        }
    }

    private func note(
        _ kind: SecurityEvent.Kind,
        _ who: String?,
        _ detail: String,
        _ address: String,
        _ correlation: String
    ) {
        let event = SecurityEvent(kind, who: who, place: "session", address: address, detail: detail)
        security?.note(event, correlation: correlation)
    }
}
