package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.simulator.model.Blueprint;
import dev.sideband.simulator.model.Profile;
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
    private final List<Bytes> records = new ArrayList<>();

    private SdrRepository(Blueprint blueprint) {
        Profile profile = blueprint.profile();
        idStep = profile.sdrIdStep();
        records.add(SdrRecords.controllerLocator(nextId(), Identity.CAPABILITIES, "BMC"));
        blueprint.sensors().forEach(sensor -> records.add(SdrRecords.of(nextId(), sensor)));
        records.add(
                SdrRecords.eventOnly(
                        nextId(), SYSTEM_BOOT_NUMBER, Sensor.TypeCode.SYSTEM_BOOT, "System Boot"));
        records.add(SdrRecords.fruLocator(nextId(), 0, new Entity(Entity.BOARD, 1), "Builtin FRU"));
        for (int psu = 1; psu <= Shape.PSUS; psu++) {
            var entity = new Entity(Entity.POWER_SUPPLY, psu);
            records.add(SdrRecords.fruLocator(nextId(), psu, entity, "PSU%d FRU".formatted(psu)));
        }
    }

    static SdrRepository of(Blueprint blueprint) {
        return SHARED.computeIfAbsent(blueprint, SdrRepository::new);
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

    private int nextId() {
        return FIRST_ID + records.size() * idStep;
    }
}
