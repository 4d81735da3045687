package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.NetFn;

import java.util.Arrays;
import java.util.function.Supplier;

/** Quirks of DCMI (DCMI 1.5 §6). */
@SuppressWarnings("ImmutableEnumChecker") // its functions hold no state
public enum DcmiQuirk implements WireQuirk {
    /** Power is said to be measured, and the command is not there. */
    POWER_ONLY_ADVERTISED("OpenBMC", () -> power(Twist.refusal(CompletionCode.INVALID_COMMAND))),

    /** Power is said to be measured, and the answer says that it is not. */
    POWER_NOT_MEASURED(
            "several",
            () ->
                    power(
                            Twist.body(body -> {
                                body[body.length - 1] = 0;
                                return body;
                            }))),

    /** Power is said to be measured, and is zero. */
    POWER_OF_ZERO(
            "several",
            () ->
                    power(
                            Twist.body(body -> {
                                Arrays.fill(body, 1, body.length - 1, (byte) 0);
                                return body;
                            }))),

    /** Answers lack the byte of the group. */
    NO_GROUP_BYTE(
            "some", () -> power(Twist.body(body -> Arrays.copyOfRange(body, 1, body.length)))),

    /** There is no DCMI. */
    NONE(
            "most before 2010",
            () ->
                    (request, usual) ->
                            request.message().netFn() == NetFn.GROUP_EXTENSION
                                    ? Responder.refuse(request, CompletionCode.INVALID_COMMAND)
                                    : usual.answer(request));

    private static final int GET_POWER_READING = 0x02;

    private final String firmware;
    private final Supplier<Twist> twist;

    DcmiQuirk(String firmware, Supplier<Twist> twist) {
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

    private static Twist power(Twist twist) {
        return twist.of(NetFn.GROUP_EXTENSION, GET_POWER_READING);
    }
}
