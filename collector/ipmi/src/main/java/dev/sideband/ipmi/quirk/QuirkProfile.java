package dev.sideband.ipmi.quirk;

import dev.sideband.ipmi.command.app.GetDeviceId;

import java.util.Arrays;

/**
 * One line of {@code quirks.txt}: which BMCs, and what they need.
 *
 * @param manufacturerId IANA enterprise number
 * @param productId of Get Device ID, or {@link #ANY}
 * @param firstFirmware major revision in the high byte, minor as its BCD byte in the low one
 * @param lastFirmware as {@code firstFirmware}, included
 * @param source who saw it, on what
 */
record QuirkProfile(
        int manufacturerId,
        int productId,
        int firstFirmware,
        int lastFirmware,
        Quirks quirks,
        String source) {
    static final int ANY = -1;

    private static final String ANYTHING = "*";
    private static final int CELLS = 5;
    private static final int MAX_FIRMWARE = 0x7FFF;

    /**
     * Reads {@code manufacturer | product | firmware range | quirks | source}.
     *
     * @throws IllegalArgumentException with the line in its message
     */
    static QuirkProfile parse(String line) {
        String[] cells = line.split("\\|", -1);
        try {
            if (cells.length != CELLS) {
                throw new IllegalArgumentException("needs 5 cells, has " + cells.length);
            }
            Arrays.setAll(cells, i -> cells[i].strip());
            String[] firmware = cells[2].split("-", -1);
            boolean any = cells[2].equals(ANYTHING);
            if (!any && firmware.length != 2) {
                throw new IllegalArgumentException("needs a range of firmware, as 1.00-1.99, or *");
            }
            var profile =
                    new QuirkProfile(
                            Integer.parseInt(cells[0]),
                            cells[1].equals(ANYTHING) ? ANY : Integer.parseInt(cells[1], 16),
                            any ? 0 : revision(firmware[0]),
                            any ? MAX_FIRMWARE : revision(firmware[1]),
                            quirks(cells[3]),
                            cells[4]);
            if (profile.source.isEmpty() || profile.firstFirmware > profile.lastFirmware) {
                throw new IllegalArgumentException("needs a source, and firmware in order");
            }
            return profile;
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "quirks: \"%s\": %s".formatted(line, wrong.getMessage()), wrong);
        }
    }

    boolean matches(GetDeviceId.Response device) {
        int firmware = (device.firmwareRevision1() & 0x7F) << 8 | device.firmwareRevision2();
        return device.manufacturerId() == manufacturerId
                && (productId == ANY || device.productId() == productId)
                && firmware >= firstFirmware
                && firmware <= lastFirmware;
    }

    /** As the BMC has it: {@code 2.49} is 02h and 49h. */
    private static int revision(String text) {
        String[] parts = text.strip().split("\\.", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("\"" + text + "\" is no firmware revision");
        }
        return Integer.parseInt(parts[0]) << 8 | Integer.parseInt(parts[1], 16);
    }

    private static Quirks quirks(String cell) {
        return Quirks.of(
                Arrays.stream(cell.split(","))
                        .map(String::strip)
                        .map(Quirk::valueOf)
                        .toArray(Quirk[]::new));
    }
}
