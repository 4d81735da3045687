package dev.sideband.collector.chaos;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process of the test: it is told what to do by lines, and says by lines what it did. */
final class Child implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 90;
    private static final String END = "\u0000";

    private final String name;
    private final Process process;
    private final BufferedWriter input;
    private final LinkedBlockingQueue<String> said = new LinkedBlockingQueue<>();

    private Child(String name, Process process) {
        this.name = name;
        this.process = process;
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        Thread.ofVirtual().name(name).start(this::read);
    }

    static Child start(String name, Class<?> main, List<String> options, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(arguments);
        return new Child(name, new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Lines that begin with a word and a colon are answers; all others are told as they are. */
    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith("> ")) {
                    said.add(line.substring(2));
                } else if (!line.startsWith("\tat ")) {
                    System.out.println("    [" + name + "] " + line);
                }
            }
        } catch (IOException gone) {
            // Killed.
        }
        said.add(END);
    }

    /** What it says next. */
    String answer() throws InterruptedException {
        String line = said.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (line == null || line.equals(END)) {
            throw new IllegalStateException(name + " says nothing");
        }
        return line;
    }

    String ask(String line) throws InterruptedException {
        tell(line);
        return answer();
    }

    void tell(String line) {
        try {
            input.write(line);
            input.newLine();
            input.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(name + " is gone", gone);
        }
    }

    long pid() {
        return process.pid();
    }

    /** SIGSTOP, SIGCONT and the like. */
    void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(pid())).start().waitFor();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Lets it end by itself: its input ends. */
    void end() throws InterruptedException {
        try {
            input.close();
        } catch (IOException gone) {
            // Then it has ended.
        }
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            kill();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
