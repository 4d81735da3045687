package dev.sideband.collector.probe;

import dev.sideband.avro.Target;
import dev.sideband.collector.memory.Memories;
import dev.sideband.redfish.push.PushMeans;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.InstantSource;

/** Makes probes over the protocols that a target has: IPMI, Redfish or both. */
public final class Probes implements ProbeFactory, AutoCloseable {
    private final IpmiProbes ipmi;
    private final RedfishProbes redfish;
    private final InstantSource clock;

    private Probes(IpmiProbes ipmi, RedfishProbes redfish, InstantSource clock) {
        this.ipmi = ipmi;
        this.redfish = redfish;
        this.clock = clock;
    }

    /**
     * Opens what they share; BMCs are only polled.
     *
     * @throws IOException where the system does not give the sockets
     */
    public static Probes open(InstantSource clock) throws IOException {
        return open(PushMeans.NONE, clock);
    }

    /**
     * As {@link #open(InstantSource)}.
     *
     * @param push by what means BMCs may tell of news by themselves
     */
    public static Probes open(PushMeans push, InstantSource clock) throws IOException {
        return open(push, Memories.NONE, clock);
    }

    /**
     * As {@link #open(PushMeans, InstantSource)}.
     *
     * @param memories what is known of BMCs from before
     */
    public static Probes open(PushMeans push, Memories memories, InstantSource clock)
            throws IOException {
        return new Probes(
                IpmiProbes.open(memories, clock), new RedfishProbes(push, memories, clock), clock);
    }

    public IpmiProbes ipmi() {
        return ipmi;
    }

    public RedfishProbes redfish() {
        return redfish;
    }

    @Override
    public Probe probe(Target target, @Nullable Credentials credentials) {
        if (target.getRedfish() == null) {
            return ipmi.probe(target, credentials);
        }
        Probe byRedfish = redfish.probe(target, credentials);
        if (target.getIpmi() == null || !(byRedfish instanceof RedfishProbe usable)) {
            return byRedfish;
        }
        return new TwoProtocolProbe(
                target.getTarget(), ipmi.probe(target, credentials), usable, clock);
    }

    /** Closes what they share; the probes must have been closed before. */
    @Override
    public void close() {
        ipmi.close();
        redfish.close();
    }
}
