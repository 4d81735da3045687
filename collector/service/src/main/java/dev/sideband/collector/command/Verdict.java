package dev.sideband.collector.command;

import dev.sideband.avro.CommandResult;
import dev.sideband.collector.probe.Task;

import java.time.Instant;

/** What is to be done about a command. */
sealed interface Verdict {
    /** Carry it out, unless that cannot begin before {@code expiresAt}. */
    record Accept(Task task, Instant expiresAt) implements Verdict {}

    /** Do not. */
    record Refuse(Refusal reason, String detail) implements Verdict {}

    /** It was answered before: say again what is known of it. */
    record Repeat(CommandResult known) implements Verdict {}
}
