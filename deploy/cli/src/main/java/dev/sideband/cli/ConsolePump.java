package dev.sideband.cli;

import dev.sideband.ipmi.sol.SolBuffer;
import dev.sideband.ipmi.sol.SolConsole;
import dev.sideband.ipmi.wire.Bytes;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;

/**
 * Carries a console's characters between this process and its session's thread: one thread writes
 * what comes, another reads what is typed.
 */
final class ConsolePump {
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final int READ_BYTES = 4096;

    private final SolConsole console;
    private final SolBuffer buffer;
    private volatile @Nullable IOException failure;

    ConsolePump(SolConsole console, SolBuffer buffer) {
        this.console = console;
        this.buffer = buffer;
    }

    /** Writes to all of {@code outputs} until the buffer is finished; closes none of them. */
    Thread writeTo(List<ConsoleOutput> outputs) {
        return Thread.ofPlatform().daemon().name("console-output").start(() -> write(outputs));
    }

    private void write(List<ConsoleOutput> outputs) {
        try {
            for (Bytes next = buffer.take(IDLE); next != null; next = buffer.take(IDLE)) {
                for (ConsoleOutput output : outputs) {
                    if (next.length() == 0) {
                        output.idle();
                    } else {
                        output.write(next);
                    }
                }
            }
        } catch (IOException e) {
            failure = e;
            console.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Types what is read from {@code in}, and does {@code atEnd} behind it. */
    void readFrom(InputStream in, Keyboard keyboard, Runnable atEnd) {
        Thread.ofPlatform().daemon().name("console-input").start(() -> read(in, keyboard, atEnd));
    }

    private static void read(InputStream in, Keyboard keyboard, Runnable atEnd) {
        byte[] typed = new byte[READ_BYTES];
        try {
            for (int count = in.read(typed); count >= 0; count = in.read(typed)) {
                if (!keyboard.type(typed, count)) {
                    return;
                }
            }
        } catch (IOException e) {
            // A terminal that is gone: nothing more will be typed.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        atEnd.run();
    }

    /** What could not be written, or null. */
    @Nullable IOException failure() {
        return failure;
    }

    /** Does what keys mean; false once nobody listens. */
    interface Keyboard {
        boolean type(byte[] typed, int count) throws InterruptedException;
    }
}
