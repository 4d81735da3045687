package dev.sideband.collector.command;

import dev.sideband.avro.Command;
import dev.sideband.avro.CommandAction;
import dev.sideband.avro.CommandResult;
import dev.sideband.avro.CommandState;
import dev.sideband.avro.Location;
import dev.sideband.collector.probe.TaskEnd;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;

/** The steps of commands as one collector tells them. */
final class Steps {
    private final String collector;

    Steps(String collector) {
        this.collector = collector;
    }

    /** It is going to be done. */
    CommandResult accepted(
            Command command, Instant expiresAt, @Nullable Location location, Instant now) {
        return CommandResult.newBuilder(first(command, now))
                .setState(CommandState.ACCEPTED)
                .setDetail(command.getDryRun() ? "to be tried, without a change" : "to be done")
                .setExpiresAt(expiresAt)
                .setAcceptedAt(now)
                .setLocation(location)
                .build();
    }

    CommandResult refused(Command command, Verdict.Refuse refusal, Instant now) {
        return CommandResult.newBuilder(first(command, now))
                .setState(CommandState.REFUSED)
                .setReason(refusal.reason().word())
                .setDetail(refusal.detail())
                .build();
    }

    private CommandResult first(Command command, Instant now) {
        return CommandResult.newBuilder()
                .setId(command.getId())
                .setTarget(command.getTarget())
                .setAction(command.getAction())
                .setParameters(command.getParameters())
                .setState(CommandState.UNKNOWN)
                .setDetail("")
                .setDryRun(command.getDryRun())
                .setCollector(collector)
                .setRequestedBy(command.getRequestedBy())
                .setRequestedReason(command.getReason())
                .setRequestedAt(command.getRequestedAt())
                .setObservedAt(now)
                .build();
    }

    /** A record that is no command; {@code id} says where it is. */
    CommandResult unreadable(String id, String target, String why, Instant now) {
        return CommandResult.newBuilder()
                .setId(id)
                .setTarget(target)
                .setAction(CommandAction.UNKNOWN)
                .setParameters(Map.of())
                .setState(CommandState.REFUSED)
                .setReason(Refusal.MALFORMED.word())
                .setDetail(why)
                .setCollector(collector)
                .setRequestedBy("")
                .setRequestedReason("")
                .setObservedAt(now)
                .build();
    }

    /** A command with an id that was answered before; it tells of the first, and who asks now. */
    CommandResult repeated(Command again, CommandResult known, Instant now) {
        return CommandResult.newBuilder(known)
                .setDuplicate(true)
                .setDetail(
                        "this id was asked for before (%s by %s), and is not done again; %s since %s: %s"
                                .formatted(
                                        Actions.word(known.getAction()),
                                        known.getRequestedBy(),
                                        known.getState(),
                                        known.getObservedAt(),
                                        known.getDetail()))
                .setCollector(collector)
                .setRequestedBy(again.getRequestedBy())
                .setRequestedReason(again.getReason())
                .setRequestedAt(again.getRequestedAt())
                .setObservedAt(now)
                .build();
    }

    CommandResult running(CommandResult before, String state, Instant now) {
        return next(before, CommandState.RUNNING, null, state, now);
    }

    CommandResult ended(CommandResult before, TaskEnd end, Instant now) {
        CommandState state =
                switch (end.result()) {
                    case DONE -> CommandState.DONE;
                    case FAILED -> CommandState.FAILED;
                    case UNKNOWN -> CommandState.UNKNOWN;
                };
        return next(before, state, end.reason(), end.detail(), now);
    }

    /** Another collector, or this one before it was started again, began it and told no end. */
    CommandResult lost(CommandResult begun, Instant now) {
        return next(
                begun,
                CommandState.UNKNOWN,
                "begun-before",
                "begun by %s at %s; how it ended is not known: look at the server before asking again"
                        .formatted(begun.getCollector(), begun.getObservedAt()),
                now);
    }

    private CommandResult next(
            CommandResult before,
            CommandState state,
            @Nullable String reason,
            String detail,
            Instant now) {
        return CommandResult.newBuilder(before)
                .setState(state)
                .setReason(reason)
                .setDetail(detail)
                .setCollector(collector)
                .setObservedAt(now)
                .build();
    }
}
