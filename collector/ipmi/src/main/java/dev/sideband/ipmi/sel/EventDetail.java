package dev.sideband.ipmi.sel;

import dev.sideband.ipmi.sdr.EventStates;
import dev.sideband.ipmi.sdr.EventType;
import dev.sideband.ipmi.sel.SelRecord.SystemEvent;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What event data 2 and 3 add to an event, as far as the standard says (IPMI 2.0 table 42-3). */
final class EventDetail {
    private static final int PREVIOUS_STATE = 1;
    private static final int SENSOR_SPECIFIC = 3;
    private static final int UNSPECIFIED = 0xFF;

    private static final List<String> FIRMWARE_ERROR =
            List.of(
                    "unspecified",
                    "no system memory is installed",
                    "no usable system memory",
                    "unrecoverable hard disk failure",
                    "unrecoverable system board failure",
                    "unrecoverable diskette subsystem failure",
                    "unrecoverable hard disk controller failure",
                    "unrecoverable keyboard failure",
                    "removable boot media not found",
                    "unrecoverable video controller failure",
                    "no video device detected",
                    "firmware (BIOS) ROM corruption detected",
                    "CPU voltage mismatch",
                    "CPU speed matching failure");

    private static final List<String> FIRMWARE_PROGRESS =
            List.of(
                    "unspecified",
                    "memory initialization",
                    "hard disk initialization",
                    "secondary processor initialization",
                    "user authentication",
                    "user-initiated system setup",
                    "USB resource configuration",
                    "PCI resource configuration",
                    "option ROM initialization",
                    "video initialization",
                    "cache initialization",
                    "SM bus initialization",
                    "keyboard controller initialization",
                    "embedded controller/management controller initialization",
                    "docking station attachment",
                    "enabling docking station",
                    "docking station ejection",
                    "disabling docking station",
                    "calling operating system wake-up vector",
                    "starting operating system boot process",
                    "baseboard initialization",
                    "reserved",
                    "floppy initialization",
                    "keyboard test",
                    "pointing device test",
                    "primary processor initialization");

    private static final List<String> PSU_CONFIGURATION =
            List.of(
                    "vendor mismatch",
                    "revision mismatch",
                    "processor missing",
                    "power supply rating mismatch",
                    "voltage rating mismatch");

    private static final List<String> LOG_ACTION =
            List.of(
                    "entry added",
                    "entry added because event did not map to a standard one",
                    "entry added along with SEL entries",
                    "log cleared",
                    "log disabled",
                    "log enabled");

    private static final List<String> CLOCK = List.of("SEL clock", "SDR clock");

    private static final List<String> PEF_ACTION =
            List.of(
                    "alert",
                    "power off",
                    "reset",
                    "power cycle",
                    "OEM action",
                    "diagnostic interrupt");

    private static final List<String> POWER_STATE =
            List.of(
                    "S0/G0",
                    "S1",
                    "S2",
                    "S3",
                    "S4",
                    "S5/G2",
                    "S4/S5",
                    "G3",
                    "sleeping",
                    "G1 sleeping",
                    "S5 by override",
                    "legacy on",
                    "legacy off");

    private static final List<String> RESTART_CAUSE =
            List.of(
                    "unknown",
                    "chassis control command",
                    "reset by pushbutton",
                    "power-up by pushbutton",
                    "watchdog expiration",
                    "OEM",
                    "automatic power-up: always restore",
                    "automatic power-up: restore previous state",
                    "reset by PEF",
                    "power cycle by PEF",
                    "soft reset",
                    "power-up by real time clock");

    private static final List<String> SLOT =
            List.of(
                    "PCI",
                    "drive array",
                    "external peripheral connector",
                    "docking",
                    "other internal expansion slot",
                    "slot of the sensor's entity",
                    "AdvancedTCA",
                    "DIMM/memory device",
                    "fan",
                    "PCI Express",
                    "SCSI",
                    "SATA/SAS",
                    "USB");

    private static final List<String> TIMER_USE =
            List.of("reserved", "BIOS FRB2", "BIOS/POST", "OS load", "SMS/OS", "OEM");

    private static final List<String> TIMER_INTERRUPT =
            List.of("none", "SMI", "NMI", "messaging interrupt");

    private static final List<String> SESSION_END =
            List.of("unspecified", "close session command", "timeout", "configuration change");

    private static final List<String> VERSION_CHANGE =
            List.of(
                    "unspecified",
                    "management controller device ID",
                    "management controller firmware revision",
                    "management controller device revision",
                    "management controller manufacturer ID",
                    "management controller IPMI version",
                    "management controller auxiliary firmware ID",
                    "management controller firmware boot block",
                    "other management controller firmware",
                    "system firmware (EFI/BIOS)",
                    "SMBIOS",
                    "operating system",
                    "operating system loader",
                    "service or diagnostic partition",
                    "management software agent",
                    "management software application",
                    "management software middleware",
                    "programmable hardware",
                    "board/FRU module",
                    "board/FRU component",
                    "board/FRU replaced with equivalent version",
                    "board/FRU replaced with newer version",
                    "board/FRU replaced with older version",
                    "board/FRU hardware configuration");

    private static final List<String> FRU_CAUSE =
            List.of(
                    "normal state change",
                    "commanded by software outside of the FRU",
                    "operator changed the handle latch",
                    "operator pressed the hot swap button",
                    "programmatic action of the FRU",
                    "communication lost",
                    "communication lost by a local failure",
                    "unexpected extraction",
                    "operator intervention or update",
                    "IPMB address could not be computed",
                    "unexpected deactivation");

    private EventDetail() {}

    /** What the event data adds; null for nothing that the standard defines. */
    static @Nullable String text(SystemEvent event) {
        if (EventType.generic(event.eventType())) {
            return previousState(event);
        }
        if (event.eventType() != EventType.SENSOR_SPECIFIC) {
            return null;
        }
        boolean second = event.data1() >> 6 == SENSOR_SPECIFIC && event.data2() != UNSPECIFIED;
        boolean third = (event.data1() >> 4 & 3) == SENSOR_SPECIFIC && event.data3() != UNSPECIFIED;
        return join(
                second ? second(event, event.data2()) : null,
                third ? third(event, event.data3()) : null);
    }

    private static @Nullable String previousState(SystemEvent event) {
        int previous = event.data2() & 0xF;
        if (event.data1() >> 6 != PREVIOUS_STATE || previous == 0xF) {
            return null;
        }
        return "was " + EventStates.state(event.eventType(), event.sensorType(), previous).text();
    }

    private static @Nullable String second(SystemEvent event, int data) {
        int offset = event.offset();
        return switch (event.sensorType()) {
            case 0x05 -> offset == 4 ? "network controller " + data : null;
            case 0x0F -> of(offset == 0 ? FIRMWARE_ERROR : FIRMWARE_PROGRESS, data);
            case 0x10 -> loggingDisabled(offset, data);
            case 0x12 -> systemEvent(offset, data);
            case 0x19 -> offset == 0 ? "requested " + of(POWER_STATE, data) : null;
            case 0x1D -> offset == 7 ? of(RESTART_CAUSE, data & 0xF) : null;
            case 0x21 -> of(SLOT, data & 0x7F);
            case 0x23 -> watchdog(data);
            case 0x28 -> offset == 4 ? "sensor %02Xh".formatted(data) : null;
            case 0x2A -> "user id " + (data & 0x3F);
            case 0x2B -> of(VERSION_CHANGE, data);
            case 0x2C ->
                    join(
                            of(FRU_CAUSE, data >> 4),
                            "was " + EventStates.state(0x6F, 0x2C, data & 0xF).text());
            default -> null;
        };
    }

    private static @Nullable String third(SystemEvent event, int data) {
        int offset = event.offset();
        return switch (event.sensorType()) {
            case 0x08 -> offset == 6 ? of(PSU_CONFIGURATION, data & 0xF) : null;
            case 0x0C -> "memory module " + data;
            case 0x10 -> offset == 5 ? data + "% full" : null;
            case 0x19 -> offset == 0 ? "in " + of(POWER_STATE, data) : null;
            case 0x1D -> offset == 7 ? "channel " + (data & 0xF) : null;
            case 0x21 -> "slot " + data;
            case 0x28 -> offset == 5 ? "FRU %02Xh".formatted(data) : null;
            case 0x2A ->
                    join(
                            offset == 1 ? of(SESSION_END, data >> 4 & 3) : null,
                            "channel " + (data & 0xF));
            default -> null;
        };
    }

    private static @Nullable String loggingDisabled(int offset, int data) {
        return switch (offset) {
            case 0 -> "memory module " + data;
            case 1 -> "event type %02Xh".formatted(data);
            case 6 -> "processor " + data;
            default -> null;
        };
    }

    private static @Nullable String systemEvent(int offset, int data) {
        return switch (offset) {
            case 3 -> of(LOG_ACTION, data >> 4);
            case 4 -> pefActions(data);
            case 5 ->
                    join(
                            CLOCK.size() > (data & 0xF) ? CLOCK.get(data & 0xF) : null,
                            (data & 0x80) == 0 ? "before the change" : "after the change");
            default -> null;
        };
    }

    private static @Nullable String pefActions(int data) {
        @Nullable String actions = null;
        for (int bit = 0; bit < PEF_ACTION.size(); bit++) {
            if ((data >> bit & 1) != 0) {
                actions = join(actions, PEF_ACTION.get(bit));
            }
        }
        return actions;
    }

    private static String watchdog(int data) {
        int interrupt = data >> 4;
        return "timer use "
                + ((data & 0xF) == 0xF ? "unspecified" : of(TIMER_USE, data & 0xF))
                + (interrupt == 0xF ? "" : ", interrupt " + of(TIMER_INTERRUPT, interrupt));
    }

    private static String of(List<String> table, int index) {
        return index < table.size() ? table.get(index) : "%02Xh".formatted(index);
    }

    private static @Nullable String join(@Nullable String first, @Nullable String second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        return first + ", " + second;
    }
}
