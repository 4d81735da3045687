package dev.sideband.cli;

import dev.sideband.ipmi.dcmi.DcmiSensor;
import dev.sideband.ipmi.sensor.IpmiSensor;
import dev.sideband.ipmi.sensor.SensorKind;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.util.Arrays;
import java.util.regex.Pattern;

/** Which sensors to show. */
final class SensorFilter {
    private final OptionSpec kinds =
            OptionSpec.builder("--type")
                    .paramLabel("TYPE")
                    .type(SensorKind[].class)
                    .arity("1")
                    .splitRegex(",")
                    .description(
                            "Only these: temperature, fan, voltage, current, power, energy,"
                                    + " humidity, discrete, ...; may be given more than once.")
                    .build();
    private final OptionSpec name =
            Specs.option(
                    "--name",
                    "PATTERN",
                    String.class,
                    "Only those whose name is like this; * and ? stand for any characters.");

    ArgSpec[] options() {
        return new ArgSpec[] {kinds, name};
    }

    /** Whether {@code sensor} can be read and is wanted. */
    boolean takes(IpmiSensor sensor) {
        return sensor.readable() && takes(sensor.kind().word(), sensor.name());
    }

    /** Whether {@code sensor} is wanted. */
    boolean takes(DcmiSensor sensor) {
        return takes(sensor.kind().word(), sensor.name());
    }

    /**
     * Whether a sensor is wanted.
     *
     * @param kind the word for what it measures
     */
    boolean takes(String kind, String called) {
        SensorKind[] wanted = kinds.getValue();
        String pattern = name.getValue();
        return (wanted == null || Arrays.stream(wanted).anyMatch(one -> one.word().equals(kind)))
                && (pattern == null || isLike(called, pattern));
    }

    /** Whether all of {@code text} matches, small letters or capitals. */
    static boolean isLike(@Nullable String text, String pattern) {
        var regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            switch (pattern.charAt(i)) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(pattern.substring(i, i + 1)));
            }
        }
        return text != null
                && Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
                        .matcher(text)
                        .matches();
    }
}
