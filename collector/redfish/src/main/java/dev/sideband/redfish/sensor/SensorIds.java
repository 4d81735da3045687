package dev.sideband.redfish.sensor;

import java.util.Locale;

/**
 * Ids that stay: the chassis, what is measured and what it is called, as in {@code
 * 1.temperature.01-inlet-ambient}. Array places and MemberIds, which firmware counts anew, are not
 * in them.
 */
final class SensorIds {
    private static final int MAX_LENGTH = 120;

    private SensorIds() {}

    /** The id without regard to others of the same name. */
    static String plainId(Finding finding) {
        String fan =
                finding.kind() == SensorKind.FAN && "%".equals(finding.measure().unit())
                        ? ".percent"
                        : "";
        String role = finding.role();
        return role != null
                ? chassis(finding) + "." + role
                : chassis(finding) + "." + finding.kind().word() + "." + slug(finding.name()) + fan;
    }

    /**
     * The id.
     *
     * @param alone whether no other in its document has this name
     */
    static String id(Finding finding, boolean alone) {
        String plain = plainId(finding);
        if (alone) {
            return plain;
        }
        Integer number = finding.sensorNumber();
        if (number != null) {
            return plain + ".n" + number;
        }
        String last = slug(lastSegment(finding.resource()));
        // A Sensor's Id is its own where it is more than a count.
        return finding.resource().contains("#") || last.matches("\\d*")
                ? plain
                : plain + "." + last;
    }

    /**
     * A name without what documents spell differently: {@code CPU #1 Temperature} and {@code CPU1
     * Temp} are the same temperature.
     */
    static String spoken(Finding finding) {
        String plain = SameQuantity.plain(finding.name());
        String shorter =
                switch (finding.kind()) {
                    case TEMPERATURE -> plain.replaceFirst("temp$", "");
                    case VOLTAGE -> plain.replaceFirst("voltage(?=in|out|$)", "");
                    case FAN,
                            CURRENT,
                            POWER,
                            ENERGY,
                            HUMIDITY,
                            FREQUENCY,
                            PERCENTAGE,
                            OTHER,
                            DISCRETE ->
                            plain;
                };
        return shorter.isEmpty() ? plain : shorter;
    }

    private static String chassis(Finding finding) {
        String path = finding.chassis().replaceAll("/+$", "");
        int start = path.toLowerCase(Locale.ROOT).indexOf("/chassis/");
        return slug(start < 0 ? equipment(path) : path.substring(start + "/chassis/".length()));
    }

    /** As {@code powershelves.1}, so that it is no chassis of the same Id. */
    private static String equipment(String path) {
        String last = lastSegment(path);
        boolean known = path.toLowerCase(Locale.ROOT).matches(".*/(power|thermal)equipment/.*");
        String above = path.substring(0, Math.max(0, path.length() - last.length()));
        return known ? lastSegment(above) + "." + last : last;
    }

    private static String lastSegment(String path) {
        String plain = path.replaceAll("/+$", "");
        return plain.substring(plain.lastIndexOf('/') + 1);
    }

    private static String slug(String text) {
        String slug =
                text.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9.+~]+", "-")
                        .replaceAll("^-+|-+$", "");
        return slug.length() > MAX_LENGTH ? slug.substring(0, MAX_LENGTH) : slug;
    }
}
