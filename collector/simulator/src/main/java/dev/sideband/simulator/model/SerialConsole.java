package dev.sideband.simulator.model;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is behind a server's serial port: the log of its last start, and a small shell that asks
 * nobody to log in. Output that nobody fetches piles up to a limit, and then keys are not taken.
 * Owned by the thread that serves the BMC.
 */
public final class SerialConsole {
    /** Characters that wait to be fetched. */
    public static final int OUTPUT_LIMIT = 16 * 1024;

    private static final int LINE_LIMIT = 200;

    /** Room that is kept for the answer to a command. */
    private static final int RESERVE = 4 * 1024;

    private static final int DELETE = 0x7F;
    private static final int BACKSPACE = 0x08;
    private static final int INTERRUPT = 0x03;
    private static final Duration UP = Duration.ofDays(9);

    private final Server server;
    private final String prompt;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final StringBuilder line = new StringBuilder();
    private boolean afterReturn;

    public SerialConsole(Server server) {
        this.server = server;
        this.prompt = "[root@s%04x ~]# ".formatted(Mix.bits(server.seed(), 7) & 0xFFFF);
    }

    /** Somebody looks: shows the end of the start and a prompt. */
    public void opened() {
        output.reset();
        line.setLength(0);
        bootLog().forEach(this::println);
        print("\r\n" + prompt);
    }

    /**
     * Keys are pressed.
     *
     * @return how many of them were taken
     */
    public int typed(byte[] keys, Instant now) {
        for (int i = 0; i < keys.length; i++) {
            if (output.size() > OUTPUT_LIMIT - RESERVE) {
                return i;
            }
            typed(keys[i] & 0xFF, now);
        }
        return keys.length;
    }

    private void typed(int key, Instant now) {
        boolean secondOfTwo = key == '\n' && afterReturn;
        afterReturn = key == '\r';
        if (secondOfTwo) {
            return;
        }
        switch (key) {
            case '\r', '\n' -> {
                print("\r\n");
                obey(line.toString().strip(), now);
                line.setLength(0);
                print(prompt);
            }
            case DELETE, BACKSPACE -> {
                if (!line.isEmpty()) {
                    line.setLength(line.length() - 1);
                    print("\b \b");
                }
            }
            case INTERRUPT -> {
                line.setLength(0);
                print("^C\r\n" + prompt);
            }
            default -> {
                if (line.length() < LINE_LIMIT) {
                    line.append((char) key);
                    output.write(key);
                }
            }
        }
    }

    /** The line is held low: the kernel's magic key. */
    public void broken() {
        print("\r\n*** break ***\r\n" + prompt);
    }

    private void obey(String command, Instant now) {
        switch (command) {
            case "" -> {}
            case "help" -> println("commands: dmesg, help, sensors, uptime; the rest is echoed");
            case "dmesg" -> bootLog().forEach(this::println);
            case "uptime" ->
                    println(
                            "up %d days, load %.2f"
                                    .formatted(
                                            UP.toDays(),
                                            server.machine(now, Physics::utilizationPercent)
                                                    / 100));
            case "sensors" ->
                    server.truth(now)
                            .forEach(one ->
                                    one.value()
                                            .ifPresent(value ->
                                                    println(
                                                            "%-16s %10.2f"
                                                                    .formatted(
                                                                            one.name(), value))));
            default -> println(command);
        }
    }

    private List<String> bootLog() {
        Profile profile = server.blueprint().profile();
        Shape shape = profile.shape();
        return List.of(
                "[    0.000000] Linux version 6.12.0 on " + profile.vendor(),
                "[    0.000000] DMI: %s %s".formatted(profile.vendor(), profile.model()),
                "[    0.412231] smp: Brought up %d nodes".formatted(Shape.CPUS),
                "[    0.630118] EDAC: %d groups of DIMMs".formatted(shape.dimmGroups()),
                "[    1.204417] ipmi_si: found a BMC by SMBIOS",
                "[    2.018890] scsi: %d drive bays".formatted(shape.driveSlots()),
                "[    3.771204] systemd[1]: Reached target Multi-User System.");
    }

    private void println(String text) {
        print(text + "\r\n");
    }

    private void print(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        output.write(bytes, 0, Math.min(bytes.length, OUTPUT_LIMIT - output.size()));
    }

    /** The next characters, at most so many; they are gone from here. */
    public byte[] fetch(int limit) {
        byte[] all = output.toByteArray();
        int count = Math.min(limit, all.length);
        output.reset();
        output.write(all, count, all.length - count);
        byte[] fetched = new byte[count];
        System.arraycopy(all, 0, fetched, 0, count);
        return fetched;
    }

    /** Forgets what was not fetched. */
    public void flush() {
        output.reset();
    }
}
