package dev.sideband.cli;

import dev.sideband.avro.Command;
import dev.sideband.avro.CommandAction;
import dev.sideband.avro.CommandResult;
import dev.sideband.avro.CommandState;
import dev.sideband.collector.CollectorConfig;
import dev.sideband.collector.command.Actions;
import dev.sideband.collector.command.CommandClient;
import dev.sideband.demo.Printable;
import dev.sideband.runtime.ConfigException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sends commands, waits for what becomes of them and shows it. */
final class CommandRun implements CommandClient.Listener {
    /** An answer that has not come so long after a command expired will not come. */
    private static final Duration NO_ANSWER = Duration.ofSeconds(10);

    /** The longest that a server may take to shut down, and some more. */
    private static final Duration LONGEST = Duration.ofMinutes(12);

    private final CommandLine line;
    private final AskOptions ask;
    private final Terminal terminal;
    private final InstantSource clock = InstantSource.system();
    private final Map<String, CommandResult> latest = new LinkedHashMap<>();
    private final StatusLine status;
    private int ended;
    private boolean allDone = true;

    CommandRun(CommandLine line, AskOptions ask) {
        this.line = line;
        this.ask = ask;
        this.terminal = Terminal.here(null);
        this.status = new StatusLine(line.getErr(), terminal.progress() && !ask.json());
    }

    /** Asks for one thing of several servers; 0 where all of it was done. */
    int ask(List<String> targets, CommandAction action, Map<String, String> parameters)
            throws ConfigException, InterruptedException {
        CollectorConfig collector = ask.brokers().collector("command");
        Instant now = clock.instant();
        List<Command> commands =
                targets.stream()
                        .distinct()
                        .map(target -> ask.command(target, action, parameters, now))
                        .toList();
        try (var client =
                        new CommandClient(
                                collector.clients("command"),
                                collector.topics(),
                                collector.connectRegistry());
                status) {
            client.send(commands);
            Instant answerBy = now.plus(ask.expires()).plus(NO_ANSWER);
            Instant end = now.plus(ask.expires()).plus(LONGEST);
            while (ended < commands.size() && clock.instant().isBefore(end)) {
                client.listen(this);
                boolean silent = latest.size() < commands.size();
                if (silent && clock.instant().isAfter(answerBy)) {
                    break;
                }
            }
        }
        commands.stream().filter(command -> !isEnded(command.getId())).forEach(this::noEnd);
        return allDone ? 0 : 1;
    }

    private boolean isEnded(String id) {
        CommandResult last = latest.get(id);
        return last != null && isEnd(last.getState());
    }

    private static boolean isEnd(CommandState state) {
        return switch (state) {
            case ACCEPTED, RUNNING -> false;
            case REFUSED, DONE, FAILED, UNKNOWN -> true;
        };
    }

    @Override
    public void step(CommandResult step) {
        if (isEnded(step.getId())) {
            return;
        }
        latest.put(step.getId(), step);
        boolean end = isEnd(step.getState());
        if (end) {
            ended++;
            allDone &= step.getState() == CommandState.DONE;
        }
        if (ask.json()) {
            json(step);
        } else if (end) {
            status.clear();
            say(out(), step.getTarget(), tone(step.getState()), word(step), step.getDetail());
        } else {
            status.say(
                    Printable.of(
                            "%d ended; %s: %s"
                                    .formatted(ended, step.getTarget(), step.getDetail())));
        }
    }

    @Override
    public void line(dev.sideband.avro.ConsoleOutput printed) {
        if (ask.json()) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            object.put("id", printed.getCommand());
            object.put("target", printed.getTarget());
            object.put("line", printed.getLine());
            object.put("time", printed.getObservedAt().toString());
            object.put("text", printed.getText());
            Json.print(out(), object);
        } else {
            status.clear();
            out().printf(
                            "%s %s%n",
                            Printable.of(printed.getTarget()), Printable.of(printed.getText()));
        }
        out().flush();
    }

    private void noEnd(Command command) {
        allDone = false;
        CommandResult last = latest.get(command.getId());
        String why =
                last == null
                        ? "no collector answered: is one running that polls it?"
                        : "no end came; look at the topic command-results for " + command.getId();
        if (ask.json()) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            object.put("id", command.getId());
            object.put("target", command.getTarget());
            object.put("action", Actions.word(command.getAction()));
            object.put("state", "unanswered");
            object.put("detail", why);
            Json.print(out(), object);
            out().flush();
        } else {
            say(out(), command.getTarget(), Tone.CRITICAL, "no answer", why);
        }
    }

    private void json(CommandResult step) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("id", step.getId());
        object.put("target", step.getTarget());
        object.put("action", Actions.word(step.getAction()));
        object.put("state", step.getState().name().toLowerCase(Locale.ROOT));
        object.put("reason", step.getReason());
        object.put("detail", step.getDetail());
        object.put("dry_run", step.getDryRun());
        object.put("collector", step.getCollector());
        object.put("time", step.getObservedAt().toString());
        Json.print(out(), object);
        out().flush();
    }

    private static String word(CommandResult step) {
        String state = step.getState().name().toLowerCase(Locale.ROOT);
        String word = step.getReason() == null ? state : state + ", " + step.getReason();
        return step.getDryRun() ? word + " (dry run)" : word;
    }

    private static Tone tone(CommandState state) {
        return switch (state) {
            case DONE -> Tone.GOOD;
            case UNKNOWN -> Tone.WARNING;
            case REFUSED, FAILED -> Tone.CRITICAL;
            case ACCEPTED, RUNNING -> Tone.PLAIN;
        };
    }

    private void say(PrintWriter out, String target, Tone tone, String word, String detail) {
        out.printf(
                "%s  %s  %s%n",
                Printable.of(target),
                tone.on(Printable.of(word), terminal.colour()),
                Printable.of(detail));
        out.flush();
    }

    private PrintWriter out() {
        return line.getOut();
    }
}
