import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Ends a streaming connection on which the peer is silent for the idle time, and times nobody else.
///
/// The peer is silent when it takes no bytes that we hold for it, or sends none while we wait for some of its answer.
/// The HTTP client's own timeouts do not fit: the write timeout stops while a connection takes nothing and cuts a slow
/// source instead; the read timeout cuts a slow reader, whose back-pressure means that nothing is asked for.
final class PeerSilenceHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundIn = HTTPClientRequestPart

    private let limit: TimeAmount
    private var isAnswerDue = false
    private var isReadPending = false
    private var readTimer: Scheduled<Void>?
    private var writeTimer: Scheduled<Void>?

    init(limit: TimeAmount) { self.limit = limit }

    /// Places the handler where requests and answers pass as HTTP parts.
    static func add(to channel: any Channel, limit: TimeAmount) -> EventLoopFuture<Void> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPResponseDecoder>.self)
            try pipeline.addHandler(PeerSilenceHandler(limit: limit), position: .after(decoder))
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) {
            isAnswerDue = true
            waitForBytes(context)
        }
        context.write(data, promise: promise)
    }

    func read(context: ChannelHandlerContext) {
        isReadPending = true
        waitForBytes(context)
        context.read()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        isReadPending = false
        stop(&readTimer)
        if case .end = unwrapInboundIn(data) { isAnswerDue = false }
        context.fireChannelRead(data)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        stop(&writeTimer)
        if !context.channel.isWritable { writeTimer = start(context, .writeTimeout) }
        context.fireChannelWritabilityChanged()
    }

    func channelInactive(context: ChannelHandlerContext) {
        stopAll()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { stopAll() }

    private func waitForBytes(_ context: ChannelHandlerContext) {
        guard isAnswerDue, isReadPending, readTimer == nil else { return }
        readTimer = start(context, .readTimeout)
    }

    private func start(_ context: ChannelHandlerContext, _ error: HTTPClientError) -> Scheduled<Void> {
        context.eventLoop.assumeIsolated().scheduleTask(in: limit) {
            context.fireErrorCaught(error)
            context.close(promise: nil)
        }
    }

    private func stop(_ timer: inout Scheduled<Void>?) {
        timer?.cancel()
        timer = nil
    }

    private func stopAll() {
        stop(&readTimer)
        stop(&writeTimer)
    }
}
