package dev.sideband.simulator;

import java.util.List;

/**
 * Where a server stands, and which feeds its power supplies hang on, in their order.
 *
 * @param unit of the rack, counted from the bottom
 */
public record Location(
        String site, String room, String row, String rack, int unit, List<String> powerFeeds) {
    private static final int SERVERS_PER_RACK = 10;
    private static final int RACKS_PER_ROW = 8;
    private static final int ROWS_PER_ROOM = 6;
    private static final int UNITS_PER_SERVER = 2;

    public Location {
        powerFeeds = List.copyOf(powerFeeds);
    }

    /** The place of the server of an index: ten to a rack, two units each. */
    static Location of(int index) {
        int rack = index / SERVERS_PER_RACK;
        int row = rack / RACKS_PER_ROW;
        String room = Character.toString('a' + row / ROWS_PER_ROOM);
        int number = rack + 1;
        return new Location(
                "dc1",
                room,
                Integer.toString(row % ROWS_PER_ROOM + 1),
                "r%02d".formatted(number),
                1 + index % SERVERS_PER_RACK * UNITS_PER_SERVER,
                List.of("pdu-a%02d".formatted(number), "pdu-b%02d".formatted(number)));
    }

    /** Unique in the fleet, as in {@code r02-u07}. */
    String serverId() {
        return "%s-u%02d".formatted(rack, unit);
    }
}
