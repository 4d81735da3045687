package dev.sideband.collector.pet;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;

/** Platform event traps, put together byte by byte as RFC 1157 has them. */
public final class Traps {
    private static final String ENTERPRISE = "2b06010401986f0101";
    private static final String VARIABLE = ENTERPRISE + "01";
    private static final int TOO_HOT = 0x01_01_09;

    private Traps() {}

    /** A trap of the {@code sequence}th event of a system. */
    public static byte[] trap(int sequence) {
        return trap(ENTERPRISE, TOO_HOT, octets(sequence));
    }

    static byte[] trap(String enterprise, int specific, String octets) {
        String binding = field(0x30, field(0x06, VARIABLE) + field(0x04, octets));
        String pdu =
                field(0x06, enterprise)
                        + field(0x40, "7f000001")
                        + field(0x02, "06")
                        + field(0x02, "%08x".formatted(specific))
                        + field(0x43, "1234")
                        + field(0x30, binding);
        return bytes(
                field(0x30, field(0x02, "00") + field(0x04, "7075626c6963") + field(0xA4, pdu)));
    }

    static String octets(int sequence) {
        return "00112233445566778899aabbccddeeff"
                + "%04x".formatted(sequence)
                + "35a16500"
                + "003c"
                + "20201020310301"
                + "5964640000000000"
                + "19"
                + "000002a2"
                + "0100"
                + "c1";
    }

    /** Sends {@code datagram} from an address of this machine to a port of it. */
    public static void send(String from, int port, byte[] datagram) throws IOException {
        try (var socket = new DatagramSocket(new InetSocketAddress(from, 0))) {
            socket.send(
                    new DatagramPacket(
                            datagram, datagram.length, InetAddress.getLoopbackAddress(), port));
        }
    }

    static String field(int tag, String contentHex) {
        int length = contentHex.length() / 2;
        String size = length < 0x80 ? "%02x".formatted(length) : "82%04x".formatted(length);
        return "%02x".formatted(tag) + size + contentHex;
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
