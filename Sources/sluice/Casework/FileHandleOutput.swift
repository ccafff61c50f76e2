import FoundationEssentials
#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Talk goes to standard error, data to standard output.
enum FileHandleOutput {
    static func standardError(_ text: String) {
        let bytes = Array(text.utf8)
        // A closed standard error leaves nobody to tell.
        _ = unsafe bytes.withUnsafeBytes { unsafe write(2, $0.baseAddress, $0.count) }
    }
}
