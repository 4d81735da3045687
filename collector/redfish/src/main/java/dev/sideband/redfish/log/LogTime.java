package dev.sideband.redfish.log;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A point in time as a BMC wrote it, such as an entry's Created.
 *
 * @param raw as it was written; empty where there was nothing
 * @param instant what it means; null where the BMC's clock was not set, or it is no time
 * @param zone where its distance from UTC is from
 */
public record LogTime(String raw, @Nullable Instant instant, Zone zone) {
    /** There is none. */
    public static final LogTime NONE = new LogTime("", null, Zone.NONE);

    /** Where a time's distance from UTC is from. */
    public enum Zone {
        /** It stands with the time. */
        ENTRY,
        /** The log or its manager tells it for all. */
        SERVICE,
        /** Nobody tells it. */
        ASSUMED_UTC,
        /** It is no time. */
        NONE
    }

    /**
     * Clocks of BMCs that were never set begin in 1970, 1999 or 2000, and iDRAC's, iLO's and XCC's
     * are all younger than this.
     */
    private static final int FIRST_YEAR = 2005;

    /** 9999 stands for an unknown time (NVIDIA's HGX BMC). */
    private static final int LAST_YEAR = 2099;

    private static final Pattern FORM =
            Pattern.compile(
                    "(\\d{4})-(\\d{1,2})-(\\d{1,2})[Tt ]+(\\d{1,2}):(\\d{2}):(\\d{2})"
                        + "(?:[.,](\\d{1,9})\\d*)?\\s*([Zz]|UTC|GMT|[+-]\\d{1,2}(?::?\\d{2})?)?");

    /**
     * Reads a time.
     *
     * @param text such as {@code 2024-08-08T18:48:07-05:00}; also with a blank for the T, without a
     *     zone (Cisco), or with a compact one ({@code -0600}, iDRAC's events)
     * @param service the zone to take where {@code text} has none; null where that is not known
     */
    public static LogTime of(String text, @Nullable ZoneId service) {
        Matcher parts = FORM.matcher(TimeForms.iso(text));
        if (!parts.matches()) {
            return new LogTime(text, null, Zone.NONE);
        }
        String own = parts.group(8);
        ZoneId given = service == null ? ZoneOffset.UTC : service;
        Zone zone = own != null ? Zone.ENTRY : service != null ? Zone.SERVICE : Zone.ASSUMED_UTC;
        ZoneId meant = own == null ? given : zone(own).orElse(given);
        try {
            LocalDateTime local = local(parts);
            boolean set = local.getYear() >= FIRST_YEAR && local.getYear() <= LAST_YEAR;
            return new LogTime(text, set ? local.atZone(meant).toInstant() : null, zone);
        } catch (DateTimeException noTime) {
            // Such as 0000-00-00T00:00:00Z of an iLO whose clock was not set.
            return new LogTime(text, null, Zone.NONE);
        }
    }

    /** What the clock that wrote it showed, taken for UTC, as the SEL has it; null for no time. */
    public @Nullable Instant wall() {
        Matcher parts = FORM.matcher(TimeForms.iso(raw));
        return instant != null && parts.matches() ? local(parts).toInstant(ZoneOffset.UTC) : null;
    }

    private static LocalDateTime local(Matcher parts) {
        String fraction = parts.group(7);
        int nanos =
                fraction == null
                        ? 0
                        : Integer.parseInt(fraction + "0".repeat(9 - fraction.length()));
        return LocalDateTime.of(
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                Integer.parseInt(parts.group(4)),
                Integer.parseInt(parts.group(5)),
                Integer.parseInt(parts.group(6)),
                nanos);
    }

    /**
     * Reads a DateTimeLocalOffset: {@code +01:00}, {@code -0600}, {@code 0} (Cray), or the name of
     * a zone such as {@code Asia/Shanghai} (Huawei).
     */
    public static Optional<ZoneId> zone(String text) {
        String plain = text.strip();
        try {
            if (plain.equalsIgnoreCase("Z") || plain.matches("[+-]?0+(:?0+)?")) {
                return Optional.of(ZoneOffset.UTC);
            }
            if (plain.matches("[+-]\\d{1,2}")) {
                return Optional.of(ZoneOffset.ofHours(Integer.parseInt(plain)));
            }
            if (plain.matches("[+-]\\d{1,2}:?\\d{2}")) {
                return Optional.of(ofDigits(plain));
            }
            return Optional.of(ZoneId.of(plain));
        } catch (DateTimeException notOne) {
            return Optional.empty();
        }
    }

    private static ZoneOffset ofDigits(String signed) {
        String digits = signed.substring(1).replace(":", "");
        int hours = Integer.parseInt(digits.substring(0, digits.length() - 2));
        int minutes = Integer.parseInt(digits.substring(digits.length() - 2));
        int sign = signed.startsWith("-") ? -1 : 1;
        return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
    }

    /** Whether a set clock gave it. */
    public boolean isSet() {
        return instant != null;
    }

    /**
     * What stays the same of it whenever it is read: the instant where it has a zone of its own, as
     * the BMC may come to write it in another; else the text.
     */
    String identity() {
        return instant != null && zone == Zone.ENTRY
                ? String.valueOf(instant.toEpochMilli())
                : raw.strip();
    }
}
