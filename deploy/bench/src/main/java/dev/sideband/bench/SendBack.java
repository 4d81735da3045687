package dev.sideband.bench;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;

import java.util.concurrent.atomic.LongAdder;

/** Sends every datagram back to where it came from, and counts. */
@Sharable
final class SendBack extends ChannelInboundHandlerAdapter {
    private final LongAdder count = new LongAdder();
    private volatile boolean paused;

    long count() {
        return count.sum();
    }

    /** Lets what comes fall from now on. */
    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var packet = (DatagramPacket) message;
        if (paused) {
            packet.release();
            return;
        }
        count.increment();
        // A datagram that cannot be sent is lost, as any other may be.
        var _ = context.write(new DatagramPacket(packet.content(), packet.sender()));
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }
}
