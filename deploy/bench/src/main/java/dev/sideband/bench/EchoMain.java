package dev.sideband.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;

import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.StringJoiner;

/** Sends every datagram back, on as many sockets as there would be BMCs. */
final class EchoMain {
    private EchoMain() {}

    public static void main(String[] arguments) {
        PrintStream parent = ChildJvm.takeOutput();
        int sockets = Integer.parseInt(arguments[0]);
        EventLoopGroup loop = EchoSocket.loops(1);
        Bootstrap bootstrap = EchoSocket.bootstrap(loop, new SendBack());
        var ports = new StringJoiner(",");
        for (int n = 0; n < sockets; n++) {
            Channel channel = bootstrap.bind("127.0.0.1", 0).syncUninterruptibly().channel();
            ports.add(Integer.toString(((InetSocketAddress) channel.localAddress()).getPort()));
        }
        ChildJvm.serve(parent, ports.toString());
        System.exit(0);
    }
}
