package dev.sideband.collector.probe;

import dev.sideband.collector.probe.Task.PowerOrder;

import java.time.Duration;
import java.util.Locale;

/** Power orders and what came of them, in words; IPMI and Redfish have the same outcomes. */
final class PowerTexts {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration SOFT_PATIENCE = Duration.ofMinutes(10);

    private PowerTexts() {}

    /** How long to wait until the server is in the state that was asked for. */
    static Duration patience(PowerOrder order) {
        return switch (order) {
            case SOFT -> SOFT_PATIENCE;
            case ON, OFF, CYCLE, RESET, DIAG -> PATIENCE;
        };
    }

    static String onOff(boolean on) {
        return on ? "on" : "off";
    }

    /** What an outcome means, by its name. */
    static TaskEnd end(PowerOrder order, String outcome) {
        return switch (outcome) {
            case "REACHED" -> TaskEnd.done(reached(order));
            case "ALREADY_THERE" ->
                    TaskEnd.done(
                            "power was %s before; nothing was sent"
                                    .formatted(onOff(order == PowerOrder.ON)));
            case "ACCEPTED" -> TaskEnd.done("the BMC took the order " + word(order));
            case "NOT_REACHED" ->
                    TaskEnd.failed(
                            "not-reached",
                            "the BMC took the order %s, and the server did not get there in %d s; look at its console"
                                    .formatted(word(order), patience(order).toSeconds()));
            case "UNCERTAIN" ->
                    TaskEnd.unknown(
                            "uncertain",
                            "no answer came to the order %s, and the power does not show whether it was done"
                                    .formatted(word(order)));
            default -> throw new IllegalArgumentException(outcome);
        };
    }

    private static String reached(PowerOrder order) {
        return switch (order) {
            case ON -> "power is on";
            case OFF, SOFT -> "power is off";
            case CYCLE -> "power was off and is on";
            case RESET, DIAG -> "done";
        };
    }

    private static String word(PowerOrder order) {
        return order.name().toLowerCase(Locale.ROOT);
    }
}
