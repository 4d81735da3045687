package dev.sideband.ipmi.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.crypto.CipherSuite;

import org.junit.jupiter.api.Test;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** One BMC on a socket of its own. */
class ConnectedPortIT {
    private static final SessionOptions OPTIONS =
            SessionOptions.DEFAULT.withCipherSuite(CipherSuite.SUITE_17);

    @Test
    void servesOneBmc() throws Exception {
        try (var bmc = new SocketBmc();
                var port = ConnectedPort.open();
                var session = IpmiSession.open(port, bmc.address(), FakeBmc.CREDENTIALS, OPTIONS)) {
            for (int i = 0; i < 100; i++) {
                assertThat(session.send(new GetDeviceId()).productId()).isEqualTo(0x100);
            }
        }
    }

    @Test
    void hearsAtOnceThatNobodyListens() throws Exception {
        InetSocketAddress closed;
        try (var socket = new DatagramSocket(new InetSocketAddress("127.61.0.3", 0))) {
            closed = new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
        }
        try (var port = ConnectedPort.open()) {
            Inbox inbox = port.open(closed, 1);
            port.send(closed, new byte[16]);
            assertThatThrownBy(() -> inbox.poll(TimeUnit.SECONDS.toNanos(20)))
                    .isInstanceOf(IpmiException.Unreachable.class)
                    .hasMessageContaining("127.61.0.3:" + closed.getPort())
                    .hasMessageContaining("nobody listens");
        }
    }

    @Test
    void waitsNoLongerThanAsked() throws Exception {
        try (var silent = new DatagramSocket(0, InetAddress.getByName("127.61.0.3"));
                var port = ConnectedPort.open()) {
            var remote = new InetSocketAddress("127.61.0.3", silent.getLocalPort());
            assertThat(port.open(remote, 1).poll(TimeUnit.MILLISECONDS.toNanos(5))).isNull();
        }
    }

    @Test
    void stopsWaitingWhenInterrupted() throws Exception {
        try (var silent = new DatagramSocket(0, InetAddress.getByName("127.61.0.3"));
                var port = ConnectedPort.open()) {
            var remote = new InetSocketAddress("127.61.0.3", silent.getLocalPort());
            Inbox inbox = port.open(remote, 1);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> inbox.poll(TimeUnit.MINUTES.toNanos(5)))
                    .isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void isForOneBmcOnly() throws Exception {
        try (var port = ConnectedPort.open()) {
            port.open(new InetSocketAddress("127.61.0.3", 623), 1);
            var other = new InetSocketAddress("127.61.0.4", 623);
            assertThatThrownBy(() -> port.open(other, 2))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("127.61.0.3")
                    .hasMessageContaining("127.61.0.4");
        }
    }
}
