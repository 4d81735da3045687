package dev.sideband.simulator.ipmi;

/**
 * Something that real firmware does on the wire and the specification does not say. A BMC plays the
 * quirks that its {@link BmcSettings} name; the tests show what our client makes of each.
 */
public sealed interface WireQuirk
        permits CommandQuirk,
                DcmiQuirk,
                Ipmi15Quirk,
                LoginQuirk,
                PacketQuirk,
                RecordQuirk,
                SelQuirk,
                SensorQuirk,
                SdrQuirk {
    /** As enums have it. */
    String name();

    /** Where it was seen. */
    String firmware();
}
