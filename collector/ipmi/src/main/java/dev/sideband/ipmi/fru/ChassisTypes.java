package dev.sideband.ipmi.fru;

import java.util.List;

/** Enclosure types of SMBIOS (DSP0134 §7.4.1), from code 1 on. */
final class ChassisTypes {
    private static final List<String> TEXTS =
            List.of(
                    "other",
                    "unknown",
                    "desktop",
                    "low profile desktop",
                    "pizza box",
                    "mini tower",
                    "tower",
                    "portable",
                    "laptop",
                    "notebook",
                    "hand held",
                    "docking station",
                    "all in one",
                    "sub notebook",
                    "space-saving",
                    "lunch box",
                    "main server chassis",
                    "expansion chassis",
                    "sub chassis",
                    "bus expansion chassis",
                    "peripheral chassis",
                    "RAID chassis",
                    "rack mount chassis",
                    "sealed-case PC",
                    "multi-system chassis",
                    "compact PCI",
                    "advanced TCA",
                    "blade",
                    "blade enclosure",
                    "tablet",
                    "convertible",
                    "detachable",
                    "IoT gateway",
                    "embedded PC",
                    "mini PC",
                    "stick PC");

    private ChassisTypes() {}

    static String text(int code) {
        return code >= 1 && code <= TEXTS.size()
                ? TEXTS.get(code - 1)
                : "code %02Xh".formatted(code);
    }
}
