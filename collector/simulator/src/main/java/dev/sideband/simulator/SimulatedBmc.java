package dev.sideband.simulator;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.simulator.fault.Fault;
import dev.sideband.simulator.fault.Fault.Delay;
import dev.sideband.simulator.fault.Fault.FanFailure;
import dev.sideband.simulator.fault.Fault.Hang;
import dev.sideband.simulator.fault.Fault.LinkFault;
import dev.sideband.simulator.fault.Fault.Loss;
import dev.sideband.simulator.fault.Fault.MachineFault;
import dev.sideband.simulator.fault.Fault.PsuInputLoss;
import dev.sideband.simulator.fault.Link;
import dev.sideband.simulator.ipmi.Bmc;
import dev.sideband.simulator.ipmi.SessionWatch;
import dev.sideband.simulator.model.HostAction;
import dev.sideband.simulator.model.Physics;
import dev.sideband.simulator.model.Profile;
import dev.sideband.simulator.model.SelRecord;
import dev.sideband.simulator.model.Server;
import dev.sideband.simulator.model.Shape;
import dev.sideband.simulator.model.SystemEventLog;
import dev.sideband.simulator.model.TrueReading;
import dev.sideband.simulator.redfish.RedfishBmc;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** One BMC of a fleet: where it is, what is wrong with it, and the truth behind it. */
public final class SimulatedBmc {
    private final Location location;
    private final Endpoints endpoints;
    private final Bytes guid;
    private final Server server;
    private final Link link;
    private final InstantSource clock;

    /**
     * Where a BMC answers: by IPMI, by Redfish, or both.
     *
     * @param bmc who answers by Redfish
     * @param controller who answers by IPMI
     */
    record Endpoints(
            Optional<InetSocketAddress> ipmi,
            Optional<InetSocketAddress> redfish,
            Optional<RedfishBmc> bmc,
            Optional<Bmc> controller) {}

    SimulatedBmc(
            Location location,
            Endpoints endpoints,
            Bytes guid,
            Server server,
            Link link,
            InstantSource clock) {
        this.location = location;
        this.endpoints = endpoints;
        this.guid = guid;
        this.server = server;
        this.link = link;
        this.clock = clock;
    }

    /** As in the targets file: {@code r02-u07}. */
    public String id() {
        return location.serverId();
    }

    public Location location() {
        return location;
    }

    /** By IPMI where it speaks that, and else by Redfish. */
    public InetSocketAddress address() {
        return endpoints.ipmi().or(endpoints::redfish).orElseThrow();
    }

    /** Where it answers IPMI, if it does. */
    public Optional<InetSocketAddress> ipmi() {
        return endpoints.ipmi();
    }

    /** Where it answers Redfish over HTTPS, if it does. */
    public Optional<InetSocketAddress> redfish() {
        return endpoints.redfish();
    }

    /** How many Redfish sessions are open, for those who must not leave any behind. */
    public int redfishSessions() {
        return endpoints.bmc().map(RedfishBmc::sessionCount).orElse(0);
    }

    /** What it was asked for by IPMI. */
    public Tally ipmiAsked() {
        return endpoints.controller().map(Bmc::tally).orElseGet(Tally::new);
    }

    /** Who opened sessions of IPMI 2.0, and whether two were used at once. */
    public SessionWatch ipmiSessions() {
        return endpoints.controller().map(Bmc::watch).orElseGet(SessionWatch::new);
    }

    /** Does not hear by IPMI who sends from these UDP ports; none: it hears all. */
    public void cutOff(Set<Integer> ports) {
        link.cutOff(ports);
    }

    /** Has it log a corrected error of a memory module, as its host would. */
    public void logCorrectedError(int dimm) {
        server.logCorrectedError(clock.instant(), dimm);
    }

    /** Has somebody clear the log if no more than {@code known} records were ever in it. */
    public boolean clearLogIf(int known) {
        return server.clearLogIf(clock.instant(), known);
    }

    /** What it was asked for by Redfish. */
    public Tally redfishAsked() {
        return endpoints.bmc().map(RedfishBmc::tally).orElseGet(Tally::new);
    }

    /** Numeric, 127.something. */
    public String host() {
        return address().getAddress().getHostAddress();
    }

    /** Of {@link #address}. */
    public int port() {
        return address().getPort();
    }

    /** 16 bytes as they are on the wire. */
    public Bytes guid() {
        return guid;
    }

    public String vendor() {
        return profile().vendor();
    }

    public String model() {
        return profile().model();
    }

    public Profile profile() {
        return server.blueprint().profile();
    }

    public Shape shape() {
        return profile().shape();
    }

    /** Stops the rotor of a fan, counted from 0. */
    public void failFan(int fan) {
        begin(new FanFailure(checked("fan", fan, shape().fans())));
    }

    /** Replaces a fan. */
    public void restoreFan(int fan) {
        end(new FanFailure(checked("fan", fan, shape().fans())));
    }

    /** Pulls the cord of a power supply, counted from 0. */
    public void losePsuInput(int psu) {
        begin(new PsuInputLoss(checked("psu", psu, Shape.PSUS)));
    }

    public void restorePsuInput(int psu) {
        end(new PsuInputLoss(checked("psu", psu, Shape.PSUS)));
    }

    /** Puts another power supply into a place, counted from 0; its FRU device says so. */
    public void replacePsu(int psu) {
        server.replace("psu" + checked("psu", psu, Shape.PSUS));
    }

    /** Puts another drive into a slot, counted from 0; Redfish says so. */
    public void replaceDrive(int slot) {
        server.replace("drive" + checked("drive", slot, shape().driveSlots()));
    }

    /** Makes the BMC swallow every datagram, or answer again. */
    public void setHang(boolean hang) {
        set(new Hang(), hang);
    }

    /** Loses datagrams of either direction at a rate from 0 to 1. */
    public void setLoss(double rate) {
        end(new Loss(rate));
        set(new Loss(rate), rate > 0);
    }

    /** Sends answers later. */
    public void setDelay(Duration delay) {
        end(new Delay(delay));
        set(new Delay(delay), delay.isPositive());
    }

    /** Makes the BMC know no IPMI session and give none, or be well again. */
    public void refuseSessions(boolean refuse) {
        endpoints.controller().ifPresent(bmc -> bmc.refuseSessions(refuse));
    }

    /** From now on this is wrong. */
    public void begin(Fault fault) {
        schedule(fault, clock.instant(), Instant.MAX);
    }

    /** From now on this is right again; for links, every fault of its kind. */
    public void end(Fault fault) {
        Instant now = clock.instant();
        switch (fault) {
            case MachineFault machine -> server.schedule(now, machine, false);
            case LinkFault one -> link.end(one, now);
        }
    }

    /** Something is wrong from one time to another. */
    public void schedule(Fault fault, Instant from, Instant until) {
        switch (fault) {
            case MachineFault machine -> {
                server.schedule(from, machine, true);
                if (until.isBefore(Instant.MAX)) {
                    server.schedule(until, machine, false);
                }
            }
            case LinkFault one -> link.add(one, from, until);
        }
    }

    /** What is wrong at present, with the machine or on the way to it. */
    public Set<Fault> faults() {
        Instant now = clock.instant();
        var all = new LinkedHashSet<Fault>(server.machine(now, Physics::faults));
        all.addAll(link.present(now));
        return all;
    }

    /** What the sensors show now, in the order of the BMC's records. */
    public List<TrueReading> truth() {
        return server.truth(clock.instant());
    }

    /** How often each was done to the host. */
    public Map<HostAction, Integer> controlled() {
        return server.controlled();
    }

    /** Asks the machine itself, as no sensor can. */
    public <T> T machine(Function<Physics, T> question) {
        return server.machine(clock.instant(), question);
    }

    /** Every record that was ever in the log, in order, those from before the start included. */
    public List<SelRecord> selRecordsAdded() {
        return server.log(clock.instant(), SystemEventLog::everAdded);
    }

    /**
     * As {@link #selRecordsAdded}, under the names that clients know; holds while nobody clears the
     * log.
     */
    public List<LoggedRecord> logged() {
        List<SelRecord> records = selRecordsAdded();
        List<Optional<String>> entries =
                endpoints
                        .bmc()
                        .map(bmc -> bmc.entryPaths(records))
                        .orElse(Collections.nCopies(records.size(), Optional.empty()));
        boolean ipmi = endpoints.ipmi().isPresent();
        List<LoggedRecord> logged = new ArrayList<>(records.size());
        for (int n = 0; n < records.size(); n++) {
            Optional<String> sel =
                    ipmi ? Optional.of(records.get(n).bytes().toHex()) : Optional.empty();
            logged.add(new LoggedRecord(sel, entries.get(n)));
        }
        return logged;
    }

    @Override
    public String toString() {
        return "%s (%s %s at %s:%d)".formatted(id(), vendor(), model(), host(), port());
    }

    private void set(Fault fault, boolean present) {
        if (present) {
            begin(fault);
        } else {
            end(fault);
        }
    }

    private static int checked(String what, int index, int count) {
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException(
                    "%s must be 0 to %d, is %d".formatted(what, count - 1, index));
        }
        return index;
    }
}
