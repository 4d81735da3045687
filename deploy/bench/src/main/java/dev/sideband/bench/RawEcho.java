package dev.sideband.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.DatagramPacket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What the network costs by itself: datagrams as long as Get Sensor Reading with suite 17 and its
 * answer, to and from as many sockets as there would be BMCs, one in flight each. Neither side
 * looks into them.
 */
final class RawEcho implements AutoCloseable {
    /** RMCP and session header 16, vector 16, message 16, pad and trailer 4, code 16. */
    private static final int DATAGRAM_BYTES = 68;

    private static final String HEAP = "256m";

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final ChildJvm server;
    private final List<InetSocketAddress> peers;
    private final EventLoopGroup loops = EchoSocket.loops(1);

    /** Answers an answer with the next request. */
    private final SendBack again = new SendBack();

    private final Channel channel;

    private RawEcho(ChildJvm server) {
        this.server = server;
        this.peers = peers(server.answer());
        // One socket, as the collector has on two processors.
        this.channel =
                EchoSocket.bootstrap(loops, again)
                        .bind(LOOPBACK, 0)
                        .syncUninterruptibly()
                        .channel();
    }

    /** Makes all ready; {@link #resume} sends the first datagrams. */
    static RawEcho start(int peers) throws IOException {
        ChildJvm server = ChildJvm.start(EchoMain.class, HEAP, List.of(Integer.toString(peers)));
        return new RawEcho(server);
    }

    private static List<InetSocketAddress> peers(String ports) {
        return Stream.of(ports.split(",", -1))
                .map(port -> new InetSocketAddress(LOOPBACK, Integer.parseInt(port)))
                .toList();
    }

    /** Sends a first datagram to each peer. */
    void resume() {
        again.resume();
        for (InetSocketAddress peer : peers) {
            ByteBuf content = Unpooled.directBuffer(DATAGRAM_BYTES).writeZero(DATAGRAM_BYTES);
            channel.writeAndFlush(new DatagramPacket(content, peer)).syncUninterruptibly();
        }
    }

    /** Answers nothing more. */
    void pause() {
        again.pause();
    }

    /** How many answers came. */
    long count() {
        return again.count();
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        server.close();
    }
}
