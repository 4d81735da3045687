package dev.sideband.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;

/** A UDP socket as fast as Netty has it. */
final class EchoSocket {
    private static final int BUFFER_BYTES = 4 * 1024 * 1024;
    private static final int DATAGRAM_BYTES = 1024;
    private static final int DATAGRAMS_PER_READ = 32;

    private EchoSocket() {}

    static EventLoopGroup loops(int threads) {
        return new MultiThreadIoEventLoopGroup(
                threads,
                Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    }

    static Bootstrap bootstrap(EventLoopGroup loops, ChannelHandler handler) {
        var bootstrap =
                new Bootstrap()
                        .group(loops)
                        .option(ChannelOption.SO_RCVBUF, BUFFER_BYTES)
                        .option(ChannelOption.SO_SNDBUF, BUFFER_BYTES)
                        .handler(handler);
        if (Epoll.isAvailable()) {
            return bootstrap
                    .channel(EpollDatagramChannel.class)
                    .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, DATAGRAM_BYTES)
                    .option(
                            ChannelOption.RECVBUF_ALLOCATOR,
                            new FixedRecvByteBufAllocator(DATAGRAM_BYTES * DATAGRAMS_PER_READ));
        }
        return bootstrap.channel(NioDatagramChannel.class);
    }
}
