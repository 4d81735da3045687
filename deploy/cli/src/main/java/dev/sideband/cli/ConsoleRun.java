package dev.sideband.cli;

import dev.sideband.cli.ConsoleKeys.Stroke;
import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.sol.SolBuffer;
import dev.sideband.ipmi.sol.SolConsole;
import dev.sideband.ipmi.sol.SolEnd;
import dev.sideband.ipmi.sol.SolException;
import dev.sideband.ipmi.sol.SolNotice;
import dev.sideband.ipmi.sol.SolOptions;
import dev.sideband.ipmi.wire.Bytes;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One console from its activation to its end, on a terminal or without one. */
final class ConsoleRun {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(5);

    private final ConsoleOptions options;
    private final boolean json;
    private final CommandLine command;
    private final InstantSource clock = InstantSource.system();
    private final boolean interactive;
    private @Nullable SolEnd end;

    ConsoleRun(ConsoleOptions options, boolean json, CommandLine command) {
        this.options = options;
        this.json = json;
        this.command = command;
        this.interactive = !json && RawTerminal.isThere();
    }

    /** Opens the console in {@code session} and stays until it ends. */
    void with(IpmiSession session)
            throws IpmiException, SolException, IOException, InterruptedException {
        var buffer = new SolBuffer(BUFFER_BYTES, this::notice);
        var chosen = SolOptions.DEFAULT.withTakeover(options.takeover());
        try (SolConsole console = SolConsole.activate(session, chosen, buffer)) {
            buffer.whenRoom(console::resume);
            run(session, console, buffer);
        }
        SolEnd how = end;
        if (interactive && how != null) {
            say(how.message());
        }
    }

    private void run(IpmiSession session, SolConsole console, SolBuffer buffer)
            throws IOException, InterruptedException {
        var pump = new ConsolePump(console, buffer);
        try (var capture = ConsoleCapture.open(options, clock)) {
            List<ConsoleOutput> outputs = new ArrayList<>(List.of(screen()));
            capture.output().ifPresent(outputs::add);
            greet(session);
            try (var terminal = new Terminal(interactive && !options.readOnly());
                    StopSignal stop = listen(console, terminal)) {
                Thread writer = pump.writeTo(outputs);
                if (!options.readOnly()) {
                    pump.readFrom(System.in, keyboard(console), () -> inputEnded(console));
                }
                options.limit().ifPresent(limit -> endAfter(limit, console, stop));
                end = console.run();
                console.close();
                buffer.finish();
                writer.join(DRAIN_LIMIT);
            }
            for (ConsoleOutput output : outputs) {
                output.close();
            }
        }
        IOException failure = pump.failure();
        if (failure != null) {
            throw failure;
        }
    }

    private ConsoleOutput screen() {
        if (interactive || options.raw()) {
            OutputStream out = new FileOutputStream(FileDescriptor.out);
            return ConsoleOutput.raw(out);
        }
        return json
                ? ConsoleOutput.json(command.getOut(), clock)
                : ConsoleOutput.lines(command.getOut(), clock);
    }

    private StopSignal listen(SolConsole console, Terminal terminal) {
        return StopSignal.listen(() -> {
            console.end();
            terminal.close();
        });
    }

    private static void endAfter(Duration limit, SolConsole console, StopSignal stop) {
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        stop.await(limit);
                        console.end();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private void inputEnded(SolConsole console) {
        if (interactive) {
            console.end();
        } else if (options.limit().isEmpty()) {
            console.endWhenQuiet(options.linger());
        }
    }

    private ConsolePump.Keyboard keyboard(SolConsole console) {
        if (!interactive) {
            return (typed, count) -> console.write(typed, 0, count);
        }
        var keys = new ConsoleKeys(options.escape());
        return (typed, count) -> {
            for (Stroke stroke : keys.read(typed, count)) {
                if (!obey(stroke, console)) {
                    return false;
                }
            }
            return true;
        };
    }

    private boolean obey(Stroke stroke, SolConsole console) throws InterruptedException {
        return switch (stroke) {
            case ConsoleKeys.Characters(Bytes bytes) ->
                    console.write(bytes.toArray(), 0, bytes.length());
            case ConsoleKeys.Break _ -> {
                say("break");
                yield console.sendBreak();
            }
            case ConsoleKeys.Help _ -> {
                help();
                yield true;
            }
            case ConsoleKeys.Leave _ -> {
                console.end();
                yield false;
            }
        };
    }

    private void greet(IpmiSession session) {
        if (!interactive) {
            return;
        }
        char escape = options.escape();
        say(
                options.readOnly()
                        ? "console of %s, read only; Ctrl-C leaves".formatted(session.address())
                        : "console of %s; %c. leaves, %cB sends a break, %c%c is one %c, %c? helps"
                                .formatted(
                                        session.address(),
                                        escape,
                                        escape,
                                        escape,
                                        escape,
                                        escape,
                                        escape));
    }

    private void help() {
        String lines =
                """
                at the start of a line:
                  ~.  leaves the console
                  ~B  sends a break
                  ~~  types one ~
                  ~?  shows this\
                """
                        .replace(ConsoleKeys.DEFAULT_ESCAPE, options.escape());
        say(interactive ? lines.replace("\n", "\r\n") : lines);
    }

    private void notice(SolNotice notice) {
        say(
                switch (notice) {
                    case TRANSFER_UNAVAILABLE -> "the server is off or resets: what is typed waits";
                    case TRANSFER_AVAILABLE -> "the server takes characters again";
                    case OVERRUN -> "the BMC lost characters here";
                    case PACKETS_LOST -> "characters were lost on the way here";
                    case BREAK -> "the server sent a break";
                });
    }

    /** A line of our own; a terminal that is given over needs the carriage return. */
    private void say(String text) {
        String line = "sideband: " + text;
        command.getErr().print(interactive ? "\r\n" + line + "\r\n" : line + "\n");
        command.getErr().flush();
    }

    /** 0 where we ended it ourselves, 1 where the BMC did. */
    int exitCode() {
        SolEnd how = end;
        if (how != null && how.reason() == SolEnd.Reason.CLOSED) {
            return 0;
        }
        if (!interactive && how != null) {
            say(how.message());
        }
        return 1;
    }

    /** Given over where somebody types. */
    private static final class Terminal implements AutoCloseable {
        private final Optional<RawTerminal> raw;

        Terminal(boolean typed) throws InterruptedException {
            raw = typed ? RawTerminal.open() : Optional.empty();
        }

        @Override
        public void close() {
            raw.ifPresent(RawTerminal::close);
        }
    }
}
