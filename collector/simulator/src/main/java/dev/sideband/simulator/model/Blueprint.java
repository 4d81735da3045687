package dev.sideband.simulator.model;

import dev.sideband.simulator.model.Sensor.Discrete;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What all servers of one profile have in common: their sensors, each with a slot in the arrays in
 * which a server keeps its readings.
 */
public final class Blueprint {
    private static final List<Blueprint> ALL = Profile.all().stream().map(Blueprint::new).toList();

    private final Profile profile;
    private final List<Sensor> sensors;
    private final List<Slot> slots;
    private final int[] slotOfNumber = new int[256];

    /**
     * One reading: a sensor, and which member of it where its record is shared.
     *
     * @param position in the server's arrays
     */
    public record Slot(int position, Sensor sensor, int member) {
        public int number() {
            return sensor.number() + member;
        }

        /** The sensor's name, with the member's index where the record is shared. */
        public String name() {
            boolean shared = sensor instanceof Discrete discrete && discrete.count() > 1;
            return shared ? "%s %d".formatted(sensor.name(), member) : sensor.name();
        }
    }

    private Blueprint(Profile profile) {
        this.profile = profile;
        this.sensors =
                Stream.concat(
                                AnalogSensors.of(profile).stream(),
                                DiscreteSensors.of(profile).stream())
                        .toList();
        var all = new ArrayList<Slot>();
        Arrays.fill(slotOfNumber, -1);
        for (Sensor sensor : sensors) {
            int members = sensor instanceof Discrete discrete ? discrete.count() : 1;
            for (int member = 0; member < members; member++) {
                var slot = new Slot(all.size(), sensor, member);
                if (slotOfNumber[slot.number()] >= 0) {
                    throw new IllegalStateException(
                            "%s: two sensors %02Xh".formatted(profile, slot.number()));
                }
                slotOfNumber[slot.number()] = slot.position();
                all.add(slot);
            }
        }
        this.slots = List.copyOf(all);
    }

    /** One of each profile. */
    public static List<Blueprint> all() {
        return ALL;
    }

    /** A large server with 100 sensors, for fleets in which all machines are alike. */
    public static Blueprint storageServer() {
        return new Blueprint(Profile.storageServer());
    }

    public Profile profile() {
        return profile;
    }

    public List<Sensor> sensors() {
        return sensors;
    }

    public List<Slot> slots() {
        return slots;
    }

    /** The slot of a sensor number, 0 to 255, where a sensor has it. */
    public Optional<Slot> slot(int number) {
        int position = slotOfNumber[number];
        return position < 0 ? Optional.empty() : Optional.of(slots.get(position));
    }

    /** The one discrete sensor of a type that every profile has. */
    Discrete discrete(int type) {
        for (Sensor sensor : sensors) {
            if (sensor instanceof Discrete discrete && discrete.type() == type) {
                return discrete;
            }
        }
        throw new IllegalStateException("%s has no sensor of type %02Xh".formatted(profile, type));
    }
}
