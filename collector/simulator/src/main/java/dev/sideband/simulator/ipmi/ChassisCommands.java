package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;
import dev.sideband.simulator.model.HostAction;
import dev.sideband.simulator.model.Physics;
import dev.sideband.simulator.model.Server;

import java.time.Instant;
import java.util.Arrays;

/** The chassis (IPMI 2.0 §28): its state, its power, its light, and what it boots from. */
final class ChassisCommands {
    private static final int GET_CHASSIS_CAPABILITIES = 0x00;
    private static final int GET_CHASSIS_STATUS = 0x01;
    private static final int CHASSIS_CONTROL = 0x02;
    private static final int CHASSIS_IDENTIFY = 0x04;
    private static final int GET_SYSTEM_RESTART_CAUSE = 0x07;
    private static final int SET_SYSTEM_BOOT_OPTIONS = 0x08;
    private static final int GET_SYSTEM_BOOT_OPTIONS = 0x09;
    private static final int GET_POH_COUNTER = 0x0F;

    private static final int BMC = 0x20;
    private static final int LAN_CHANNEL = 0x01;
    private static final int POWER_ON = 0x01;
    private static final int RESTORE_PREVIOUS = 0x20;
    private static final int INTRUSION = 0x01;
    private static final int DRIVE_FAULT = 0x04;
    private static final int FAN_FAULT = 0x08;
    private static final int POWER_UP_BY_BUTTON = 0x03;
    private static final int MINUTES_PER_COUNT = 60;
    private static final long HOURS_BEFORE = 9_000;

    private static final int IDENTIFY_TOLD = 0x40;
    private static final int IDENTIFY_TEMPORARY = 0x10;
    private static final int IDENTIFY_INDEFINITE = 0x20;
    private static final int USUAL_IDENTIFY_SECONDS = 15;

    private static final int PARAMETER_VERSION = 0x01;
    private static final int PARAMETER = 0x7F;
    private static final int BOOT_FLAGS = 5;
    private static final int BOOT_FLAGS_LENGTH = 5;
    private static final int PARAMETER_UNSUPPORTED = 0x80;

    private final Server server;
    private Instant litUntil = Instant.MIN;
    private byte[] bootFlags = new byte[BOOT_FLAGS_LENGTH];

    ChassisCommands(Server server) {
        this.server = server;
    }

    void answer(Request request, WireWriter out) {
        request.require(PrivilegeLevel.USER);
        switch (request.command()) {
            case GET_CHASSIS_CAPABILITIES -> out.u8(0).u8(BMC).u8(BMC).u8(BMC).u8(BMC).u8(BMC);
            case GET_CHASSIS_STATUS -> status(request, out);
            case CHASSIS_CONTROL -> control(request);
            case CHASSIS_IDENTIFY -> identify(request);
            case SET_SYSTEM_BOOT_OPTIONS -> setBootOptions(request);
            case GET_SYSTEM_BOOT_OPTIONS -> bootOptions(request, out);
            case GET_SYSTEM_RESTART_CAUSE -> out.u8(POWER_UP_BY_BUTTON).u8(LAN_CHANNEL);
            case GET_POH_COUNTER ->
                    out.u8(MINUTES_PER_COUNT)
                            .u32(HOURS_BEFORE + request.now().getEpochSecond() % 86_400 / 3600);
            default -> throw new Refusal(CompletionCode.INVALID_COMMAND);
        }
    }

    private void status(Request request, WireWriter out) {
        int misc = server.machine(request.now(), ChassisCommands::misc);
        int power = server.machine(request.now(), Physics::running) ? POWER_ON : 0;
        out.u8(power | RESTORE_PREVIOUS).u8(0).u8(misc | light(request.now()));
    }

    private int light(Instant now) {
        if (litUntil.equals(Instant.MAX)) {
            return IDENTIFY_TOLD | IDENTIFY_INDEFINITE;
        }
        return IDENTIFY_TOLD | (now.isBefore(litUntil) ? IDENTIFY_TEMPORARY : 0);
    }

    /** A power cycle is refused while the host is off (§28.3), and there is nobody for a dump. */
    private void control(Request request) {
        request.require(PrivilegeLevel.OPERATOR);
        Instant now = request.now();
        boolean running = server.machine(now, Physics::running);
        HostAction action =
                switch (request.data().u8("chassis control") & 0x0F) {
                    case 0 -> HostAction.OFF;
                    case 1 -> HostAction.ON;
                    case 2 -> HostAction.CYCLE;
                    case 3 -> HostAction.RESET;
                    case 5 -> HostAction.SHUT_DOWN;
                    default -> throw new Refusal(CompletionCode.INVALID_DATA);
                };
        if (action == HostAction.CYCLE && !running) {
            throw new Refusal(CompletionCode.NOT_IN_PRESENT_STATE);
        }
        server.control(now, action);
    }

    private void identify(Request request) {
        request.require(PrivilegeLevel.OPERATOR);
        WireReader in = request.data();
        int seconds = in.hasMore() ? in.u8("interval") : USUAL_IDENTIFY_SECONDS;
        boolean forced = in.hasMore() && (in.u8("force") & 0x01) != 0;
        litUntil = forced ? Instant.MAX : request.now().plusSeconds(seconds);
    }

    /** Of all options it has the boot flags alone, and no lock. */
    private void setBootOptions(Request request) {
        request.require(PrivilegeLevel.OPERATOR);
        WireReader in = request.data();
        if ((in.u8("parameter") & PARAMETER) != BOOT_FLAGS) {
            throw new Refusal(PARAMETER_UNSUPPORTED);
        }
        bootFlags = Arrays.copyOf(in.rest(), BOOT_FLAGS_LENGTH);
    }

    private void bootOptions(Request request, WireWriter out) {
        request.require(PrivilegeLevel.OPERATOR);
        if ((request.data().u8("parameter") & PARAMETER) != BOOT_FLAGS) {
            throw new Refusal(PARAMETER_UNSUPPORTED);
        }
        out.u8(PARAMETER_VERSION).u8(BOOT_FLAGS).bytes(bootFlags);
    }

    private static int misc(Physics machine) {
        int drives = 0;
        for (int slot = 0; slot < machine.shape().driveSlots(); slot++) {
            drives |= machine.driveFailed(slot) ? DRIVE_FAULT : 0;
        }
        return drives
                | (machine.chassisOpen() ? INTRUSION : 0)
                | (machine.fansRedundant() ? 0 : FAN_FAULT);
    }
}
