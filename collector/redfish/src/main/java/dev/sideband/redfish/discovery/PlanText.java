package dev.sideband.redfish.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plans as text, to be kept: the vendor, then a line for each path that is denied and for each
 * source.
 */
public final class PlanText {
    private static final String VENDOR = "vendor";
    private static final String DENIED = "denied";
    private static final String EACH_POLL = "often";
    private static final String IN_TURN = "turn";
    private static final String CONTROL = "\\P{Cntrl}*";

    private PlanText() {}

    /** The plan as text; nothing for one that is not whole, or cannot be written so. */
    public static Optional<String> of(ReadingPlan plan) {
        if (plan.isPartial()) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(VENDOR, plan.vendor().name()));
        plan.denied().forEach(path -> lines.add(line(DENIED, path)));
        for (Source source : plan.sources()) {
            lines.add(
                    line(
                            source.often() ? EACH_POLL : IN_TURN,
                            source.kind().name(),
                            Integer.toString(source.place()),
                            source.chassis(),
                            source.path()));
        }
        boolean clean = lines.stream().allMatch(line -> line.replace("\t", "").matches(CONTROL));
        return clean ? Optional.of(String.join("\n", lines)) : Optional.empty();
    }

    private static String line(String... fields) {
        return String.join("\t", fields);
    }

    /** The plan that {@code text} is; nothing where it is none that is known here. */
    public static Optional<ReadingPlan> parse(String text) {
        Vendor vendor = Vendor.OTHER;
        List<String> denied = new ArrayList<>();
        List<Source> sources = new ArrayList<>();
        try {
            for (String line : text.split("\n", -1)) {
                String[] fields = line.split("\t", -1);
                switch (fields[0]) {
                    case VENDOR -> vendor = Vendor.valueOf(fields[1]);
                    case DENIED -> denied.add(fields[1]);
                    case EACH_POLL, IN_TURN -> sources.add(source(fields));
                    default -> {
                        return Optional.empty();
                    }
                }
            }
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException foreign) {
            return Optional.empty();
        }
        return sources.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReadingPlan(vendor, sources, denied, List.of()));
    }

    private static Source source(String[] fields) {
        return new Source(
                Source.Kind.valueOf(fields[1]),
                fields[4],
                fields[3],
                fields[0].equals(EACH_POLL),
                Integer.parseInt(fields[2]));
    }
}
