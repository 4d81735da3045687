package dev.sideband.collector.command;

import dev.sideband.avro.Command;
import dev.sideband.collector.probe.Task;
import dev.sideband.collector.probe.Task.PowerOrder;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a command's action and parameters mean. */
final class Tasks {
    /** The readings of a server wait while its console is taken down. */
    static final Duration LONGEST_CONSOLE = Duration.ofMinutes(5);

    static final int MOST_KILOBYTES = 1024;

    private static final Duration USUAL_CONSOLE = Duration.ofSeconds(30);
    private static final int USUAL_KILOBYTES = 64;
    private static final int LONGEST_LIGHT_SECONDS = 255;
    private static final int BYTES_PER_KILOBYTE = 1024;

    private Tasks() {}

    /**
     * The task.
     *
     * @throws IllegalArgumentException where it makes no sense; the message says why
     */
    static Task of(Command command) {
        Map<String, String> given = command.getParameters();
        return switch (command.getAction()) {
            case POWER_ON -> power(PowerOrder.ON, given);
            case POWER_OFF -> power(PowerOrder.OFF, given);
            case POWER_CYCLE -> power(PowerOrder.CYCLE, given);
            case POWER_RESET -> power(PowerOrder.RESET, given);
            case POWER_SOFT -> power(PowerOrder.SOFT, given);
            case POWER_DIAG -> power(PowerOrder.DIAG, given);
            case IDENTIFY -> identify(given);
            case BOOT_DEVICE -> boot(given);
            case CLEAR_LOG -> {
                expect(given, Set.of("log"));
                yield new Task.ClearLog(given.get("log"));
            }
            case CONSOLE -> console(given);
            case UNKNOWN ->
                    throw new IllegalArgumentException(
                            "the action is unknown here; is the collector older than who asks?");
        };
    }

    private static Task power(PowerOrder order, Map<String, String> given) {
        expect(given, Set.of());
        return new Task.Power(order);
    }

    private static Task identify(Map<String, String> given) {
        expect(given, Set.of("light", "seconds"));
        String light = given.getOrDefault("light", "on");
        String seconds = given.get("seconds");
        if (!light.equals("on") && !light.equals("off")) {
            throw new IllegalArgumentException("light: is on or off");
        }
        if (seconds != null && light.equals("off")) {
            throw new IllegalArgumentException("seconds: for how long the light is on, not off");
        }
        return new Task.Identify(
                light.equals("on"),
                seconds == null
                        ? null
                        : Duration.ofSeconds(number("seconds", seconds, LONGEST_LIGHT_SECONDS)));
    }

    private static Task boot(Map<String, String> given) {
        expect(given, Set.of("device", "persistent", "uefi"));
        String device = given.get("device");
        if (device == null || !device.matches("[a-z_]{1,40}")) {
            throw new IllegalArgumentException(
                    "device: names what to boot from, such as pxe, disk or none");
        }
        Boolean persistent = flag(given, "persistent");
        return new Task.Boot(device, Boolean.TRUE.equals(persistent), flag(given, "uefi"));
    }

    private static Task console(Map<String, String> given) {
        expect(given, Set.of("seconds", "kilobytes"));
        int seconds =
                number(
                        "seconds",
                        given.getOrDefault("seconds", Long.toString(USUAL_CONSOLE.toSeconds())),
                        (int) LONGEST_CONSOLE.toSeconds());
        int kilobytes =
                number(
                        "kilobytes",
                        given.getOrDefault("kilobytes", Integer.toString(USUAL_KILOBYTES)),
                        MOST_KILOBYTES);
        return new Task.Console(Duration.ofSeconds(seconds), kilobytes * BYTES_PER_KILOBYTE);
    }

    private static void expect(Map<String, String> given, Set<String> known) {
        Set<String> others = new TreeSet<>(given.keySet());
        others.removeAll(known);
        if (!others.isEmpty()) {
            throw new IllegalArgumentException(
                    "parameter %s: there is none such; there are: %s"
                            .formatted(
                                    String.join(", ", others),
                                    known.isEmpty()
                                            ? "none"
                                            : String.join(", ", new TreeSet<>(known))));
        }
    }

    private static @Nullable Boolean flag(Map<String, String> given, String name) {
        String word = given.get(name);
        if (word != null && !Arrays.asList("true", "false").contains(word)) {
            throw new IllegalArgumentException(name + ": is true or false");
        }
        return word == null ? null : Boolean.valueOf(word);
    }

    private static int number(String name, String text, int most) {
        boolean isNumber = text.matches("[0-9]{1,6}");
        int value = isNumber ? Integer.parseInt(text) : 0;
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(
                    "%s: is a number from 1 to %d".formatted(name, most));
        }
        return value;
    }
}
