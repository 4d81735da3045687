package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;

import dev.sideband.simulator.fault.Link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.timeout.IdleStateEvent;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One connection to a BMC: requests in a row, each answered before the next is looked at. */
final class Exchange extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final byte[] PAGE =
            "<html><head><title>Login</title></head><body>Please log in.</body></html>"
                    .getBytes(StandardCharsets.UTF_8);

    private final RedfishBmc bmc;
    private final Link link;
    private final InstantSource clock;
    private final Teller teller;
    private @Nullable EventStream stream;

    Exchange(RedfishBmc bmc, Link link, InstantSource clock, Teller teller) {
        this.teller = teller;
        this.bmc = bmc;
        this.link = link;
        this.clock = clock;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest message) {
        Instant now = clock.instant();
        if (link.hangs(now)) {
            return;
        }
        if (!bmc.powered(now)) {
            var _ = context.close();
            return;
        }
        Request request = request(context, message);
        boolean keepAlive = HttpUtil.isKeepAlive(message);
        Duration delay = link.delay(now).plus(bmc.wire().delay(bmc.isLog(request.path())));
        if (delay.isZero()) {
            answer(context, request, keepAlive);
            return;
        }
        context.channel().config().setAutoRead(false);
        var _ =
                context.executor()
                        .schedule(
                                () -> {
                                    answer(context, request, keepAlive);
                                    context.channel().config().setAutoRead(true);
                                },
                                delay.toMillis(),
                                TimeUnit.MILLISECONDS);
    }

    private static Request request(ChannelHandlerContext context, FullHttpRequest message) {
        var query = new QueryStringDecoder(message.uri());
        Map<String, String> parameters = new HashMap<>();
        query.parameters().forEach((name, values) -> parameters.put(name, values.getLast()));
        String path = query.path();
        while (path.length() > 1 && path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        return new Request(
                message.method().name(),
                path,
                parameters,
                Optional.ofNullable(message.headers().get("X-Auth-Token")),
                Optional.ofNullable(message.headers().get(HttpHeaderNames.AUTHORIZATION)),
                body(message.content()),
                context.channel().remoteAddress() instanceof InetSocketAddress client
                        ? client.getAddress().getHostAddress()
                        : "");
    }

    /** A text node where it is no JSON, which nothing takes for an object. */
    private static JsonNode body(ByteBuf content) {
        if (!content.isReadable()) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(content.toString(StandardCharsets.UTF_8));
        } catch (JsonProcessingException notJson) {
            return JsonNodeFactory.instance.textNode("");
        }
    }

    private void answer(ChannelHandlerContext context, Request request, boolean keepAlive) {
        Answer answer =
                bmc.isForStream(request)
                        ? listen(context, request)
                        : bmc.answer(request, clock.instant());
        teller.startIfWanted();
        if (answer == null) {
            return;
        }
        try {
            byte[] body =
                    answer.body().isMissingNode()
                            ? new byte[0]
                            : JSON.writeValueAsBytes(answer.body());
            if (request.reads() && answer.status() == 200 && bmc.wire().answersHtml()) {
                send(context, response(200, PAGE, "text/html"), keepAlive, false);
                return;
            }
            FullHttpResponse response = response(answer.status(), body, "application/json");
            answer.headers().forEach(response.headers()::set);
            if (request.method().equals("HEAD")) {
                response.content().clear();
            }
            send(context, response, keepAlive, body.length > 1 && bmc.wire().cuts());
        } catch (JsonProcessingException e) {
            LOG.warn("a simulated BMC could not write {}", request, e);
            var _ = context.close();
        }
    }

    /** Begins a stream; an answer where it may not. */
    private @Nullable Answer listen(ChannelHandlerContext context, Request request) {
        return bmc.listen(
                        request,
                        () -> {
                            EventStream opened = EventStream.open(context);
                            stream = opened;
                            return opened;
                        },
                        clock.instant())
                .orElse(null);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (stream != null) {
            bmc.push().close(stream);
        }
        context.fireChannelInactive();
    }

    private static FullHttpResponse response(int status, byte[] body, String type) {
        var response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(status),
                        Unpooled.wrappedBuffer(body));
        response.headers().set("OData-Version", "4.0");
        response.headers().set(HttpHeaderNames.CACHE_CONTROL, "no-cache");
        if (body.length > 0) {
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, type + "; charset=utf-8");
        }
        if (status != HttpResponseStatus.NO_CONTENT.code()) {
            response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        }
        return response;
    }

    private static void send(
            ChannelHandlerContext context,
            FullHttpResponse response,
            boolean keepAlive,
            boolean cut) {
        if (cut) {
            response.content().writerIndex(response.content().readableBytes() / 2);
        }
        HttpUtil.setKeepAlive(response, keepAlive && !cut);
        var written = context.writeAndFlush(response);
        if (!keepAlive || cut) {
            var _ = written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent) {
            var _ = context.close();
        }
    }

    /** A client that hangs up, or does not speak TLS, is no fault of the BMC's. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("a connection to {} broke", bmc, cause);
        var _ = context.close();
    }
}
