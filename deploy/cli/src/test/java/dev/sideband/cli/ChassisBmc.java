package dev.sideband.cli;

import dev.sideband.testing.Peers;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A BMC that is not of our making, with a chassis whose power, boot device and light are files:
 * OpenIPMI's {@code ipmi_sim} as a child process on loopback. Skips the test where that is not
 * installed.
 */
final class ChassisBmc implements AutoCloseable {
    static final String USER = "operator";
    static final String PASSWORD = "not-a-secret";

    /** What the simulator runs for its chassis; it keeps what is set, and all that was done. */
    private static final String CHASSIS =
            """
            #!/bin/sh
            cd "${0%/*}" || exit 1
            verb=$1
            shift
            if [ "$verb" = get ]; then
                for name; do echo "$name:$(cat "$name")"; done
                exit 0
            fi
            while [ $# -gt 1 ]; do
                echo "$1 $2" >> done
                case $1 in
                shutdown) echo 0 > power ;;
                *) echo "$2" > "$1" ;;
                esac
                shift 2
            done
            """;

    private static final String COMMANDS =
            """
            mc_setbmc 0x20
            mc_add 0x20 0x20 no-device-sdrs 0x01 2 0x49 0xbf 0x2a2 0x100
            sel_enable 0x20 64 0x0a
            mc_enable 0x20
            """;

    private final Path folder;
    private final String host;
    private final int port;
    private final Process process;

    private ChassisBmc(Path folder, String host, int port, Process process) {
        this.folder = folder;
        this.host = host;
        this.port = port;
        this.process = process;
    }

    static ChassisBmc start(Path folder) throws IOException {
        Path program = Peers.require("ipmi_sim");
        Path chassis = Files.writeString(folder.resolve("chassis.sh"), CHASSIS);
        if (!chassis.toFile().setExecutable(true)) {
            throw new IOException(chassis + " can't be made a program");
        }
        Files.writeString(folder.resolve("power"), "1\n");
        Files.writeString(folder.resolve("boot"), "none\n");
        InetSocketAddress free = free();
        String host = free.getAddress().getHostAddress();
        Path lan = Files.writeString(folder.resolve("lan.conf"), lan(free, chassis));
        Path commands = Files.writeString(folder.resolve("bmc.emu"), COMMANDS);
        Process process =
                new ProcessBuilder(
                                List.of(
                                        program.toString(),
                                        "-n",
                                        "-p",
                                        "-c",
                                        lan.toString(),
                                        "-f",
                                        commands.toString(),
                                        "-s",
                                        folder.toString()))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
        return new ChassisBmc(folder, host, free.getPort(), process);
    }

    private static String lan(InetSocketAddress at, Path chassis) {
        return """
        name "sideband-test"
        set_working_mc 0x20
        startlan 1
        addr %1$s %2$d
        priv_limit admin
        allowed_auths_user none md5
        allowed_auths_operator none md5
        guid a123456789abcdefa123456789abcdef
        endlan
        chassis_control "%5$s"
        user 2 true "%3$s" "%4$s" operator 10
        """
                .formatted(at.getAddress().getHostAddress(), at.getPort(), USER, PASSWORD, chassis);
    }

    private static InetSocketAddress free() throws IOException {
        var any = new InetSocketAddress(InetAddress.getByName("127.62.0.1"), 0);
        try (var socket = new DatagramSocket(any)) {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }
    }

    String url() {
        return "ipmi://%s:%d".formatted(host, port);
    }

    Ipmitool ipmitool() {
        return new Ipmitool(host, port, USER, PASSWORD);
    }

    void power(boolean on) throws IOException {
        Files.writeString(folder.resolve("power"), on ? "1\n" : "0\n");
    }

    /** What the chassis was told since {@link #forget}, such as {@code reset 1}. */
    List<String> done() throws IOException {
        Path done = folder.resolve("done");
        return Files.exists(done) ? Files.readAllLines(done) : List.of();
    }

    void forget() throws IOException {
        Files.deleteIfExists(folder.resolve("done"));
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
