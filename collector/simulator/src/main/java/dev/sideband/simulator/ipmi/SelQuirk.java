package dev.sideband.simulator.ipmi;

import static dev.sideband.simulator.ipmi.SelTwists.entry;
import static dev.sideband.simulator.ipmi.SelTwists.get;
import static dev.sideband.simulator.ipmi.SelTwists.info;
import static dev.sideband.simulator.ipmi.SelTwists.reserve;

import dev.sideband.ipmi.message.CompletionCode;

import java.util.function.Supplier;

/** Quirks of the log (IPMI 2.0 §31). */
@SuppressWarnings("ImmutableEnumChecker") // its functions hold no state
public enum SelQuirk implements WireQuirk {
    /** Ids go up by three. */
    IDS_WITH_STEPS("several", () -> get(SelTwists.idsTimes(3))),

    /** Each fourth record is deleted, and the id before it names it as its successor. */
    SUCCESSOR_IS_ID_PLUS_ONE("OpenBMC", () -> get(SelTwists.withGaps(4))),

    /** One more id behind the last gives the last record again. */
    TWO_IDS_FOR_ONE_RECORD("several", () -> get(SelTwists.lastTwice())),

    /** The last record names itself as its successor. */
    LAST_FOLLOWS_ITSELF("several", () -> get(SelTwists.lastFollowsItself())),

    /** The time of the last erase is not kept. */
    NO_ERASE_TIME("Quanta", () -> info(Twist.body(body -> SelTwists.time(body, 9, 0xFF)))),

    /** The time of the last addition is not kept. */
    NO_ADDITION_TIME("OpenBMC", () -> info(Twist.body(body -> SelTwists.time(body, 5, 0xFF)))),

    /** Neither is kept. */
    NO_TIMES(
            "several",
            () -> info(Twist.body(body -> SelTwists.time(SelTwists.time(body, 5, 0), 9, 0)))),

    /** Room is never told. */
    NO_FREE_SPACE("OpenBMC", () -> info(Twist.body(SelTwists::noRoom))),

    /** Parts of a record cannot be had, nor can 16 bytes: all or nothing. */
    WHOLE_RECORDS_ONLY("OpenBMC", () -> get(SelTwists.wholeOnly())),

    /** All that is left cannot be asked for by FFh. */
    NO_WHOLE_READ("some", () -> get(SelTwists.noWholeRead())),

    /** Whole reads need a reservation as well. */
    RESERVATION_ALWAYS_NEEDED("some", () -> get(SelTwists.reserved())),

    /** A reservation needs level Operator. */
    RESERVING_NEEDS_OPERATOR("Supermicro H8QME", () -> reserve(SelTwists.operatorOnly())),

    /** There is no way to read the log. */
    NO_ENTRIES("HP DL585", () -> get(Twist.refusal(CompletionCode.INVALID_COMMAND))),

    /** There is no information on the log. */
    NO_INFO("some", () -> info(Twist.refusal(CompletionCode.INVALID_COMMAND))),

    /** No record has a time. */
    TIMES_UNSPECIFIED("any without a clock", () -> entry(SelTwists.times(0xFFFFFFFFL))),

    /** Times are seconds since the BMC's start. */
    TIMES_SINCE_START("any before its clock is set", () -> entry(SelTwists.times(0x1000))),

    /** System events have type 04h. */
    TYPE_04("AMI", () -> entry(SelTwists.type(0x04))),

    /** System events have type 00h. */
    TYPE_00("HP DL380 G5", () -> entry(SelTwists.type(0x00))),

    /** System events have type 03h. */
    TYPE_03("Intel S2600JF", () -> entry(SelTwists.type(0x03))),

    /** The records are pieces of a Linux panic message. */
    PANIC_TEXT("Linux's ipmi_msghandler", () -> entry(SelTwists::panic)),

    /** Events come from a generator that is no sensor owner. */
    WRONG_GENERATOR("several", () -> entry(SelTwists::withoutGenerator)),

    /** Records that were erased and never written, as flash has them. */
    ERASED_FLASH("several", () -> get(SelTwists.blankFirst()));

    private final String firmware;
    private final Supplier<Twist> twist;

    SelQuirk(String firmware, Supplier<Twist> twist) {
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
