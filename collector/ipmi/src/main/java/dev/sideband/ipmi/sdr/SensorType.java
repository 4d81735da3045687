package dev.sideband.ipmi.sdr;

import java.util.List;

/** Sensor type codes in words (IPMI 2.0 table 42-3). */
public final class SensorType {
    public static final int TEMPERATURE = 0x01;
    public static final int VOLTAGE = 0x02;
    public static final int CURRENT = 0x03;
    public static final int FAN = 0x04;

    private static final int FIRST_OEM = 0xC0;

    private static final List<String> TEXTS =
            List.of(
                    "Unspecified",
                    "Temperature",
                    "Voltage",
                    "Current",
                    "Fan",
                    "Physical Security",
                    "Platform Security Violation Attempt",
                    "Processor",
                    "Power Supply",
                    "Power Unit",
                    "Cooling Device",
                    "Other Units Based Sensor",
                    "Memory",
                    "Drive Slot",
                    "POST Memory Resize",
                    "System Firmware Progress",
                    "Event Logging Disabled",
                    "Watchdog 1",
                    "System Event",
                    "Critical Interrupt",
                    "Button/Switch",
                    "Module/Board",
                    "Microcontroller/Coprocessor",
                    "Add-in Card",
                    "Chassis",
                    "Chip Set",
                    "Other FRU",
                    "Cable/Interconnect",
                    "Terminator",
                    "System Boot Initiated",
                    "Boot Error",
                    "OS Boot",
                    "OS Critical Stop",
                    "Slot/Connector",
                    "System ACPI Power State",
                    "Watchdog 2",
                    "Platform Alert",
                    "Entity Presence",
                    "Monitor ASIC/IC",
                    "LAN",
                    "Management Subsystem Health",
                    "Battery",
                    "Session Audit",
                    "Version Change",
                    "FRU State");

    private SensorType() {}

    /** The type's name; one for vendors' types (C0h to FFh) and reserved ones has its number. */
    public static String text(int code) {
        if (code < TEXTS.size()) {
            return TEXTS.get(code);
        }
        return (oem(code) ? "OEM " : "Reserved ") + "%02Xh".formatted(code);
    }

    /** Whether a vendor defines what the type means. */
    public static boolean oem(int code) {
        return code >= FIRST_OEM;
    }
}
