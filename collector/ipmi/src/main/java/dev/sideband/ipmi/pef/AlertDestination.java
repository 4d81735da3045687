package dev.sideband.ipmi.pef;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.ipmi.wire.WireReader;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where a LAN channel sends alerts (IPMI 2.0 table 23-4, parameters 18 and 19).
 *
 * @param platformEventTraps it is sent platform event traps, not something else
 * @param acknowledged the BMC repeats until it is acknowledged
 * @param timeoutSeconds between repeats
 * @param retries how often it repeats
 * @param address 0.0.0.0: none set
 */
public record AlertDestination(
        int channel,
        int number,
        boolean platformEventTraps,
        boolean acknowledged,
        int timeoutSeconds,
        int retries,
        InetAddress address) {
    private static final int IPV4_BYTES = 4;

    static AlertDestination read(int channel, Bytes type, Bytes place) {
        WireReader in = type.reader();
        int number = in.u8("destination") & 0x0F;
        int kind = in.u8("destination type");
        int timeout = in.u8("timeout");
        int retries = in.u8("retries") & 0x07;
        return new AlertDestination(
                channel,
                number,
                (kind & 0x07) == 0,
                (kind & 0x80) != 0,
                timeout,
                retries,
                address(place.reader()));
    }

    private static InetAddress address(WireReader in) {
        in.skip("destination", 1);
        int format = in.u8("address format") >> 4;
        if (format != 0) {
            throw new WireFormatException("address format", 1, "is no IPv4 address: " + format);
        }
        in.skip("gateway", 1);
        try {
            return InetAddress.getByAddress(in.bytes("address", IPV4_BYTES));
        } catch (UnknownHostException never) {
            throw new IllegalStateException(never);
        }
    }
}
