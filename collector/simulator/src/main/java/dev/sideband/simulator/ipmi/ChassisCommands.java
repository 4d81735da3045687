package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.wire.WireWriter;
import dev.sideband.simulator.model.Physics;
import dev.sideband.simulator.model.Server;

/** The state of the chassis (IPMI 2.0 §28). */
final class ChassisCommands {
    private static final int GET_CHASSIS_CAPABILITIES = 0x00;
    private static final int GET_CHASSIS_STATUS = 0x01;
    private static final int GET_SYSTEM_RESTART_CAUSE = 0x07;
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

    private final Server server;

    ChassisCommands(Server server) {
        this.server = server;
    }

    void answer(Request request, WireWriter out) {
        request.require(PrivilegeLevel.USER);
        switch (request.command()) {
            case GET_CHASSIS_CAPABILITIES -> out.u8(0).u8(BMC).u8(BMC).u8(BMC).u8(BMC).u8(BMC);
            case GET_CHASSIS_STATUS -> status(request, out);
            case GET_SYSTEM_RESTART_CAUSE -> out.u8(POWER_UP_BY_BUTTON).u8(LAN_CHANNEL);
            case GET_POH_COUNTER ->
                    out.u8(MINUTES_PER_COUNT)
                            .u32(HOURS_BEFORE + request.now().getEpochSecond() % 86_400 / 3600);
            default -> throw new Refusal(CompletionCode.INVALID_COMMAND);
        }
    }

    private void status(Request request, WireWriter out) {
        int misc = server.machine(request.now(), ChassisCommands::misc);
        int power = server.machine(request.now(), Physics::powered) ? POWER_ON : 0;
        out.u8(power | RESTORE_PREVIOUS).u8(0).u8(misc);
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
