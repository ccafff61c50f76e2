import Glibc

extension DataFolder {
    /// Whether a process has the folder; taken and given back at once, so nothing is left behind.
    static func isInUse(_ path: String) -> Bool {
        let descriptor = unsafe open(path + "/lock", O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_EX | LOCK_NB) != 0
    }
}
