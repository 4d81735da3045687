package dev.sideband.ipmi.command.sensor;

import dev.sideband.ipmi.command.Done;
import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.pet.PlatformEventTrap;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * PET Acknowledge (IPMI 2.0 §30.8): stops the BMC from sending a trap again. The fields are those
 * of the trap.
 *
 * @param timeSeconds by the sender's local clock, since 1998
 * @param eventData three bytes
 */
public record PetAcknowledge(
        int sequence,
        long timeSeconds,
        int eventSource,
        int sensorDevice,
        int sensorNumber,
        Bytes eventData)
        implements IpmiCommand<Done> {
    private static final int EVENT_DATA_BYTES = 3;

    public PetAcknowledge {
        if (eventData.length() != EVENT_DATA_BYTES) {
            throw new IllegalArgumentException(
                    "eventData must have %d bytes, not %d"
                            .formatted(EVENT_DATA_BYTES, eventData.length()));
        }
    }

    /** Acknowledges {@code trap}. */
    public static PetAcknowledge of(PlatformEventTrap trap) {
        return new PetAcknowledge(
                trap.sequence(),
                trap.timeSeconds(),
                trap.eventSource(),
                trap.sensorDevice(),
                trap.sensorNumber(),
                Bytes.of(trap.eventData().toArray(), 0, EVENT_DATA_BYTES));
    }

    @Override
    public int netFn() {
        return NetFn.SENSOR_EVENT;
    }

    @Override
    public int code() {
        return 0x17;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.u16(sequence)
                .u32(timeSeconds)
                .u8(eventSource)
                .u8(sensorDevice)
                .u8(sensorNumber)
                .bytes(eventData.toArray());
    }

    @Override
    public Done readResponse(WireReader in) {
        return Done.DONE;
    }
}
