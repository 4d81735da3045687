package dev.sideband.ipmi.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Arrays;

/** A {@link FakeBmc} behind a real socket, with a thread of its own. */
final class SocketBmc implements AutoCloseable {
    private final DatagramSocket socket;
    private final FakeBmc bmc = new FakeBmc();

    SocketBmc() throws IOException {
        socket = new DatagramSocket(new InetSocketAddress("127.61.0.2", 0));
        Thread.ofVirtual().start(this::serve);
    }

    BmcAddress address() {
        InetAddress host = socket.getLocalAddress();
        return new BmcAddress(host.getHostAddress(), socket.getLocalPort());
    }

    private void serve() {
        var packet = new DatagramPacket(new byte[1024], 1024);
        try {
            while (!socket.isClosed()) {
                packet.setLength(1024);
                socket.receive(packet);
                byte[] datagram = Arrays.copyOf(packet.getData(), packet.getLength());
                for (byte[] answer : bmc.receive(datagram)) {
                    socket.send(
                            new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            }
        } catch (SocketException e) {
            // Closed: the test is over.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
