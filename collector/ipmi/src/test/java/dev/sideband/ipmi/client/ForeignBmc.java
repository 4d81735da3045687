package dev.sideband.ipmi.client;

import dev.sideband.testing.Peers;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * A BMC that is not of our making, as a child process on loopback: OpenIPMI's {@code ipmi_sim},
 * which knows no suite above 12.
 */
public final class ForeignBmc implements AutoCloseable {
    public static final String USER = "monitor";
    public static final String PASSWORD = "not-a-secret";

    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    private final Process process;
    private final BmcAddress address;

    private ForeignBmc(Process process, BmcAddress address) {
        this.process = process;
        this.address = address;
    }

    /** Skips the test where the program is not installed. */
    public static ForeignBmc simulator(Path folder) throws IOException {
        return simulator(folder, "", "");
    }

    /** One that has only these authentication types of IPMI 1.5. */
    static ForeignBmc simulatorOf15(Path folder, String types) throws IOException {
        return simulator(folder, "", "", types);
    }

    /**
     * Skips the test where the program is not installed.
     *
     * @param lanLines more lines of its network configuration
     * @param bmcLines more commands that set up the BMC at 20h
     */
    public static ForeignBmc simulator(Path folder, String lanLines, String bmcLines)
            throws IOException {
        return simulator(folder, lanLines, bmcLines, "none md2 md5 straight");
    }

    private static ForeignBmc simulator(Path folder, String lanLines, String bmcLines, String types)
            throws IOException {
        Path ipmiSim = Peers.require("ipmi_sim");
        var address = freeAddress();
        Path lan =
                Files.writeString(
                        folder.resolve("lan.conf"),
                        """
                        name "sideband-test"
                        set_working_mc 0x20
                        startlan 1
                        addr %1$s %2$d
                        priv_limit admin
                        allowed_auths_callback %3$s
                        allowed_auths_user %3$s
                        allowed_auths_operator %3$s
                        allowed_auths_admin %3$s
                        guid a123456789abcdefa123456789abcdef
                        endlan
                        user 2 true "%4$s" "%5$s" admin 10
                        user 3 true "viewer" "just-looking" user 10
                        %6$s
                        """
                                .formatted(
                                        address.host(),
                                        address.port(),
                                        types,
                                        USER,
                                        PASSWORD,
                                        lanLines));
        Path commands =
                Files.writeString(
                        folder.resolve("bmc.emu"),
                        """
                        mc_setbmc 0x20
                        mc_add 0x20 0x20 no-device-sdrs 0x01 2 0x49 0xbf 0x2a2 0x100
                        sel_enable 0x20 64 0x0a
                        %s
                        mc_enable 0x20
                        """
                                .formatted(bmcLines));
        return start(
                address,
                folder,
                List.of(
                        ipmiSim.toString(),
                        "-n",
                        "-p",
                        "-c",
                        lan.toString(),
                        "-f",
                        commands.toString(),
                        "-s",
                        folder.toString()));
    }

    private static ForeignBmc start(BmcAddress address, Path folder, List<String> command)
            throws IOException {
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log-" + address.port()).toFile())
                        .redirectInput(ProcessBuilder.Redirect.PIPE)
                        .start();
        var bmc = new ForeignBmc(process, address);
        try {
            bmc.awaitAnswer();
            return bmc;
        } catch (IOException | RuntimeException e) {
            bmc.close();
            throw e;
        }
    }

    public BmcAddress address() {
        return address;
    }

    /** An address on which nobody listens; loopback has many, so tests do not meet. */
    static BmcAddress freeAddress() throws IOException {
        var host = InetAddress.getByName("127.61.0.1");
        try (var socket = new DatagramSocket(new InetSocketAddress(host, 0))) {
            return new BmcAddress(host.getHostAddress(), socket.getLocalPort());
        }
    }

    /** Asks for the authentication capabilities until there is an answer. */
    private void awaitAnswer() throws IOException {
        byte[] question =
                HexFormat.of().parseHex("0600ff0700000000000000000009" + "2018c88100388e04b5");
        long end = System.nanoTime() + START_LIMIT.toNanos();
        try (var socket = new DatagramSocket()) {
            socket.setSoTimeout(100);
            while (System.nanoTime() < end && process.isAlive()) {
                socket.send(
                        new DatagramPacket(
                                question,
                                question.length,
                                InetAddress.getByName(address.host()),
                                address.port()));
                try {
                    socket.receive(new DatagramPacket(new byte[256], 256));
                    return;
                } catch (SocketTimeoutException e) {
                    // Not up yet.
                }
            }
        }
        throw new IOException("the foreign BMC did not come up on " + address);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
