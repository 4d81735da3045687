package dev.sideband.simulator.redfish;

import dev.sideband.simulator.fault.Link;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The sockets of many BMCs' Redfish services, on few threads: all connections of a BMC are served
 * by the same one, which so owns the BMC.
 */
public final class RedfishServer implements AutoCloseable {
    /** Longer requests nobody sends to a BMC. */
    private static final int REQUEST_LIMIT_BYTES = 64 * 1024;

    /** A connection on which nothing happens is closed, as BMCs do. */
    private static final int IDLE_SECONDS = 120;

    private static final int STOP_SECONDS = 5;

    private final EventLoopGroup group;

    /** Calls webhooks. */
    private final HttpClient web =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(STOP_SECONDS)).build();

    private final InstantSource clock;
    private final Optional<TlsIdentity> tls;
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    private RedfishServer(int threads, InstantSource clock, Optional<TlsIdentity> tls) {
        this.group =
                new MultiThreadIoEventLoopGroup(
                        threads,
                        new DefaultThreadFactory("simulator-redfish", true),
                        NioIoHandler.newFactory());
        this.clock = clock;
        this.tls = tls;
    }

    /** One that speaks HTTPS, with a certificate of its own. */
    public static RedfishServer secure(int threads, InstantSource clock) {
        return new RedfishServer(threads, clock, Optional.of(TlsIdentity.make()));
    }

    /** One that speaks HTTP. */
    public static RedfishServer plain(int threads, InstantSource clock) {
        return new RedfishServer(threads, clock, Optional.empty());
    }

    /** The certificate's, as {@code sha256:} and 64 hexadecimal digits; empty without TLS. */
    public Optional<String> fingerprint() {
        return tls.map(TlsIdentity::fingerprint);
    }

    /** {@code https} or {@code http}. */
    public String scheme() {
        return tls.isPresent() ? "https" : "http";
    }

    /**
     * Gives a BMC a socket.
     *
     * @param address port 0 for any free one
     * @return the address with the port that it got
     * @throws UncheckedIOException where the address is taken or not of this machine
     */
    public InetSocketAddress bind(RedfishBmc bmc, Link link, InetSocketAddress address) {
        EventLoop loop = group.next();
        var teller = new Teller(bmc, link, clock, loop, web);
        ChannelFuture bound =
                new ServerBootstrap()
                        .group(loop, loop)
                        .channel(NioServerSocketChannel.class)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childHandler(new Initializer(bmc, link, teller))
                        .bind(address)
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new UncheckedIOException(
                    "cannot listen on %s:%d: %s"
                            .formatted(
                                    address.getAddress().getHostAddress(),
                                    address.getPort(),
                                    bound.cause().getMessage()),
                    new IOException(bound.cause()));
        }
        channels.add(bound.channel());
        var local = (InetSocketAddress) bound.channel().localAddress();
        String url =
                "%s://%s:%d"
                        .formatted(scheme(), local.getAddress().getHostAddress(), local.getPort());
        loop.execute(() -> bmc.listensAt(url));
        return local;
    }

    /** How many connections are open, for tests. */
    public int connections() {
        return (int) channels.stream().filter(SocketChannel.class::isInstance).count();
    }

    @Override
    public void close() {
        web.shutdownNow();
        channels.close().awaitUninterruptibly(STOP_SECONDS, TimeUnit.SECONDS);
        group.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(STOP_SECONDS, TimeUnit.SECONDS);
    }

    private final class Initializer extends ChannelInitializer<Channel> {
        private final RedfishBmc bmc;
        private final Link link;
        private final Teller teller;

        Initializer(RedfishBmc bmc, Link link, Teller teller) {
            this.teller = teller;
            this.bmc = bmc;
            this.link = link;
        }

        @Override
        protected void initChannel(Channel channel) {
            channels.add(channel);
            tls.ifPresent(identity ->
                    channel.pipeline().addLast(identity.context().newHandler(channel.alloc())));
            channel.pipeline()
                    .addLast(new IdleStateHandler(0, 0, IDLE_SECONDS))
                    .addLast(new HttpServerCodec())
                    .addLast(new HttpObjectAggregator(REQUEST_LIMIT_BYTES))
                    .addLast(new Exchange(bmc, link, clock, teller));
        }
    }
}
