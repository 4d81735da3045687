package dev.sideband.ipmi.sdr;

import java.util.List;

/**
 * The physical part that a record speaks of (IPMI 2.0 §43.14).
 *
 * @param id which kind of part
 * @param instance which of them: 0 to 5Fh system-wide, 60h to 7Fh within its controller
 * @param logical it is a container of parts, such as a power subsystem
 */
public record Entity(int id, int instance, boolean logical) {
    private static final int FIRST_CHASSIS_SPECIFIC = 0x90;
    private static final int FIRST_BOARD_SET_SPECIFIC = 0xB0;
    private static final int FIRST_OEM = 0xD0;

    private static final List<String> TEXTS =
            List.of(
                    "unspecified",
                    "other",
                    "unknown",
                    "processor",
                    "disk or disk bay",
                    "peripheral bay",
                    "system management module",
                    "system board",
                    "memory module",
                    "processor module",
                    "power supply",
                    "add-in card",
                    "front panel board",
                    "back panel board",
                    "power system board",
                    "drive backplane",
                    "system internal expansion board",
                    "other system board",
                    "processor board",
                    "power unit",
                    "power module",
                    "power management board",
                    "chassis back panel board",
                    "system chassis",
                    "sub-chassis",
                    "other chassis board",
                    "disk drive bay",
                    "peripheral bay",
                    "device bay",
                    "fan or cooling device",
                    "cooling unit",
                    "cable or interconnect",
                    "memory device",
                    "system management software",
                    "system firmware (BIOS/EFI)",
                    "operating system",
                    "system bus",
                    "group",
                    "remote management communication device",
                    "external environment",
                    "battery",
                    "processing blade",
                    "connectivity switch",
                    "processor/memory module",
                    "I/O module",
                    "processor/I/O module",
                    "management controller firmware",
                    "IPMI channel",
                    "PCI bus",
                    "PCI Express bus",
                    "SCSI bus",
                    "SATA/SAS bus",
                    "processor/front-side bus",
                    "real time clock",
                    "reserved",
                    "air inlet",
                    "reserved",
                    "reserved",
                    "reserved",
                    "reserved",
                    "reserved",
                    "reserved",
                    "reserved",
                    "reserved",
                    "air inlet",
                    "processor",
                    "baseboard");

    static Entity of(int id, int instance) {
        return new Entity(id, instance & 0x7F, (instance & 0x80) != 0);
    }

    /** The kind of part in words; a vendor's own has its number. */
    public String text() {
        if (id < TEXTS.size()) {
            return TEXTS.get(id);
        }
        if (id < FIRST_CHASSIS_SPECIFIC) {
            return "reserved %02Xh".formatted(id);
        }
        String who =
                id < FIRST_BOARD_SET_SPECIFIC
                        ? "chassis-specific"
                        : id < FIRST_OEM ? "board-set specific" : "OEM";
        return who + " %02Xh".formatted(id);
    }

    /** The same kind of part, {@code more} instances further. */
    public Entity plus(int more) {
        return new Entity(id, instance + more & 0x7F, logical);
    }
}
