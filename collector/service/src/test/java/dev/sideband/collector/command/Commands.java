package dev.sideband.collector.command;

import dev.sideband.avro.Command;
import dev.sideband.avro.CommandAction;
import dev.sideband.avro.CommandResult;
import dev.sideband.avro.CommandState;
import dev.sideband.avro.Target;
import dev.sideband.collector.Samples;
import dev.sideband.schemas.Topics;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Commands that tests send. */
final class Commands {
    /** Declares Avro's records trusted, too. */
    static final Topics TOPICS = new Topics();

    static final Instant NOW = Samples.T0;
    static final Steps STEPS = new Steps("c1");
    static final AllowRule ALL = new AllowRule(List.of("*"), null, List.of("all"));
    static final CommandOptions ANYTHING = new CommandOptions(true, List.of(ALL), null, null);

    private Commands() {}

    static Command.Builder command(String id, CommandAction action) {
        return Command.newBuilder()
                .setId(id)
                .setTarget("r12-u07")
                .setAction(action)
                .setParameters(Map.of())
                .setRequestedBy("ada")
                .setReason("hangs")
                .setRequestedAt(NOW);
    }

    static Command of(String id, CommandAction action) {
        return command(id, action).build();
    }

    static CommandResult accepted(String id, CommandAction action, Target target, Instant at) {
        return STEPS.accepted(
                command(id, action).setTarget(target.getTarget()).build(),
                at.plusSeconds(60),
                target.getLocation(),
                at);
    }

    static CommandResult step(CommandResult before, CommandState state, Instant at) {
        return CommandResult.newBuilder(before).setState(state).setObservedAt(at).build();
    }
}
