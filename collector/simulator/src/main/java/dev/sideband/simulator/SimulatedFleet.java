package dev.sideband.simulator;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.simulator.fault.Link;
import dev.sideband.simulator.fault.Scenario;
import dev.sideband.simulator.ipmi.Account;
import dev.sideband.simulator.ipmi.Bmc;
import dev.sideband.simulator.ipmi.BmcSettings;
import dev.sideband.simulator.ipmi.UdpServer;
import dev.sideband.simulator.model.Blueprint;
import dev.sideband.simulator.model.Identity;
import dev.sideband.simulator.model.Mix;
import dev.sideband.simulator.model.Profile;
import dev.sideband.simulator.model.Server;
import dev.sideband.simulator.model.Shape;
import dev.sideband.simulator.model.SimulatedTime;
import dev.sideband.simulator.redfish.RedfishBmc;
import dev.sideband.simulator.redfish.RedfishServer;
import dev.sideband.simulator.redfish.RedfishSettings;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Many simulated BMCs that answer on loopback until closed. */
public final class SimulatedFleet implements AutoCloseable {
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(2);

    /** The last number of an address is 1 to 254: the others cannot be had everywhere. */
    private static final int HOSTS_PER_NETWORK = 254;

    private final FleetOptions options;
    private final List<UdpServer> servers = new ArrayList<>();
    private final List<SimulatedBmc> bmcs = new ArrayList<>();
    private @Nullable RedfishServer redfishServer;

    private SimulatedFleet(FleetOptions options) {
        this.options = options;
    }

    /**
     * Starts a fleet.
     *
     * @throws java.io.UncheckedIOException where an address is taken
     */
    public static SimulatedFleet start(FleetOptions options) {
        var fleet = new SimulatedFleet(options);
        try {
            fleet.build();
            fleet.servers.forEach(UdpServer::start);
            return fleet;
        } catch (RuntimeException e) {
            fleet.close();
            throw e;
        }
    }

    private void build() {
        for (int n = 0; n < options.threads(); n++) {
            servers.add(new UdpServer("simulator-" + n, options.clock()));
        }
        var account =
                new Account(
                        options.username(),
                        options.password().getBytes(StandardCharsets.UTF_8),
                        options.privilegeLimit());
        var time = new SimulatedTime(options.clock().instant(), options.timeScale());
        var random = new SecureRandom();
        for (int index = 0; index < options.bmcs(); index++) {
            bmcs.add(build(index, time, account, random));
        }
    }

    private SimulatedBmc build(
            int index, SimulatedTime time, Account account, SecureRandom random) {
        long seed = Mix.bits(options.seed(), index);
        List<Blueprint> blueprints = options.blueprints();
        var server = new Server(blueprints.get(index % blueprints.size()), seed, time);
        Profile profile = server.blueprint().profile();
        BmcSettings settings = options.settings().apply(BmcSettings.of(profile, List.of(account)));
        var link = new Link(seed);
        Protocols protocols = options.protocolsOf(index, blueprints.size());
        Optional<InetSocketAddress> ipmi = Optional.empty();
        Optional<Bmc> controller = Optional.empty();
        Bytes guid = Identity.of(profile, seed).guid();
        if (protocols.ipmi()) {
            var bmc = new Bmc(server, settings, random);
            guid = bmc.guid();
            controller = Optional.of(bmc);
            ipmi =
                    Optional.of(
                            servers.get(index % servers.size())
                                    .bind(bmc, link, addressOf(index, options.port())));
        }
        Optional<RedfishBmc> service = Optional.empty();
        Optional<InetSocketAddress> redfish = Optional.empty();
        if (protocols.redfish()) {
            RedfishSettings plain = RedfishSettings.of(options.username(), options.password());
            var bmc = new RedfishBmc(server, options.redfish().apply(plain), random);
            service = Optional.of(bmc);
            redfish =
                    Optional.of(
                            redfishServer()
                                    .bind(bmc, link, addressOf(index, options.redfishPort())));
        }
        return new SimulatedBmc(
                Location.of(index),
                new SimulatedBmc.Endpoints(ipmi, redfish, service, controller),
                guid,
                server,
                link,
                options.clock());
    }

    /** Started with the first BMC that needs it: a fleet without Redfish has no certificate. */
    private RedfishServer redfishServer() {
        if (redfishServer == null) {
            redfishServer = RedfishServer.secure(options.threads(), options.clock());
        }
        return redfishServer;
    }

    /** The SHA-256 of the certificate of all BMCs that speak Redfish, where there are any. */
    public Optional<String> redfishFingerprint() {
        return Optional.ofNullable(redfishServer).flatMap(RedfishServer::fingerprint);
    }

    private InetSocketAddress addressOf(int index, int port) {
        if (port == 0) {
            return new InetSocketAddress(options.address(), 0);
        }
        int first = ByteBuffer.wrap(options.address().getAddress()).getInt();
        int position = Math.max(0, (first & 0xFF) - 1) + index;
        int network = (first >>> 8) + position / HOSTS_PER_NETWORK;
        int host = 1 + position % HOSTS_PER_NETWORK;
        byte[] bytes = ByteBuffer.allocate(4).putInt((network << 8) | host).array();
        try {
            return new InetSocketAddress(InetAddress.getByAddress(bytes), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    public List<SimulatedBmc> bmcs() {
        return List.copyOf(bmcs);
    }

    public FleetOptions options() {
        return options;
    }

    /** Lets a scenario begin now; steps for servers that are not in this fleet are left out. */
    public void play(Scenario scenario) {
        Instant start = options.clock().instant();
        for (Scenario.Step step : scenario.steps()) {
            if (step.bmc() < bmcs.size()) {
                bmcs.get(step.bmc())
                        .schedule(step.fault(), start.plus(step.begins()), start.plus(step.ends()));
            }
        }
    }

    /** The builds of all servers in the fleet's order, for a scenario. */
    public List<Shape> shapes() {
        return bmcs.stream().map(SimulatedBmc::shape).toList();
    }

    /** Writes a targets file for polls every 2 s. */
    public void writeTargets(Path file) throws IOException {
        writeTargets(file, POLL_INTERVAL);
    }

    /**
     * Writes a targets file and, beside it, a file with the password that only its owner can read.
     */
    public void writeTargets(Path file, Duration interval) throws IOException {
        new TargetsFileWriter(this, interval).write(file);
    }

    @Override
    public void close() {
        servers.forEach(UdpServer::close);
        if (redfishServer != null) {
            redfishServer.close();
        }
    }
}
