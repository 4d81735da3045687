package dev.sideband.ipmi.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.rmcp.RmcpHeader;
import dev.sideband.ipmi.session.Packet;
import dev.sideband.ipmi.session.PayloadType;
import dev.sideband.ipmi.session.Rakp4;
import dev.sideband.ipmi.session.SessionHeader;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireWriter;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetSocketAddress;

class InboxTableTest {
    private static final InetSocketAddress BMC = new InetSocketAddress("127.61.3.1", 623);
    private static final InetSocketAddress OTHER = new InetSocketAddress("127.61.3.2", 623);

    private final InboxTable table = new InboxTable();

    @Test
    void sortsBySenderAndSession() throws Exception {
        var first = table.open(BMC, 1);
        var second = table.open(BMC, 2);
        var other = table.open(OTHER, 1);
        byte[] datagram = forSession(2);

        table.deliver(BMC, datagram);

        assertThat(second.poll(0)).isEqualTo(datagram);
        assertThat(first.poll(0)).isNull();
        assertThat(other.poll(0)).isNull();
    }

    @Test
    void wakesItsOwnerWithNothing() throws Exception {
        var inbox = table.open(BMC, 1);
        byte[] datagram = forSession(1);
        inbox.wakeUp();
        table.deliver(BMC, datagram);
        assertThat(inbox.poll(Long.MAX_VALUE)).isNull();
        assertThat(inbox.poll(0)).isEqualTo(datagram);
    }

    @Test
    void givesEachInboxACopyOfWhatHasNoSession() throws Exception {
        var first = table.open(BMC, 1);
        var second = table.open(BMC, 2);
        byte[] datagram =
                new Packet.Sessionless15(Bytes.fromHex("811c6320043b00049d")).toDatagram();

        table.deliver(BMC, datagram.clone());

        byte[] one = first.poll(0);
        byte[] two = second.poll(0);
        assertThat(one).isEqualTo(datagram).isNotSameAs(two);
        assertThat(two).isEqualTo(datagram);
    }

    /** Intel Tiger 4. */
    @Test
    void takesProvableAnswersFromAnotherPortOfTheSameHost() throws Exception {
        var inbox = table.open(BMC, 1);
        var otherPort = new InetSocketAddress(BMC.getAddress(), 624);
        table.deliver(otherPort, forSession(1));
        table.deliver(otherPort, inSession(1, true));
        assertThat(inbox.poll(0)).isEqualTo(forSession(1));
        assertThat(inbox.poll(0)).isEqualTo(inSession(1, true));

        table.deliver(otherPort, inSession(1, false));
        table.deliver(otherPort, forSession(2));
        table.deliver(otherPort, new byte[20]);
        table.deliver(OTHER, forSession(1));
        inbox.close();
        table.deliver(otherPort, forSession(1));
        assertThat(inbox.poll(0)).isNull();
        assertThat(table.unclaimed()).isEqualTo(5);
    }

    private static byte[] inSession(int consoleSessionId, boolean signed) {
        var out = new WireWriter();
        RmcpHeader.IPMI.writeTo(out);
        new SessionHeader(PayloadType.IPMI, false, signed, consoleSessionId, 1, 0).writeTo(out);
        return out.toByteArray();
    }

    @Test
    void countsWhatNobodyWaitsFor() {
        table.deliver(BMC, forSession(1));
        try (var _ = table.open(BMC, 1)) {
            table.deliver(BMC, forSession(7));
            table.deliver(OTHER, forSession(1));
        }
        table.deliver(BMC, forSession(1));
        assertThat(table.unclaimed()).isEqualTo(4);
    }

    @Test
    void dropsAndCountsWhatAnInboxCannotHold() throws Exception {
        var inbox = table.open(BMC, 1);
        for (int i = 0; i < 20; i++) {
            table.deliver(BMC, forSession(1));
        }
        assertThat(table.overflowed()).isEqualTo(4);
        for (int i = 0; i < 16; i++) {
            assertThat(inbox.poll(0)).isNotNull();
        }
        assertThat(inbox.poll(0)).isNull();
    }

    @Test
    void keepsTheOtherInboxesWhenOneIsClosed() throws Exception {
        var first = table.open(BMC, 1);
        var second = table.open(BMC, 2);
        first.close();
        first.close();
        table.deliver(BMC, forSession(1));
        table.deliver(BMC, forSession(2));
        assertThat(first.poll(0)).isNull();
        assertThat(second.poll(0)).isNotNull();
    }

    @Test
    void passesOnThatNothingCouldBeSent() throws Exception {
        var inbox = table.open(BMC, 1);
        table.fail(BMC, new IOException("Network is unreachable"));
        table.fail(OTHER, new IOException("nobody is told"));
        assertThatThrownBy(() -> inbox.poll(0))
                .isInstanceOf(IpmiException.Unreachable.class)
                .hasMessageContaining("127.61.3.1:623")
                .hasMessageContaining("Network is unreachable");
        assertThat(inbox.poll(0)).as("told once").isNull();
    }

    private static byte[] forSession(int consoleSessionId) {
        byte[] datagram = Rakp4.refusal(0, 1, consoleSessionId).toDatagram();
        assertThat(((Packet.Sessionless) Packet.decode(datagram)).payloadType())
                .isEqualTo(PayloadType.RAKP_4);
        return datagram;
    }
}
