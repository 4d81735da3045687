package dev.sideband.simulator.ipmi;

import static dev.sideband.simulator.ipmi.RecordTwists.analog;
import static dev.sideband.simulator.ipmi.RecordTwists.named;
import static dev.sideband.simulator.ipmi.RecordTwists.sensors;
import static dev.sideband.simulator.ipmi.RecordTwists.set;

import dev.sideband.ipmi.wire.Bytes;

import java.util.List;
import java.util.function.UnaryOperator;

/** Quirks in what SDRs say (IPMI 2.0 §43). */
@SuppressWarnings("ImmutableEnumChecker") // its functions hold no state
public enum RecordQuirk implements WireQuirk {
    /** A sensor with numbers claims to be one with states. */
    ANALOG_WITH_DISCRETE_TYPE("HP DL380 G7, ML310", analog(set(13, 0x07))),

    /** A sensor with states claims to have a number as well. */
    DISCRETE_WITH_FORMAT(
            "several", RecordTwists.discrete(record -> RecordTwists.clear(record, 20, 0xC0))),

    /** Values have no unit. */
    UNIT_UNSPECIFIED("several", analog(set(21, 0))),

    /** Lower thresholds lie above the upper ones. */
    THRESHOLDS_UPSIDE_DOWN("HP DL140 G3", analog(RecordTwists::upsideDown)),

    /** Sensors of the BMC itself claim another owner. */
    WRONG_OWNER("HP DL140, Fujitsu RX300", sensors(set(5, 0x00))),

    /** Sensors of the host's software stand among those that can be read. */
    OWNED_BY_SOFTWARE("Dell", sensors(set(5, 0xB1))),

    /** Sensors belong to another unit than the first. */
    OTHER_LUN("Lenovo, Inspur, OpenBMC beyond 255 sensors", sensors(set(6, 0x01))),

    /** Event-only sensors stand in compact records. */
    EVENT_ONLY_AS_COMPACT("several", RecordTwists::eventOnlyAsCompact),

    /** Sensors that log have no record. */
    SENSORS_WITHOUT_RECORD("several", RecordTwists::withoutDiscrete),

    /** Names are called Unicode and are 8-bit text. */
    NAMES_CALLED_UNICODE("several", named((record, at) -> record[at] &= 0x1F)),

    /** Names hold line ends. */
    CONTROL_BYTES_IN_NAMES("HPE", named((record, at) -> record[at + 1] = '\r')),

    /** Processors are called as DCMI calls them. */
    PROCESSOR_BY_DCMI("several", sensors(RecordTwists::processorByDcmi)),

    /** Threshold masks are empty although there are thresholds. */
    NO_READABLE_THRESHOLDS("several", analog(RecordTwists::withoutMasks));

    private final String firmware;
    private final UnaryOperator<List<Bytes>> change;

    RecordQuirk(String firmware, UnaryOperator<List<Bytes>> change) {
        this.firmware = firmware;
        this.change = change;
    }

    @Override
    public String firmware() {
        return firmware;
    }

    List<Bytes> change(List<Bytes> records) {
        return change.apply(records);
    }
}
