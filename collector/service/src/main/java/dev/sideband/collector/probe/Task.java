package dev.sideband.collector.probe;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** Something to be done to one server through its BMC. */
public sealed interface Task {
    /** What may be ordered of a server's power. */
    enum PowerOrder {
        ON,
        OFF,
        CYCLE,
        RESET,
        SOFT,
        DIAG
    }

    /** Switches the power, and waits for what comes of it. */
    record Power(PowerOrder order) implements Task {}

    /**
     * Switches the light by which the server is found.
     *
     * @param time for how long it is to be lit; null: until it is switched off
     */
    record Identify(boolean lit, @Nullable Duration time) implements Task {}

    /**
     * Chooses what the server boots from.
     *
     * @param device in small letters, such as {@code pxe} or {@code remote_cdrom}
     * @param persistent for each start from now on, not only the next
     * @param uefi by UEFI or the legacy way; null: as it is
     */
    record Boot(String device, boolean persistent, @Nullable Boolean uefi) implements Task {}

    /**
     * Empties a hardware log, where all that is in it is on its topic.
     *
     * @param log its name as events have it; null: the SEL, or the only log that there is
     */
    record ClearLog(@Nullable String log) implements Task {}

    /**
     * Takes down what the serial console prints.
     *
     * @param time for so long
     * @param maxBytes but no more than this
     */
    record Console(Duration time, int maxBytes) implements Task {}
}
