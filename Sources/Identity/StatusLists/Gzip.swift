import CZlib

/// gzip (RFC 1952) by the system's zlib, with a hard limit on what comes out.
package enum Gzip {
    /// zlib's largest window, plus 16 for the gzip frame.
    private static let gzipWindow: Int32 = 15 + 16
    /// Bytes of one step: the stack and the heap see no more at once than this and the result.
    private static let chunk = 65_536
    /// zlib's usual memory level.
    private static let memoryLevel: Int32 = 8

    /// Compresses; nil when zlib has no memory.
    package static func compress(_ bytes: [UInt8]) -> [UInt8]? {
        var stream = unsafe z_stream()
        let size = unsafe Int32(MemoryLayout<z_stream>.size)
        let opened = unsafe deflateInit2_(
            &stream,
            Z_BEST_COMPRESSION,
            Z_DEFLATED,
            gzipWindow,
            memoryLevel,
            Z_DEFAULT_STRATEGY,
            ZLIB_VERSION,
            size
        )
        guard opened == Z_OK else { return nil }
        defer { _ = unsafe deflateEnd(&stream) }
        return unsafe run(&stream, bytes, limit: .max) { unsafe deflate(&$0, Z_FINISH) }
    }

    /// Decompresses one gzip member that fills the input; nil when it is broken, or longer than `limit` bytes.
    package static func decompress(_ bytes: [UInt8], limit: Int) -> [UInt8]? {
        var stream = unsafe z_stream()
        let size = unsafe Int32(MemoryLayout<z_stream>.size)
        let opened = unsafe inflateInit2_(&stream, gzipWindow, ZLIB_VERSION, size)
        guard opened == Z_OK else { return nil }
        defer { _ = unsafe inflateEnd(&stream) }
        return unsafe run(&stream, bytes, limit: limit) { unsafe inflate(&$0, Z_NO_FLUSH) }
    }

    /// Feeds all input and gathers output until the stream's end; anything left over or over the limit is nil.
    private static func run(
        _ stream: inout z_stream,
        _ input: [UInt8],
        limit: Int,
        _ step: (inout z_stream) -> Int32
    ) -> [UInt8]? {
        guard let inputSize = UInt32(exactly: input.count) else { return nil }
        var input = input
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: chunk)
        // SAFETY: both pointers are used by zlib only inside the closures, within the lengths that are passed.
        return unsafe input.withUnsafeMutableBufferPointer { source -> [UInt8]? in
            unsafe stream.next_in = source.baseAddress
            unsafe stream.avail_in = inputSize
            while true {
                let status = unsafe buffer.withUnsafeMutableBufferPointer { target -> Int32 in
                    unsafe stream.next_out = target.baseAddress
                    unsafe stream.avail_out = UInt32(chunk)
                    return unsafe step(&stream)
                }
                let produced = unsafe chunk - Int(stream.avail_out)
                guard output.count + produced <= limit else { return nil }
                output.append(contentsOf: buffer.prefix(produced))
                if status == Z_STREAM_END { return unsafe stream.avail_in == 0 ? output : nil }
                guard status == Z_OK, produced > 0 || (unsafe stream.avail_in) > 0 else { return nil }
            }
        }
    }
}
