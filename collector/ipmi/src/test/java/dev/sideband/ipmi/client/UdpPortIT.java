package dev.sideband.ipmi.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.crypto.CipherSuite;

import io.netty.channel.epoll.Epoll;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Many BMCs on few sockets, on epoll and on NIO. */
class UdpPortIT {
    private static final int BMCS = 40;
    private static final int ROUNDS = 50;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void servesManyBmcsAtOnce(boolean epoll) throws Exception {
        assumeTrue(!epoll || Epoll.isAvailable(), "no native epoll here");
        List<SocketBmc> bmcs = new ArrayList<>();
        try (var port = UdpPort.open(2, epoll);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < BMCS; i++) {
                var bmc = new SocketBmc();
                bmcs.add(bmc);
                answers.add(threads.submit(polling(port, bmc.address())));
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo(ROUNDS);
            }
            assertThat(port.overflowedDatagrams()).isZero();
        } finally {
            bmcs.forEach(SocketBmc::close);
        }
    }

    private static Callable<Integer> polling(UdpPort port, BmcAddress address) {
        return () -> {
            var options = SessionOptions.DEFAULT.withCipherSuite(CipherSuite.SUITE_17);
            try (var session = IpmiSession.open(port, address, FakeBmc.CREDENTIALS, options)) {
                int answers = 0;
                for (int i = 0; i < ROUNDS; i++) {
                    answers += session.send(new GetDeviceId()).productId() == 0x100 ? 1 : 0;
                }
                return answers;
            }
        };
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tellsWhenTheNetworkRefusesToSend(boolean epoll) throws Exception {
        assumeTrue(!epoll || Epoll.isAvailable(), "no native epoll here");
        // Broadcasting takes a permission that these sockets do not ask for.
        var everybody = new InetSocketAddress("255.255.255.255", 623);
        try (var port = UdpPort.open(1, epoll)) {
            var inbox = port.open(everybody, 1);
            port.send(everybody, new byte[16]);
            assertThatThrownBy(() -> inbox.poll(TimeUnit.SECONDS.toNanos(20)))
                    .isInstanceOf(IpmiException.Unreachable.class)
                    .hasMessageContaining("255.255.255.255:623");
        }
    }

    @Test
    void needsASocket() {
        assertThatThrownBy(() -> UdpPort.open(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
