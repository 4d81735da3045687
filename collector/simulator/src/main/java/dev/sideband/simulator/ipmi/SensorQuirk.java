package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.NetFn;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Quirks in the answers to Get Sensor Reading (IPMI 2.0 §35.14). */
@SuppressWarnings("ImmutableEnumChecker") // its functions hold no state
public enum SensorQuirk implements WireQuirk {
    /** A sensor without a reading is refused as not present. */
    NO_READING_NOT_PRESENT("many, while the host is off", CompletionCode.NOT_PRESENT),

    /** A sensor without a reading is refused as illegal for the command. */
    NO_READING_ILLEGAL("many", CompletionCode.ILLEGAL_FOR_SENSOR),

    /** A sensor without a reading is refused as out of range. */
    NO_READING_OUT_OF_RANGE("some", CompletionCode.PARAMETER_OUT_OF_RANGE),

    /** A sensor without a reading: the answer could not be provided. */
    NO_READING_NO_RESPONSE("many", CompletionCode.NO_RESPONSE),

    /** A sensor without a reading is not supported in the present state. */
    NO_READING_NOT_NOW("many", CompletionCode.NOT_IN_PRESENT_STATE),

    /** A sensor without a reading: unspecified error. */
    NO_READING_UNSPECIFIED("many", CompletionCode.UNSPECIFIED),

    /** A sensor without a reading: its destination is unavailable. */
    NO_READING_NO_DESTINATION("Supermicro", CompletionCode.DESTINATION_UNAVAILABLE),

    /** Completion code 0 and nothing behind it. */
    EMPTY_READING("some, for parts that are not there", _ -> new byte[0]),

    /** The answer ends behind the flags. */
    NO_STATE_BYTES("Dell PowerEdge 2950", body -> Arrays.copyOf(body, 2)),

    /** The answer ends behind the first byte of states. */
    ONE_STATE_BYTE("some", body -> Arrays.copyOf(body, 3)),

    /** State bits that no sensor has. */
    STATE_BITS_THAT_ARE_NONE("Supermicro H8SGL-F, X9DRi", SensorQuirk::withIllegalStates),

    /** Threshold bits are set where the value is on the good side. */
    THRESHOLD_BITS_FLIPPED("Intel SR1500, SR2500, S5000PAL", SensorQuirk::withFlippedThresholds),

    /** Discrete sensors never show a state. */
    NO_STATE_AT_ALL("several", SensorQuirk::withoutStates),

    /** The bit that says that the sensor is scanned is never set, and the readings are good. */
    SCANNING_BIT_WRONG("Dell PowerEdge 2900 to R610, HP rx3600", body -> flags(body, 0x80)),

    /** The sensor is not scanned, and says so: the number is one of long ago. */
    SCANNING_OFF("many, just after a start", body -> flags(stale(body), 0x80)),

    /** There is no reading at present, and the answer says so. */
    UNAVAILABLE("many, while the host is off", body -> flags(stale(body), 0xE0)),

    /** The sensor's events are off, which says nothing about its reading. */
    EVENTS_OFF("many", body -> flags(body, 0x40));

    private static final int GET_SENSOR_READING = 0x2D;
    private static final int FLAGS_AT = 1;

    private final String firmware;
    private final Supplier<Twist> twist;

    SensorQuirk(String firmware, int completionCode) {
        this.firmware = firmware;
        this.twist = () -> Twist.refusal(completionCode).of(NetFn.SENSOR_EVENT, GET_SENSOR_READING);
    }

    SensorQuirk(String firmware, UnaryOperator<byte[]> change) {
        this.firmware = firmware;
        this.twist = () -> Twist.body(change).of(NetFn.SENSOR_EVENT, GET_SENSOR_READING);
    }

    @Override
    public String firmware() {
        return firmware;
    }

    Twist twist() {
        return twist.get();
    }

    /** Sensors answer on another unit than the first, and there alone. */
    static Twist onLun(int lun) {
        return (request, usual) -> {
            if (request.message().netFn() != NetFn.SENSOR_EVENT) {
                return usual.answer(request);
            }
            return request.message().responderLun() == lun
                    ? usual.answer(request.toLun(0))
                            .map(answer ->
                                    request.message()
                                            .answer(answer.completionCode(), answer.data()))
                    : Responder.refuse(request, CompletionCode.NOT_PRESENT);
        };
    }

    private static byte[] flags(byte[] body, int flags) {
        body[FLAGS_AT] = (byte) flags;
        return body;
    }

    private static byte[] stale(byte[] body) {
        Arrays.fill(body, (byte) 0);
        return body;
    }

    /** Threshold readings have three bytes, discrete ones four. */
    private static byte[] withFlippedThresholds(byte[] body) {
        if (body.length == 3) {
            body[2] ^= 0x3F;
        }
        return body;
    }

    private static byte[] withoutStates(byte[] body) {
        Arrays.fill(body, FLAGS_AT + 1, body.length, (byte) 0);
        return body;
    }

    /** Threshold states have six bits; all others are set here. */
    private static byte[] withIllegalStates(byte[] body) {
        boolean threshold = body.length == 3;
        byte[] changed = Arrays.copyOf(body, 4);
        changed[2] |= (byte) (threshold ? 0xC0 : 0);
        changed[3] |= (byte) (threshold ? 0xFF : 0x80);
        return changed;
    }
}
