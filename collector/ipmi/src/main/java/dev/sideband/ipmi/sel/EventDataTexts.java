package dev.sideband.ipmi.sel;

import java.util.List;

/** What values of event data 2 and 3 are called (IPMI 2.0 table 42-3). */
final class EventDataTexts {
    static final List<String> FIRMWARE_ERROR =
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

    static final List<String> FIRMWARE_PROGRESS =
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

    static final List<String> PSU_CONFIGURATION =
            List.of(
                    "vendor mismatch",
                    "revision mismatch",
                    "processor missing",
                    "power supply rating mismatch",
                    "voltage rating mismatch");

    static final List<String> LOG_ACTION =
            List.of(
                    "entry added",
                    "entry added because event did not map to a standard one",
                    "entry added along with SEL entries",
                    "log cleared",
                    "log disabled",
                    "log enabled");

    static final List<String> LOG_TYPE = List.of("MCA log", "OEM 1 log", "OEM 2 log");

    static final List<String> CLOCK = List.of("SEL clock", "SDR clock");

    static final List<String> PEF_ACTION =
            List.of(
                    "alert",
                    "power off",
                    "reset",
                    "power cycle",
                    "OEM action",
                    "diagnostic interrupt");

    static final List<String> POWER_STATE =
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

    static final List<String> RESTART_CAUSE =
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

    static final List<String> SLOT =
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

    static final List<String> TIMER_USE =
            List.of("reserved", "BIOS FRB2", "BIOS/POST", "OS load", "SMS/OS", "OEM");

    static final List<String> TIMER_INTERRUPT =
            List.of("none", "SMI", "NMI", "messaging interrupt");

    static final List<String> SESSION_END =
            List.of("unspecified", "close session command", "timeout", "configuration change");

    static final List<String> VERSION_CHANGE =
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

    static final List<String> FRU_CAUSE =
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

    private EventDataTexts() {}
}
