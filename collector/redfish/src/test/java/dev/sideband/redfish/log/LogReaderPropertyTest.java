package dev.sideband.redfish.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.log.SimulatedLog.Full;
import dev.sideband.redfish.log.SimulatedLog.Line;
import dev.sideband.redfish.log.SimulatedLog.Links;
import dev.sideband.redfish.log.SimulatedLog.Manner;
import dev.sideband.redfish.resource.Resource;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Random lives of a log in random manners: whatever is in the log when it is read is passed on,
 * nothing twice, and every change of an entry that is seen is passed on once.
 */
class LogReaderPropertyTest {
    private static final int LIVES = Integer.getInteger("sideband.lives", 400);

    @Test
    void neitherLosesNorDoublesAnEntryInAnyLifeOfALog() throws Exception {
        long base = Long.getLong("sideband.seed", new Random().nextLong(1L << 40));
        System.out.printf("lives of Redfish logs: -Dsideband.seed=%d%n", base);
        int events = 0;
        int revisions = 0;
        int notices = 0;
        for (int i = 0; i < LIVES; i++) {
            Life life = new Life(new Random(base + i));
            try {
                life.run();
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError(
                        "life of -Dsideband.seed=%d -Dsideband.lives=1, %s"
                                .formatted(base + i, life.manner),
                        failure);
            }
            events += life.told.size();
            revisions += life.revisions;
            notices += life.notices;
        }
        System.out.printf(
                "%d lives of Redfish logs: %d events, %d revisions, %d notices%n",
                LIVES, events, revisions, notices);
    }

    private static final class Life {
        private final RandomGenerator random;
        private final Manner manner;
        private final SimulatedLog bmc;
        private final Set<Integer> told = new HashSet<>();
        private final Map<Integer, Integer> versions = new HashMap<>();
        private final Set<String> ids = new HashSet<>();
        private final boolean someUntimed;
        private final boolean mutates;
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");
        private LogReader reader;
        private ReadPosition position = ReadPosition.START;
        private int revisions;
        private int notices;
        private boolean isOver;

        Life(RandomGenerator random) {
            this.random = random;
            Full full = any(List.of(Full.values()));
            boolean references = full != Full.RENUMBERS && random.nextInt(6) == 0;
            // A log that numbers its entries anew and has no times cannot be told from another.
            someUntimed = full != Full.RENUMBERS && random.nextInt(4) == 0;
            mutates = random.nextBoolean();
            manner =
                    new Manner(
                            any(
                                    full == Full.DROPS_OLDEST
                                            ? List.of(LogOrder.values())
                                            : List.of(
                                                    LogOrder.OLDEST_FIRST, LogOrder.NEWEST_FIRST)),
                            random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(20),
                            any(List.of(Links.values())),
                            random.nextBoolean(),
                            references,
                            full,
                            5 + random.nextInt(120),
                            // One that numbers its entries 1 to n has no numbers to go on with.
                            full != Full.RENUMBERS && random.nextBoolean());
            bmc = new SimulatedLog(manner);
            bmc.random = random;
            reader = reader();
        }

        private <T> T any(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }

        private LogReader reader() {
            return new LogReader(
                    bmc, bmc.log(), new MessageRegistries(bmc, Resource.NONE), () -> now);
        }

        void run() throws Exception {
            int steps = 5 + random.nextInt(60);
            for (int step = 0; step < steps; step++) {
                act();
                bmc.faults = random.nextInt(5) == 0 ? 0.3 : 0;
                if (random.nextInt(3) > 0) {
                    follow();
                }
            }
            bmc.faults = 0;
            isOver = true;
            readAll();
            // The second time all that may have changed has been looked at.
            for (int i = 0; i < (manner.references() ? 40 : 2); i++) {
                now = now.plusSeconds(700);
                readAll();
            }
            for (Line line : bmc.lines()) {
                assertThat(told).as("entry %d is in the log", line.serial).contains(line.serial);
                assertThat(versions.get(line.serial))
                        .as("version of entry %d", line.serial)
                        .isEqualTo(line.version());
            }
        }

        private void act() {
            switch (random.nextInt(12)) {
                case 0 -> {
                    if (random.nextInt(3) == 0) {
                        clear();
                    }
                }
                case 1, 2 -> mutate();
                case 3 -> reader = reader();
                case 4 -> now = now.plusSeconds(random.nextInt(1_000));
                default -> append(random.nextInt(random.nextInt(10) == 0 ? 150 : 12));
            }
        }

        /** What is unread then is lost to everybody. */
        private void clear() {
            bmc.clear();
        }

        private void append(int entries) {
            for (int i = 0; i < entries; i++) {
                bmc.append(!(someUntimed && random.nextInt(5) == 0));
            }
        }

        private void mutate() {
            if (mutates && !bmc.lines().isEmpty()) {
                Line line = bmc.lines().get(random.nextInt(bmc.lines().size()));
                if (random.nextBoolean()) {
                    line.count++;
                } else {
                    line.repaired = !line.repaired;
                }
            }
        }

        private void follow() throws InterruptedException {
            try {
                readAll();
            } catch (RedfishException fault) {
                // The next one finds it.
            }
        }

        private void readAll() throws RedfishException, InterruptedException {
            List<Line> before = List.copyOf(bmc.lines());
            // Else what is read now may be from before; and entries that take a request each are
            // remembered for some walks, though their place may be another's.
            // A list of texts that moved during a walk may be taken for one of numbers until the
            // whole
            // log is read again.
            boolean atOnce =
                    !reader.isWalking()
                            && !manner.references()
                            && manner.order() != LogOrder.BY_TEXT;
            boolean more = true;
            for (int i = 0; more; i++) {
                assertThat(i).as("reads in a row").isLessThan(1_000);
                LogBatch batch = reader.read(position, 1 + random.nextInt(40), _ -> false);
                if (bmc.faults > 0 && random.nextInt(4) == 0) {
                    // It was not written.
                    return;
                }
                position = copy(batch.position());
                batch.items().forEach(this::take);
                more = batch.more();
                if (more && !isOver && random.nextInt(20) == 0) {
                    append(random.nextInt(4));
                }
            }
            if (atOnce && !reader.isWalking() && !reader.isRestless()) {
                assertThat(told)
                        .as("what was in the log when it was read")
                        .containsAll(before.stream().map(line -> line.serial).toList());
            }
        }

        private void take(LogItem item) {
            switch (item) {
                case LogItem.Entry entry -> take(entry);
                case LogItem.Notice _ -> notices++;
            }
        }

        private void take(LogItem.Entry entry) {
            RedfishEvent event = entry.event();
            int serial = Integer.parseInt(event.message().substring("event ".length()));
            assertThat(
                            ids.add(
                                    "%d/%s/%s/%d"
                                            .formatted(
                                                    entry.epoch(),
                                                    event.id(),
                                                    event.fingerprint().contentHash(),
                                                    entry.revision())))
                    .as("a new id for entry %d", serial)
                    .isTrue();
            int version = (int) (2 * event.revision().count() + (event.revision().over() ? 1 : 0));
            if (entry.revision() == 0) {
                assertThat(told.add(serial)).as("entry %d once", serial).isTrue();
            } else {
                revisions++;
                assertThat(versions.get(serial))
                        .as("entry %d changed", serial)
                        .isNotEqualTo(version);
            }
            versions.put(serial, version);
        }

        /** Through its bytes, as it is kept. */
        private static ReadPosition copy(ReadPosition position) {
            List<Fingerprint> known = new ArrayList<>();
            for (Fingerprint fingerprint : position.known()) {
                var bytes = java.nio.ByteBuffer.allocate(Fingerprint.LENGTH);
                fingerprint.writeTo(bytes);
                known.add(Fingerprint.readFrom(bytes.flip()));
            }
            return new ReadPosition(
                    position.epoch(),
                    position.revisions(),
                    known,
                    position.present(),
                    position.lastId(),
                    position.renumbers(),
                    position.nearlyFull());
        }
    }
}
