package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.IpmiMessage;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.wire.WireWriter;

import java.util.Optional;
import java.util.function.Supplier;

/** Quirks in the answers to any command, and to those of the application function. */
@SuppressWarnings("ImmutableEnumChecker") // its functions hold no state
public enum CommandQuirk implements WireQuirk {
    /** Each third command is answered "busy". */
    BUSY_NOW_AND_THEN("most, when pressed", () -> Twist.each(3, Twist.refusal(0xC0))),

    /** Each third command is answered "time-out". */
    TIMES_OUT_NOW_AND_THEN("most, when pressed", () -> Twist.each(3, Twist.refusal(0xC3))),

    /** Each third command is swallowed. */
    SILENT_NOW_AND_THEN("any, over any network", () -> Twist.each(3, silence())),

    /** The session can never be raised above its first level. */
    NO_SET_PRIVILEGE("Cisco UCS", () -> app(0x3B, Twist.refusal(CompletionCode.INVALID_COMMAND))),

    /** Commands are refused at any level but the user's highest. */
    HIGHEST_LEVEL_OR_NONE("Xyratex HB-F8-SRAY", () -> CommandQuirk::atAdministratorOnly),

    /** The list of cipher suites cannot be had. */
    NO_SUITE_LIST("HPE iLO 4", () -> app(0x54, Twist.refusal(CompletionCode.INVALID_COMMAND))),

    /** Algorithm bytes in the list of cipher suites lack the bits that say what they are. */
    SUITE_LIST_WITHOUT_TAGS("Sun", () -> app(0x54, CommandQuirk::withoutTags)),

    /** The list of cipher suites lacks the strongest one, which is enabled all the same. */
    SUITE_LIST_LACKS_THE_BEST("Quanta, Wiwynn", () -> app(0x54, CommandQuirk::listOf3)),

    /** The list of cipher suites begins with one that is not there. */
    SUITE_LIST_HAS_A_GHOST("Supermicro X8DTG, MSI", () -> app(0x54, CommandQuirk::listOf15And3));

    private static final int SET_SESSION_PRIVILEGE_LEVEL = 0x3B;
    private static final int BLOCK = 16;
    private static final int RECORD = 5;
    private final String firmware;
    private final Supplier<Twist> twist;

    CommandQuirk(String firmware, Supplier<Twist> twist) {
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

    private static Twist app(int command, Twist twist) {
        return twist.of(NetFn.APP, command);
    }

    private static Twist silence() {
        return (_, _) -> Optional.<IpmiMessage.Response>empty();
    }

    private static Optional<IpmiMessage.Response> atAdministratorOnly(
            Request request, Responder usual) {
        boolean other =
                request.session()
                        .map(session -> session.privilege() != PrivilegeLevel.ADMINISTRATOR)
                        .orElse(false);
        boolean raises =
                request.message().netFn() == NetFn.APP
                        && request.command() == SET_SESSION_PRIVILEGE_LEVEL
                        && request.message().data().u8(0) == PrivilegeLevel.ADMINISTRATOR.number();
        return other && !raises
                ? Responder.refuse(request, CompletionCode.INSUFFICIENT_PRIVILEGE)
                : usual.answer(request);
    }

    private static Optional<IpmiMessage.Response> withoutTags(Request request, Responder usual) {
        int offset = BLOCK * (request.message().data().u8(2) & 0x3F);
        Twist change =
                Twist.body(body -> {
                    // Channel first; then, all blocks together, C0h, id and three algorithms.
                    for (int at = 1; at < body.length; at++) {
                        boolean head = (offset + at - 1) % RECORD < 2;
                        body[at] = head ? body[at] : (byte) (body[at] & 0x3F);
                    }
                    return body;
                });
        return change.answer(request, usual);
    }

    private static Optional<IpmiMessage.Response> listOf3(Request request, Responder usual) {
        return Responder.ok(request, list(3, 1, 1, 1));
    }

    /** Suite 15 does not sign: it is offered, and refused to whoever asks for it. */
    private static Optional<IpmiMessage.Response> listOf15And3(Request request, Responder usual) {
        return Responder.ok(request, list(15, 3, 0, 0, 3, 1, 1, 1));
    }

    /** Channel 1 and, of each suite, id and the numbers of its three algorithms. */
    private static byte[] list(int... suites) {
        var out = new WireWriter().u8(1);
        for (int at = 0; at < suites.length; at += 4) {
            out.u8(0xC0).u8(suites[at]).u8(suites[at + 1]);
            out.u8(0x40 | suites[at + 2]).u8(0x80 | suites[at + 3]);
        }
        return out.toByteArray();
    }
}
