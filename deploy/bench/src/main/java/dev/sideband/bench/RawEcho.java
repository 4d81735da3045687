package dev.sideband.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.DatagramPacket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What the network costs by itself: datagrams as long as Get Sensor Reading with suite 17 and its
 * answer, to and from as many sockets as there would be BMCs, one in flight each. Neither side
 * looks into them.
 */
final class RawEcho implements AutoCloseable {
    /** RMCP and session header 16, vector 16, message 16, pad and trailer 4, code 16. */
    private static final int DATAGRAM_BYTES = 68;

    /** As many as the collector has on two processors. */
    private static final int SOCKETS = 1;

    private static final String HEAP = "256m";

    private final ChildJvm server;
    private final EventLoopGroup loops = EchoSocket.loops(SOCKETS);

    /** Answers an answer with the next request. */
    private final SendBack again = new SendBack();

    private RawEcho(ChildJvm server) {
        this.server = server;
    }

    static RawEcho start(int peers) throws IOException {
        var echo =
                new RawEcho(ChildJvm.start(EchoMain.class, HEAP, List.of(Integer.toString(peers))));
        List<Channel> channels = new ArrayList<>();
        for (int n = 0; n < SOCKETS; n++) {
            channels.add(
                    EchoSocket.bootstrap(echo.loops, echo.again)
                            .bind("127.0.0.1", 0)
                            .syncUninterruptibly()
                            .channel());
        }
        int next = 0;
        for (String port : echo.server.answer().split(",", -1)) {
            var to =
                    new InetSocketAddress(
                            InetAddress.ofLiteral("127.0.0.1"), Integer.parseInt(port));
            ByteBuf content = Unpooled.directBuffer(DATAGRAM_BYTES).writeZero(DATAGRAM_BYTES);
            var request = new DatagramPacket(content, to);
            channels.get(next++ % SOCKETS).writeAndFlush(request).syncUninterruptibly();
        }
        return echo;
    }

    /** How many answers come in {@code length}, after {@code warmUp}. */
    Moment.Rate measure(Duration warmUp, Duration length) throws InterruptedException {
        var never = new CountDownLatch(1);
        never.await(warmUp.toMillis(), TimeUnit.MILLISECONDS);
        Moment from = Moment.now(again.count());
        never.await(length.toMillis(), TimeUnit.MILLISECONDS);
        return from.until(Moment.now(again.count()));
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        server.close();
    }
}
