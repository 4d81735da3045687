package dev.sideband.ipmi.pef;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;

/**
 * An entry of the alert policy table (IPMI 2.0 §17.11).
 *
 * @param entry its place in the table, from 1
 * @param policy the number by which event filters name it
 * @param rule 0: always; 1 to 4: depending on how an alert before it went
 * @param channel over which to send
 * @param destination which of the channel's
 */
public record AlertPolicy(
        int entry, int policy, boolean enabled, int rule, int channel, int destination) {
    static AlertPolicy read(Bytes data) {
        WireReader in = data.reader();
        int entry = in.u8("entry") & 0x7F;
        int head = in.u8("policy");
        int where = in.u8("destination");
        return new AlertPolicy(
                entry, head >> 4, (head & 0x08) != 0, head & 0x07, where >> 4, where & 0x0F);
    }
}
