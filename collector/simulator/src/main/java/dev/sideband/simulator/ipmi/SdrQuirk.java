package dev.sideband.simulator.ipmi;

import static dev.sideband.simulator.ipmi.SdrTwists.each;
import static dev.sideband.simulator.ipmi.SdrTwists.get;
import static dev.sideband.simulator.ipmi.SdrTwists.info;
import static dev.sideband.simulator.ipmi.SdrTwists.reserve;

import dev.sideband.ipmi.message.CompletionCode;

import java.util.function.Supplier;

/** Quirks in how SDRs are handed out. */
@SuppressWarnings("ImmutableEnumChecker") // its functions hold no state
public enum SdrQuirk implements WireQuirk {
    /** A whole record cannot be had; 16 bytes can. */
    WHOLE_READ_CANNOT_BE("many", () -> get(SdrTwists.wholeRead(0xCA))),

    /** As above, with another completion code. */
    WHOLE_READ_TOO_LONG("some", () -> get(SdrTwists.wholeRead(0xC8))),

    /** As above, and the code says nothing. */
    WHOLE_READ_UNSPECIFIED("some", () -> get(SdrTwists.wholeRead(0xFF))),

    /** As above, with no answer at all. */
    WHOLE_READ_SILENT("some", () -> get(SdrTwists.wholeReadSwallowed())),

    /** Asked for a whole record, it says yes and gives nothing. */
    WHOLE_READ_EMPTY("some", () -> get(SdrTwists.wholeReadEmpty())),

    /** Asked for a whole record, it gives its first part. */
    WHOLE_READ_SHORT("Xyratex HB-F8-SRAY", () -> get(SdrTwists.wholeReadCut(20))),

    /** More bytes than were asked for. */
    EXCESS_BYTES("HP DL585 G7", () -> get(Twist.body(SdrTwists::withExcess))),

    /** Each fortieth read finds that another reader has taken the reservation. */
    RESERVATION_TAKEN("any with two readers", () -> get(Twist.each(40, Twist.refusal(0xC5)))),

    /** Whole reads need a reservation as well. */
    RESERVATION_ALWAYS_NEEDED("some", () -> get(SdrTwists.reserved())),

    /** The last record comes once more under id FFFFh. */
    LAST_RECORD_TWICE("some", () -> get(SdrTwists.lastTwice())),

    /** The last record names the first as its successor. */
    NO_END("Inspur", () -> get(SdrTwists.lastNames(1))),

    /** The last record names itself as its successor. */
    LAST_FOLLOWS_ITSELF("Inspur", () -> get(SdrTwists.lastFollowsItself())),

    /** The last record cannot be read. */
    LAST_RECORD_TIMES_OUT("Dell FC830", () -> get(SdrTwists.lastRefused())),

    /** A record's own id is not the one that finds it. */
    OTHER_ID_IN_RECORD("Supermicro X6", () -> get(SdrTwists.otherId())),

    /** The repository counts more records than it has. */
    COUNT_TOO_HIGH("Fujitsu", () -> info(Twist.body(body -> SdrTwists.count(body, 40)))),

    /** The repository counts no record at all. */
    COUNT_OF_ZERO("Fujitsu", () -> info(Twist.body(SdrTwists::noCount))),

    /** Neither info nor reservation. */
    NO_INFO_NO_RESERVATION(
            "Artesyn",
            () ->
                    each(
                            info(Twist.refusal(CompletionCode.INVALID_COMMAND)),
                            reserve(Twist.refusal(CompletionCode.INVALID_COMMAND)))),

    /** Info and reservation need more privilege than anybody has. */
    INFO_IS_PRIVILEGED(
            "Wiwynn",
            () ->
                    each(
                            info(Twist.refusal(CompletionCode.INSUFFICIENT_PRIVILEGE)),
                            reserve(Twist.refusal(CompletionCode.INSUFFICIENT_PRIVILEGE)))),

    /** Times of the last addition and erase are not kept. */
    NO_TIMESTAMPS("OpenBMC", () -> info(Twist.body(SdrTwists::withoutTimes)));

    private final String firmware;
    private final Supplier<Twist> twist;

    SdrQuirk(String firmware, Supplier<Twist> twist) {
        this.firmware = firmware;
        this.twist = twist;
    }

    @Override
    public String firmware() {
        return firmware;
    }

    Twist twist() {
        return twist.get();
    }
}
