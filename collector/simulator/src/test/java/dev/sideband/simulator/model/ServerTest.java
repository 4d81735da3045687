package dev.sideband.simulator.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.simulator.fault.Fault.ChassisOpen;
import dev.sideband.simulator.fault.Fault.DriveFailure;
import dev.sideband.simulator.fault.Fault.EccBurst;
import dev.sideband.simulator.fault.Fault.FanFailure;
import dev.sideband.simulator.fault.Fault.InletRise;
import dev.sideband.simulator.fault.Fault.LoadSurge;
import dev.sideband.simulator.fault.Fault.MachineFault;
import dev.sideband.simulator.fault.Fault.PsuInputLoss;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A server's history is a function of its seed, its faults and the time. */
class ServerTest {
    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
    private static final int BEFORE_START = 2;

    static List<Blueprint> blueprints() {
        return Blueprint.all();
    }

    @ParameterizedTest
    @MethodSource("blueprints")
    void theSameSeedHasTheSameHistoryWhoeverLooksWhen(Blueprint blueprint) {
        Server seldom = troubled(blueprint, 5);
        Server often = troubled(blueprint, 5);

        for (int second = 0; second < 900; second += 7) {
            often.truth(at(second));
        }

        assertThat(often.truth(at(900))).isEqualTo(seldom.truth(at(900)));
        assertThat(history(often, 900)).isEqualTo(history(seldom, 900)).hasSizeGreaterThan(10);
    }

    @Test
    void anotherSeedHasAnotherHistory() {
        Blueprint blueprint = Blueprint.all().getFirst();

        Server one = troubled(blueprint, 1);
        Server other = troubled(blueprint, 2);

        assertThat(one.truth(at(600))).isNotEqualTo(other.truth(at(600)));
        assertThat(history(one, 600)).isNotEqualTo(history(other, 600));
    }

    @ParameterizedTest
    @MethodSource("blueprints")
    void aHealthyServerLogsNothingAllDay(Blueprint blueprint) {
        for (long seed = 0; seed < 2; seed++) {
            Server server = server(blueprint, Mix.bits(99, seed), 1);

            assertThat(history(server, 86_400)).as("seed %d", seed).hasSize(BEFORE_START);
        }
    }

    @ParameterizedTest
    @MethodSource("blueprints")
    void aFanFailureUnderLoadIsLoggedAndTakenBack(Blueprint blueprint) {
        Server server = server(blueprint, 3, 1);
        int fan = blueprint.profile().shape().fanOfCpu(0);
        during(server, new LoadSurge(0.95), 10, 900);
        during(server, new FanFailure(fan), 100, 500);

        List<SelRecord> all = history(server, 1200);

        assertThat(events(all, 0x04, 0x01)).isEqualTo(events(all, 0x04, 0x81)).isEqualTo(2);
        assertThat(events(all, 0x01, 0x01)).isEqualTo(events(all, 0x01, 0x81)).isPositive();
        // Redundancy lost; not lost any more; redundant.
        assertThat(events(all, 0x04, 0x0B)).isEqualTo(2);
        assertThat(events(all, 0x04, 0x8B)).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("blueprints")
    void everyFaultLeavesItsTrace(Blueprint blueprint) {
        assertThat(trace(blueprint, new PsuInputLoss(1), 0x08, 0x6F, 0x03)).isTrue();
        assertThat(trace(blueprint, new PsuInputLoss(1), 0x08, 0xEF, 0x03)).isTrue();
        assertThat(trace(blueprint, new ChassisOpen(), 0x05, 0x6F, 0x00)).isTrue();
        assertThat(trace(blueprint, new ChassisOpen(), 0x05, 0xEF, 0x00)).isTrue();
        assertThat(trace(blueprint, new DriveFailure(2), 0x0D, 0x6F, 0x01)).isTrue();
        assertThat(trace(blueprint, new EccBurst(1), 0x0C, 0x6F, 0x20)).isTrue();
        assertThat(trace(blueprint, new EccBurst(1), 0x0C, 0x6F, 0x05)).isTrue();
        assertThat(trace(blueprint, new EccBurst(1), 0x0C, 0xEF, 0x05)).isTrue();
        assertThat(trace(blueprint, new InletRise(20), 0x01, 0x01, 0x57)).isTrue();
        assertThat(trace(blueprint, new InletRise(20), 0x01, 0x81, 0x57)).isTrue();
    }

    @Test
    void recordsBearTheWorldsTimeHoweverFastTheMachineLives() {
        Server server = server(Blueprint.all().getFirst(), 3, 20);
        during(server, new ChassisOpen(), 10, 20);

        List<SelRecord> all = history(server, 30);

        long stamp = stamp(all.get(BEFORE_START));
        assertThat(stamp - server.clock(START)).isBetween(9L, 11L);
    }

    @Test
    void itsClockCanBeSet() {
        Server server = server(Blueprint.all().getFirst(), 3, 1);

        server.setClock(at(10), 1000);
        during(server, new ChassisOpen(), 20, 30);

        assertThat(server.clock(at(15))).isEqualTo(1005);
        assertThat(stamp(history(server, 40).get(BEFORE_START))).isBetween(1009L, 1012L);
    }

    @Test
    void aClearedLogHoldsItsClearing() {
        Server server = server(Blueprint.all().getFirst(), 3, 1);
        during(server, new ChassisOpen(), 10, 20);
        history(server, 30);

        server.clearLog(at(31));

        assertThat(server.log(at(31), SystemEventLog::size)).isEqualTo(1);
        SelRecord last = server.log(at(31), log -> log.find(0).orElseThrow());
        assertThat(last.bytes().toHex()).endsWith("02ffff");
    }

    @Test
    void truthSpeaksInUnits() {
        Server server = server(Blueprint.all().getFirst(), 3, 1);

        assertThat(server.truth(at(5)))
                .filteredOn(reading -> reading.name().equals("MB 12V"))
                .singleElement()
                .satisfies(
                        reading -> assertThat(reading.value().orElseThrow()).isBetween(11.5, 12.5));
        assertThat(server.truth(at(5)))
                .filteredOn(reading -> reading.name().equals("PS1 Status"))
                .containsExactly(new TrueReading(0x90, "PS1 Status", Optional.empty(), 1));
    }

    private static boolean trace(
            Blueprint blueprint, MachineFault fault, int type, int direction, int data1) {
        Server server = server(blueprint, 11, 1);
        during(server, fault, 60, 700);
        return history(server, 1200).stream()
                .anyMatch(one ->
                        one.bytes().u8(10) == type
                                && one.bytes().u8(12) == direction
                                && one.bytes().u8(13) == data1);
    }

    private static Server troubled(Blueprint blueprint, long seed) {
        Server server = server(blueprint, seed, 1);
        during(server, new LoadSurge(1), 5, 850);
        during(server, new FanFailure(1), 50, 400);
        during(server, new PsuInputLoss(0), 70, 300);
        during(server, new EccBurst(2), 100, 500);
        during(server, new InletRise(19), 200, 700);
        return server;
    }

    private static Server server(Blueprint blueprint, long seed, double scale) {
        return new Server(blueprint, seed, new SimulatedTime(START, scale));
    }

    private static void during(Server server, MachineFault fault, int from, int until) {
        server.schedule(at(from), fault, true);
        server.schedule(at(until), fault, false);
    }

    private static Instant at(int seconds) {
        return START.plusSeconds(seconds);
    }

    private static List<SelRecord> history(Server server, int seconds) {
        return new ArrayList<>(server.log(at(seconds), SystemEventLog::everAdded));
    }

    private static long events(List<SelRecord> all, int type, int direction) {
        return all.stream()
                .filter(one -> one.bytes().u8(10) == type && one.bytes().u8(12) == direction)
                .count();
    }

    private static long stamp(SelRecord entry) {
        var in = entry.bytes().reader();
        in.skip("id and type", 3);
        return in.u32("time");
    }
}
