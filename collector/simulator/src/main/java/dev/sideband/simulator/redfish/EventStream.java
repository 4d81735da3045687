package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** An answer without an end: server-sent events (DSP0266 §12.5). */
final class EventStream implements Consumer<ObjectNode> {
    /** Sooner than any connection is closed for being idle. */
    private static final int COMMENT_SECONDS = 20;

    private final ChannelHandlerContext context;

    private EventStream(ChannelHandlerContext context) {
        this.context = context;
    }

    /** Begins the answer. */
    static EventStream open(ChannelHandlerContext context) {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream");
        head.headers().set(HttpHeaderNames.CACHE_CONTROL, "no-cache");
        HttpUtil.setTransferEncodingChunked(head, true);
        var _ = context.writeAndFlush(head);
        var stream = new EventStream(context);
        stream.comment();
        return stream;
    }

    /** Says nothing, so that the other side knows that there is somebody. */
    private void comment() {
        if (context.channel().isActive()) {
            write(":\n\n");
            var _ = context.executor().schedule(this::comment, COMMENT_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void accept(ObjectNode event) {
        write("id: %s\ndata: %s\n\n".formatted(event.path("Id").asText(), event));
    }

    private void write(String text) {
        var _ =
                context.writeAndFlush(
                        new DefaultHttpContent(
                                Unpooled.copiedBuffer(text, StandardCharsets.UTF_8)));
    }
}
