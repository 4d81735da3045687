package dev.sideband.ipmi.client;

import dev.sideband.ipmi.IpmiException;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A few UDP sockets for many BMCs, on Netty: native epoll where there is one, NIO elsewhere. Its
 * threads copy a datagram, look up the inbox, and leave.
 */
public final class UdpPort implements DatagramPort, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UdpPort.class);

    private static final int MAX_DATAGRAM_BYTES = 1024;
    private static final int DATAGRAMS_PER_READ = 32;
    private static final int SOCKET_BUFFER_BYTES = 4 * 1024 * 1024;
    private static final int CLOSE_TIMEOUT_SECONDS = 5;

    private final EventLoopGroup loops;
    private final List<Outbox> outboxes = new ArrayList<>();
    private final InboxTable inboxes = new InboxTable();
    private final Traffic traffic = new Traffic();

    private UdpPort(EventLoopGroup loops) {
        this.loops = loops;
    }

    /**
     * Opens {@code sockets} sockets on ephemeral ports, each with a thread of its own.
     *
     * @throws IOException where the system does not give them
     */
    public static UdpPort open(int sockets) throws IOException {
        return open(sockets, Epoll.isAvailable());
    }

    static UdpPort open(int sockets, boolean epoll) throws IOException {
        if (sockets < 1) {
            throw new IllegalArgumentException("a UDP port needs at least one socket");
        }
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        var port = new UdpPort(new MultiThreadIoEventLoopGroup(sockets, io));
        try {
            for (int i = 0; i < sockets; i++) {
                port.outboxes.add(new Outbox(port.bind(epoll), port.inboxes, port.traffic));
            }
            return port;
        } catch (IOException e) {
            port.close();
            throw e;
        }
    }

    private Channel bind(boolean epoll) throws IOException {
        var bootstrap =
                new Bootstrap()
                        .group(loops)
                        .channel(epoll ? EpollDatagramChannel.class : NioDatagramChannel.class)
                        .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER_BYTES)
                        .option(ChannelOption.SO_SNDBUF, SOCKET_BUFFER_BYTES)
                        .handler(new Sorter(inboxes, traffic));
        if (epoll) {
            // Room for many datagrams makes one system call read them all.
            bootstrap
                    .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, MAX_DATAGRAM_BYTES)
                    .option(
                            ChannelOption.RECVBUF_ALLOCATOR,
                            new FixedRecvByteBufAllocator(MAX_DATAGRAM_BYTES * DATAGRAMS_PER_READ));
        } else {
            bootstrap.option(
                    ChannelOption.RECVBUF_ALLOCATOR,
                    new FixedRecvByteBufAllocator(MAX_DATAGRAM_BYTES));
        }
        var bound = bootstrap.bind(0).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("no UDP socket: " + bound.cause().getMessage(), bound.cause());
        }
        return bound.channel();
    }

    @Override
    public Inbox open(InetSocketAddress remote, int consoleSessionId) {
        return inboxes.open(remote, consoleSessionId);
    }

    @Override
    public void send(InetSocketAddress remote, byte[] datagram) {
        outboxes.get(Math.floorMod(remote.hashCode(), outboxes.size())).send(remote, datagram);
    }

    @Override
    public void probe(BmcAddress address, InetSocketAddress remote) throws IpmiException {
        ClosedPortProbe.run(address, remote);
    }

    /** What passed through the sockets. */
    public Traffic traffic() {
        return traffic;
    }

    /** Datagrams dropped because nobody waited for them. */
    public long unclaimedDatagrams() {
        return inboxes.unclaimed();
    }

    /** Datagrams dropped because an inbox was full. */
    public long overflowedDatagrams() {
        return inboxes.overflowed();
    }

    /** Closes the sockets; sessions should have been closed before. */
    @Override
    public void close() {
        loops.shutdownGracefully(0, CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    /** Runs on the event loops. */
    @Sharable
    private static final class Sorter extends SimpleChannelInboundHandler<DatagramPacket> {
        private final InboxTable inboxes;
        private final Traffic traffic;

        Sorter(InboxTable inboxes, Traffic traffic) {
            this.inboxes = inboxes;
            this.traffic = traffic;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
            ByteBuf content = packet.content();
            byte[] datagram = new byte[content.readableBytes()];
            content.readBytes(datagram);
            traffic.received(datagram.length);
            inboxes.deliver(packet.sender(), datagram);
        }

        /** What was answered with further requests meanwhile leaves in one system call. */
        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // An error that a socket reports is about one BMC of many; that one's deadline tells.
            LOG.debug("UDP socket reports an error", cause);
        }
    }

    /** One socket's way out. */
    private record Outbox(Channel channel, InboxTable inboxes, Traffic traffic) {
        void send(InetSocketAddress remote, byte[] datagram) {
            traffic.sent(datagram.length);
            ByteBuf content = channel.alloc().directBuffer(datagram.length).writeBytes(datagram);
            var packet = new DatagramPacket(content, remote);
            // On the socket's own thread a relay is at work, and more may follow.
            ChannelFuture sending =
                    channel.eventLoop().inEventLoop()
                            ? channel.write(packet)
                            : channel.writeAndFlush(packet);
            sending.addListener(sent -> {
                if (!sent.isSuccess()) {
                    inboxes.fail(remote, sent.cause());
                }
            });
        }
    }
}
