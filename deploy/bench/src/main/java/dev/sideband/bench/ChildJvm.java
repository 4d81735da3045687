package dev.sideband.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * Another JVM with this one's class path, so that what runs in it costs this one nothing. It ends
 * with its parent, however that ends, as the parent holds the other end of its standard input.
 */
final class ChildJvm implements AutoCloseable {
    private static final int STOP_SECONDS = 10;

    private final Process process;
    private final BufferedReader out;
    private final String answer;

    private ChildJvm(Process process, BufferedReader out, String answer) {
        this.process = process;
        this.out = out;
        this.answer = answer;
    }

    /**
     * Starts {@code main} and waits until it says that it is ready.
     *
     * @throws IOException where it ends instead
     */
    static ChildJvm start(Class<?> main, String heap, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+UseParallelGC",
                        "-Xmx" + heap,
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName()));
        command.addAll(arguments);
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        if (line == null) {
            throw new IOException(main.getSimpleName() + " ended before it was ready");
        }
        return new ChildJvm(process, out, line);
    }

    /** What it said when it was ready. */
    String answer() {
        return answer;
    }

    /**
     * Has the child do something.
     *
     * @return what it answered
     * @throws IOException where it is no more
     */
    String ask(String question) throws IOException {
        var in = process.outputWriter(StandardCharsets.UTF_8);
        in.write(question + "\n");
        in.flush();
        String line = out.readLine();
        if (line == null) {
            throw new IOException("a part of the benchmark ended when asked to: " + question);
        }
        return line;
    }

    /**
     * In the child, first of all: keeps standard output for the one line that the parent reads;
     * whoever else writes there, as logging does where nobody set it up, writes to nobody.
     */
    static PrintStream takeOutput() {
        PrintStream parent = System.out;
        System.setOut(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        return parent;
    }

    /** In the child: says that it is ready, and returns when the parent closes it or is no more. */
    static void serve(PrintStream parent, String answer) {
        serve(parent, answer, question -> question + ": what is that?");
    }

    /**
     * The same, and answers what the parent asks meanwhile.
     *
     * @param answers to questions, in one line each
     */
    static void serve(PrintStream parent, String answer, UnaryOperator<String> answers) {
        parent.println(answer);
        parent.flush();
        try {
            var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                parent.println(answers.apply(line));
                parent.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
