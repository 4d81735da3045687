package dev.sideband.ipmi.sel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.IpmiException;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** A log, what is done to it at random, and its reader; checks each record that comes. */
final class LogLife {
    private static final int TRACED = 20;

    private final RandomGenerator random;
    private final ScriptedLog log = new ScriptedLog();
    private final Map<Integer, Integer> generations = new HashMap<>();
    private final Map<Integer, Long> delivered = new HashMap<>();
    private final Deque<String> trace = new ArrayDeque<>();
    private SelReader reader = new SelReader(log.client());
    private SelPosition position = SelPosition.START;
    private int generation;
    private int last = -1;
    private int deletedSinceRead;
    private boolean clearedMeanwhile;

    LogLife(RandomGenerator random) {
        this.random = random;
        log.keepsStamps = random.nextInt(4) > 0;
        log.tellsRoom = random.nextBoolean();
        log.capacity = log.tellsRoom ? 4000 : Integer.MAX_VALUE;
        // Without stamps, with ids that go on and a log that may have run over, a clear leaves no
        // trace to find.
        log.restartsIds = !(log.keepsStamps || log.tellsRoom) || random.nextBoolean();
        log.keepsTime = random.nextInt(4) > 0;
        log.wantsReservation = random.nextInt(4) == 0;
        log.wantsCount = random.nextInt(4) == 0;
        if (log.keepsStamps && random.nextInt(4) == 0) {
            log.ring = true;
            log.capacity = 15 + random.nextInt(30);
        }
        if (random.nextBoolean()) {
            log.nextId = 0xFFFE - random.nextInt(40);
        }
        log.countsUp = log.keepsTime && !log.ring && random.nextInt(6) == 0;
        log.beforeEntry = this::meanwhile;
    }

    void step() throws IpmiException, InterruptedException {
        switch (random.nextInt(12)) {
            case 0 -> clear();
            case 1 -> deleteOne();
            case 2 -> reader = new SelReader(log.client());
            case 3, 4, 5 -> add(random.nextInt(12));
            case 6 -> log.clock += random.nextInt(100);
            case 7 -> loseABatch();
            default -> read();
        }
    }

    void drain() throws IpmiException, InterruptedException {
        log.beforeEntry = () -> {};
        while (read()) {
            note("more");
        }
    }

    Set<Integer> delivered() {
        return delivered.keySet();
    }

    List<Integer> held() {
        return log.held();
    }

    String trace() {
        return String.join("\n", trace);
    }

    private boolean read() throws IpmiException, InterruptedException {
        SelBatch batch = reader.read(position, 1 + random.nextInt(20));
        note("read " + batch.items());
        batch.items().forEach(this::take);
        position = batch.position();
        deletedSinceRead = 0;
        clearedMeanwhile = false;
        return batch.more();
    }

    private void take(SelItem item) {
        if (!(item instanceof SelItem.Entry(long epoch, SelRecord record))) {
            return;
        }
        int unique = ScriptedLog.unique(record);
        assertThat(delivered).as("again\n" + trace()).doesNotContainKey(unique);
        if (last >= 0) {
            long rise = epoch - delivered.getOrDefault(last, -1L);
            boolean sameLife = generationOf(unique) == generationOf(last);
            assertThat(rise).as("epoch of %d\n%s", unique, trace()).isEqualTo(sameLife ? 0 : 1);
            assertThat(unique).as("order\n" + trace()).isGreaterThan(last);
        }
        delivered.put(unique, epoch);
        last = unique;
    }

    private int generationOf(int unique) {
        return generations.getOrDefault(unique, -1);
    }

    /** As if its transaction had been aborted. */
    private void loseABatch() throws IpmiException, InterruptedException {
        reader.read(position, 1 + random.nextInt(20));
    }

    private void meanwhile() {
        switch (random.nextInt(150)) {
            case 0, 1, 2 -> add(1 + random.nextInt(4));
            case 3 -> clearMeanwhile();
            case 4 -> deleteOne();
            default -> {}
        }
    }

    /** Two clears within one read would leave nothing that tells their records apart. */
    private void clearMeanwhile() {
        if (!clearedMeanwhile) {
            clearedMeanwhile = true;
            clear();
            add(random.nextInt(10));
        }
    }

    private void add(int count) {
        var added = new ArrayList<Integer>();
        for (int i = 0; i < count; i++) {
            if (log.nextId == 1 && log.size() > 0) {
                generation++;
            }
            int unique = log.add();
            generations.put(unique, generation);
            added.add(unique);
        }
        log.clock += random.nextInt(3);
        note("add " + added);
    }

    private void clear() {
        log.clock += 1 + random.nextInt(2);
        log.clear();
        generation++;
        log.clock += random.nextInt(2);
        note("clear");
    }

    /**
     * Leaves two that were read, else nothing tells it from a clear; and without a clock what was
     * added and deleted unread cannot be told from a log that was filled anew. A ring drops what
     * was read by itself.
     */
    private void deleteOne() {
        List<Integer> held = log.held();
        List<Integer> read = held.stream().filter(delivered::containsKey).toList();
        List<Integer> victims = log.keepsTime ? held : read;
        if (!log.ring && read.size() > 2 && deletedSinceRead++ < SelPosition.TAIL_RECORDS / 2) {
            int victim = victims.get(random.nextInt(victims.size()));
            log.clock += 1;
            log.delete(held.indexOf(victim));
            note("delete " + victim);
        }
    }

    private void note(String what) {
        trace.addLast(what);
        if (trace.size() > TRACED) {
            trace.removeFirst();
        }
    }
}
