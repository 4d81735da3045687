package dev.sideband.redfish.log;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times in other forms than the specification's (DSP0266 §9.3, ISO 8601) as BMCs write them. */
final class TimeForms {
    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");

    /** {@code Tue Nov 29 12:04:25 2022}, as C's ctime has it (CIMC). */
    private static final Pattern CTIME =
            Pattern.compile(
                    "(?:[A-Za-z]{3},? +)?([A-Za-z]{3}) +(\\d{1,2}) +(\\d{1,2}:\\d{2}:\\d{2})"
                            + "( +[A-Za-z]{3})? +(\\d{4})");

    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})/(\\d{1,2})/(\\d{1,2})(.*)");

    private static final Pattern YEAR_LAST =
            Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4}),?(.*)");

    private static final Pattern COMPACT =
            Pattern.compile("(\\d{4})(\\d{2})(\\d{2})[T ](\\d{2})(\\d{2})(\\d{2})(.*)");

    private static final Pattern SECONDS = Pattern.compile("\\d{9,10}");
    private static final Pattern MILLIS = Pattern.compile("\\d{12,13}");

    private TimeForms() {}

    /** The same time as ISO 8601 has it; as it is where its form is not known. */
    static String iso(String text) {
        String plain = text.strip();
        Matcher parts = YEAR_FIRST.matcher(plain);
        if (parts.matches()) {
            return "%s-%s-%s%s"
                    .formatted(parts.group(1), parts.group(2), parts.group(3), parts.group(4));
        }
        parts = YEAR_LAST.matcher(plain);
        if (parts.matches()) {
            return yearLast(parts);
        }
        parts = CTIME.matcher(plain);
        int month =
                parts.matches() ? MONTHS.indexOf(parts.group(1).toLowerCase(Locale.ROOT)) + 1 : 0;
        if (month > 0) {
            String zone = parts.group(4) == null ? "" : parts.group(4).strip();
            return "%s-%d-%s %s%s"
                    .formatted(parts.group(5), month, parts.group(2), parts.group(3), zone);
        }
        parts = COMPACT.matcher(plain);
        if (parts.matches()) {
            return "%s-%s-%s %s:%s:%s%s"
                    .formatted(
                            parts.group(1),
                            parts.group(2),
                            parts.group(3),
                            parts.group(4),
                            parts.group(5),
                            parts.group(6),
                            parts.group(7));
        }
        if (SECONDS.matcher(plain).matches()) {
            return Instant.ofEpochSecond(Long.parseLong(plain)).toString();
        }
        return MILLIS.matcher(plain).matches()
                ? Instant.ofEpochMilli(Long.parseLong(plain)).toString()
                : plain;
    }

    /** Month and day as Americans write them, unless the first number can be no month. */
    private static String yearLast(Matcher parts) {
        boolean dayFirst = Integer.parseInt(parts.group(1)) > MONTHS.size();
        return "%s-%s-%s%s"
                .formatted(
                        parts.group(3),
                        parts.group(dayFirst ? 2 : 1),
                        parts.group(dayFirst ? 1 : 2),
                        parts.group(4));
    }
}
