package dev.sideband.simulator;

import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.simulator.ipmi.BmcSettings;
import dev.sideband.simulator.model.Blueprint;
import dev.sideband.simulator.redfish.RedfishSettings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a simulated fleet is to be like.
 *
 * @param bmcs how many, 1 to 100000
 * @param seed of all that happens in the machines; the same seed, the same history
 * @param address of the first BMC, in 127.0.0.0/8
 * @param port on which each BMC listens at an address of its own, counted up from {@code address};
 *     0: all listen at {@code address}, each on a free port of its own
 * @param timeScale how much faster the machines live than the world, above 0; 1 as in life
 * @param username of the one account that each BMC has
 * @param password of that account, 1 to 20 bytes; not shown by {@link #toString}
 * @param privilegeLimit of that account
 * @param threads that serve the sockets
 * @param clock the world's time
 * @param settings of each BMC's IPMI side, given the ones that it would have
 * @param protocols that are dealt out to the BMCs in turn, so that each make has all of them
 * @param redfishPort as {@code port}, for HTTPS
 * @param redfish settings of each BMC's Redfish side, given the ones that it would have
 * @param blueprints of the servers, dealt out in turn
 */
public record FleetOptions(
        int bmcs,
        long seed,
        InetAddress address,
        int port,
        double timeScale,
        String username,
        String password,
        PrivilegeLevel privilegeLimit,
        int threads,
        InstantSource clock,
        UnaryOperator<BmcSettings> settings,
        List<Protocols> protocols,
        int redfishPort,
        UnaryOperator<RedfishSettings> redfish,
        List<Blueprint> blueprints) {
    private static final int PASSWORD_BYTES = 8;

    public FleetOptions {
        if (bmcs < 1 || bmcs > 100_000) {
            throw new IllegalArgumentException("bmcs must be 1 to 100000, is " + bmcs);
        }
        if (!address.isLoopbackAddress() || address.getAddress().length != 4) {
            throw new IllegalArgumentException("address must be in 127.0.0.0/8, is " + address);
        }
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port must be 0 to 65535, is " + port);
        }
        if (redfishPort < 0 || redfishPort > 65535) {
            throw new IllegalArgumentException("redfishPort must be 0 to 65535, is " + redfishPort);
        }
        protocols = List.copyOf(protocols);
        if (protocols.isEmpty()) {
            throw new IllegalArgumentException("protocols must name at least one");
        }
        blueprints = List.copyOf(blueprints);
        if (blueprints.isEmpty()) {
            throw new IllegalArgumentException("blueprints must name at least one");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, is " + threads);
        }
    }

    /**
     * A fleet on free ports of 127.0.0.1 in real time, with an administrator {@code monitor} whose
     * password is made up anew.
     */
    public static FleetOptions of(int bmcs, long seed) {
        return new FleetOptions(
                bmcs,
                seed,
                loopback(),
                0,
                1,
                "monitor",
                madeUpPassword(),
                PrivilegeLevel.ADMINISTRATOR,
                1,
                InstantSource.system(),
                UnaryOperator.identity(),
                List.of(Protocols.IPMI),
                0,
                UnaryOperator.identity(),
                Blueprint.all());
    }

    public FleetOptions withAddress(InetAddress first, int onPort) {
        return new FleetOptions(
                bmcs,
                seed,
                first,
                onPort,
                timeScale,
                username,
                password,
                privilegeLimit,
                threads,
                clock,
                settings,
                protocols,
                redfishPort,
                redfish,
                blueprints);
    }

    public FleetOptions withTimeScale(double scale) {
        return new FleetOptions(
                bmcs,
                seed,
                address,
                port,
                scale,
                username,
                password,
                privilegeLimit,
                threads,
                clock,
                settings,
                protocols,
                redfishPort,
                redfish,
                blueprints);
    }

    public FleetOptions withAccount(String name, String secret, PrivilegeLevel limit) {
        return new FleetOptions(
                bmcs,
                seed,
                address,
                port,
                timeScale,
                name,
                secret,
                limit,
                threads,
                clock,
                settings,
                protocols,
                redfishPort,
                redfish,
                blueprints);
    }

    public FleetOptions withThreads(int count) {
        return new FleetOptions(
                bmcs,
                seed,
                address,
                port,
                timeScale,
                username,
                password,
                privilegeLimit,
                count,
                clock,
                settings,
                protocols,
                redfishPort,
                redfish,
                blueprints);
    }

    public FleetOptions withClock(InstantSource source) {
        return new FleetOptions(
                bmcs,
                seed,
                address,
                port,
                timeScale,
                username,
                password,
                privilegeLimit,
                threads,
                source,
                settings,
                protocols,
                redfishPort,
                redfish,
                blueprints);
    }

    /** A third of the BMCs speak IPMI alone, a third Redfish alone, and a third both. */
    public FleetOptions withMixedProtocols() {
        return withProtocols(Protocols.values());
    }

    /** Deals these out to the BMCs in turn. */
    public FleetOptions withProtocols(Protocols... each) {
        return new FleetOptions(
                bmcs,
                seed,
                address,
                port,
                timeScale,
                username,
                password,
                privilegeLimit,
                threads,
                clock,
                settings,
                List.of(each),
                redfishPort,
                redfish,
                blueprints);
    }

    /** The port of each BMC's Redfish service; 0: any free one, as with {@link #withAddress}. */
    public FleetOptions withRedfishPort(int onPort) {
        return new FleetOptions(
                bmcs,
                seed,
                address,
                port,
                timeScale,
                username,
                password,
                privilegeLimit,
                threads,
                clock,
                settings,
                protocols,
                onPort,
                redfish,
                blueprints);
    }

    /** Changes how each BMC's Redfish side is set up. */
    public FleetOptions withRedfish(UnaryOperator<RedfishSettings> change) {
        return new FleetOptions(
                bmcs,
                seed,
                address,
                port,
                timeScale,
                username,
                password,
                privilegeLimit,
                threads,
                clock,
                settings,
                protocols,
                redfishPort,
                change,
                blueprints);
    }

    /** What the BMC of an index speaks; {@code makes} follow one another in a fleet. */
    Protocols protocolsOf(int index, int makes) {
        return protocols.get((index + index / makes) % protocols.size());
    }

    /** Changes how each BMC's IPMI side is set up. */
    public FleetOptions withSettings(UnaryOperator<BmcSettings> change) {
        return new FleetOptions(
                bmcs,
                seed,
                address,
                port,
                timeScale,
                username,
                password,
                privilegeLimit,
                threads,
                clock,
                change,
                protocols,
                redfishPort,
                redfish,
                blueprints);
    }

    /** Builds the servers after these, in turn. */
    public FleetOptions withBlueprints(List<Blueprint> dealt) {
        return new FleetOptions(
                bmcs,
                seed,
                address,
                port,
                timeScale,
                username,
                password,
                privilegeLimit,
                threads,
                clock,
                settings,
                protocols,
                redfishPort,
                redfish,
                dealt);
    }

    @Override
    public String toString() {
        return "FleetOptions[bmcs=%d, seed=%d, address=%s, port=%d, timeScale=%s, username=%s]"
                .formatted(bmcs, seed, address.getHostAddress(), port, timeScale, username);
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String madeUpPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
