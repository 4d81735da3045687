package dev.sideband.ipmi.pet;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.ipmi.wire.WireReader;

import java.time.LocalDateTime;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A platform event trap: the specific-trap field of an SNMPv1 trap, and the octet string that it
 * carries. Its integers have the highest byte first.
 *
 * @param sensorType table 42-3 of IPMI 2.0
 * @param eventType table 42-1: 01h threshold, 6Fh of the sensor's type
 * @param offset which of the event type's events, 0 to 15
 * @param deassertion the event ended
 * @param guid of the system, 16 bytes in the order of the wire
 * @param sequence goes up with each event; the same in repeats
 * @param timeSeconds by the sender's local clock, since 1998; 0: unknown
 * @param utcOffsetMinutes of that clock; empty: unknown
 * @param trapSource who sent it, as table 7 of the specification has it
 * @param eventSource who saw the event
 * @param sensorDevice slave address of the sensor's owner, or its software id; 0FFh: unknown
 * @param sensorNumber 0 where it is unknown
 * @param entity kind of part; 0: unspecified
 * @param eventData up to 8 bytes of the event
 * @param language of OEM text
 * @param manufacturerId IANA enterprise number
 * @param systemId the manufacturer's number of the product
 * @param oem fields of the manufacturer as they came, without what ends them
 */
public record PlatformEventTrap(
        int sensorType,
        int eventType,
        int offset,
        boolean deassertion,
        Bytes guid,
        int sequence,
        long timeSeconds,
        OptionalInt utcOffsetMinutes,
        int trapSource,
        int eventSource,
        PetSeverity severity,
        int sensorDevice,
        int sensorNumber,
        int entity,
        int entityInstance,
        Bytes eventData,
        int language,
        long manufacturerId,
        int systemId,
        Bytes oem) {
    /** What the enterprise field of the trap says: wired for management, version 1.1. */
    public static final String ENTERPRISE = "1.3.6.1.4.1.3183.1.1";

    private static final LocalDateTime EPOCH = LocalDateTime.of(1998, 1, 1, 0, 0);
    private static final int UNKNOWN_OFFSET = 0xFFFF;
    private static final int GUID_BYTES = 16;
    private static final int EVENT_DATA_BYTES = 8;
    private static final int END_OF_FIELDS = 0xC1;

    /**
     * Decodes a trap.
     *
     * @param specificTrap sensor type, event type, direction and offset in its low three bytes
     * @throws WireFormatException where the octet string has less than 46 bytes
     */
    public static PlatformEventTrap decode(int specificTrap, Bytes octets) {
        WireReader in = octets.reader();
        return new PlatformEventTrap(
                specificTrap >> 16 & 0xFF,
                specificTrap >> 8 & 0xFF,
                specificTrap & 0x0F,
                (specificTrap & 0x80) != 0,
                Bytes.of(in.bytes("GUID", GUID_BYTES)),
                number(in, "sequence", 2),
                Integer.toUnsignedLong(number(in, "local time", 4)),
                utcOffset(number(in, "UTC offset", 2)),
                in.u8("trap source type"),
                in.u8("event source type"),
                PetSeverity.of(in.u8("severity")),
                in.u8("sensor device"),
                in.u8("sensor number"),
                in.u8("entity"),
                in.u8("entity instance"),
                Bytes.of(in.bytes("event data", EVENT_DATA_BYTES)),
                in.u8("language"),
                Integer.toUnsignedLong(number(in, "manufacturer id", 4)),
                number(in, "system id", 2),
                oem(in));
    }

    /** When it happened by the sender's local clock; empty where it doesn't say. */
    public Optional<LocalDateTime> localTime() {
        return timeSeconds == 0 ? Optional.empty() : Optional.of(EPOCH.plusSeconds(timeSeconds));
    }

    /** Whether {@code other} is this event once more: BMCs repeat what nobody acknowledges. */
    public boolean isRepeatOf(PlatformEventTrap other) {
        return guid.equals(other.guid)
                && sequence == other.sequence
                && timeSeconds == other.timeSeconds;
    }

    private static int number(WireReader in, String field, int bytes) {
        int number = 0;
        for (byte each : in.bytes(field, bytes)) {
            number = number << 8 | (each & 0xFF);
        }
        return number;
    }

    private static OptionalInt utcOffset(int minutes) {
        return minutes == UNKNOWN_OFFSET ? OptionalInt.empty() : OptionalInt.of((short) minutes);
    }

    /** Records of one length byte each, up to C1h; some senders leave that out. */
    private static Bytes oem(WireReader in) {
        byte[] rest = in.rest();
        int length = rest.length;
        if (length > 0 && (rest[length - 1] & 0xFF) == END_OF_FIELDS) {
            length--;
        }
        return Bytes.of(rest, 0, length);
    }
}
