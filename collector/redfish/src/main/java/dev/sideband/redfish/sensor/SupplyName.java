package dev.sideband.redfish.sensor;

import dev.sideband.redfish.resource.Resource;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a power supply is called: BMCs give all of them one name, or none while a bay is empty.
 *
 * @param number of its bay, from 1
 */
record SupplyName(int number) {
    static final String INPUT_POWER = "Input Power";
    static final String OUTPUT_POWER = "Output Power";
    static final String INPUT_VOLTAGE = "Input Voltage";
    static final String INPUT_CURRENT = "Input Current";

    private static final int MAX_NUMBER = 999;

    private static final Pattern NUMBER =
            Pattern.compile(
                    "(?:^|[^a-z])(?:psu|ps|power ?supply|supply|bay|slot|rectifier)[ ._#-]*"
                            + "(?:bay|slot|unit|embedded)?[ ._#-]*([0-9]{1,3})(?![0-9])",
                    Pattern.CASE_INSENSITIVE);

    /** The supply that {@code item}, the {@code index}th of its document, tells of. */
    static SupplyName of(Resource item, int index) {
        OptionalDouble bay = item.part("Oem").part("Hpe").number("BayNumber");
        if (bay.isEmpty()) {
            bay = item.part("Oem").part("Hp").number("BayNumber");
        }
        if (bay.isPresent() && bay.getAsDouble() > 0 && bay.getAsDouble() <= MAX_NUMBER) {
            return new SupplyName((int) bay.getAsDouble());
        }
        for (String member : List.of("Name", "MemberId", "Id")) {
            Matcher number = NUMBER.matcher(item.text(member).orElse(""));
            if (number.find()) {
                return new SupplyName(Integer.parseInt(number.group(1)));
            }
        }
        return new SupplyName(index + 1);
    }

    /** The supply with this {@code Id}, or the one at {@code place} where no number is in it. */
    static SupplyName of(String id, int place) {
        Matcher number = NUMBER.matcher(id);
        // Some count their Ids from 0, and some from 1.
        return new SupplyName(number.find() ? Integer.parseInt(number.group(1)) : place);
    }

    /** Whether it is there and how it is. */
    Finding status(Resource item, String chassis) {
        return new Finding.Builder(chassis, item)
                .name("PSU%d Status".formatted(number))
                .role("psu%d.status".formatted(number))
                .reading(item, "", UnitOfMeasure.STATE)
                .states(List.of("presence detected"))
                .build();
    }

    /** A quantity of it, such as {@link #INPUT_POWER}. */
    Finding.Builder quantity(Resource item, String chassis, String what) {
        return new Finding.Builder(chassis, item)
                .name("PSU%d %s".formatted(number, what))
                .role(role(what));
    }

    private String role(String what) {
        return "psu%d.%s".formatted(number, what.toLowerCase(Locale.ROOT).replace(' ', '-'));
    }
}
