package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.simulator.model.Blueprint;
import dev.sideband.simulator.model.Sensor;
import dev.sideband.simulator.model.Sensor.Entity;
import dev.sideband.simulator.model.Shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The SDRs of a blueprint; all BMCs of one share them. */
final class SdrRepository {
    private static final Map<Blueprint, SdrRepository> SHARED = new ConcurrentHashMap<>();
    private static final int FIRST_ID = 1;
    private static final int SYSTEM_BOOT_NUMBER = 0xFE;

    private final int idStep;
    private final List<Bytes> records;

    private SdrRepository(int idStep, List<Bytes> records) {
        this.idStep = idStep;
        this.records = records;
    }

    private static SdrRepository build(Blueprint blueprint) {
        int step = blueprint.profile().sdrIdStep();
        var records = new ArrayList<Bytes>();
        records.add(SdrRecords.controllerLocator(FIRST_ID, AppCommands.CAPABILITIES, "BMC"));
        for (Sensor sensor : blueprint.sensors()) {
            records.add(SdrRecords.of(FIRST_ID + records.size() * step, sensor));
        }
        records.add(
                SdrRecords.eventOnly(
                        FIRST_ID + records.size() * step,
                        SYSTEM_BOOT_NUMBER,
                        Sensor.TypeCode.SYSTEM_BOOT,
                        "System Boot"));
        addFruLocators(records, step);
        return new SdrRepository(step, List.copyOf(records));
    }

    private static void addFruLocators(List<Bytes> records, int step) {
        var board = new Entity(Entity.BOARD, 1);
        records.add(
                SdrRecords.fruLocator(FIRST_ID + records.size() * step, 0, board, "Builtin FRU"));
        for (int psu = 1; psu <= Shape.PSUS; psu++) {
            records.add(
                    SdrRecords.fruLocator(
                            FIRST_ID + records.size() * step,
                            psu,
                            new Entity(Entity.POWER_SUPPLY, psu),
                            "PSU%d FRU".formatted(psu)));
        }
    }

    /** The records that all BMCs of a blueprint should have. */
    static SdrRepository of(Blueprint blueprint) {
        return SHARED.computeIfAbsent(blueprint, SdrRepository::build);
    }

    /** The records of a blueprint as a BMC with these quirks has them. */
    static SdrRepository of(Blueprint blueprint, Quirks quirks) {
        SdrRepository usual = of(blueprint);
        if (!quirks.changesRecords()) {
            return usual;
        }
        List<Bytes> changed = quirks.records(usual.records);
        var numbered = new ArrayList<Bytes>();
        for (Bytes record : changed) {
            numbered.add(withId(record, FIRST_ID + numbered.size() * usual.idStep));
        }
        return new SdrRepository(usual.idStep, List.copyOf(numbered));
    }

    private static Bytes withId(Bytes record, int id) {
        byte[] bytes = record.toArray();
        bytes[0] = (byte) id;
        bytes[1] = (byte) (id >> 8);
        return Bytes.of(bytes);
    }

    int size() {
        return records.size();
    }

    /** The record of an id; 0000h is the first, FFFFh the last. */
    Optional<Bytes> find(int id) {
        return switch (id) {
            case 0 -> Optional.of(records.getFirst());
            case 0xFFFF -> Optional.of(records.getLast());
            default -> {
                int index = (id - FIRST_ID) / idStep;
                boolean exists = (id - FIRST_ID) % idStep == 0 && index < records.size();
                yield exists ? Optional.of(records.get(index)) : Optional.empty();
            }
        };
    }

    /** The id behind a record of this repository, FFFFh at the end. */
    int idAfter(Bytes record) {
        int next = (record.u8(0) | (record.u8(1) << 8)) + idStep;
        return find(next).isPresent() ? next : 0xFFFF;
    }
}
