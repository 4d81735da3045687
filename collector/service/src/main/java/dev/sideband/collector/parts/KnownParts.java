package dev.sideband.collector.parts;

import dev.sideband.avro.Source;
import dev.sideband.collector.probe.PartDescriptor;
import dev.sideband.collector.probe.ServerParts;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parts of a server as far as their changes were announced.
 *
 * @param parts by id, in the order in which they were read
 * @param unread what could not be read; what stands in there is missing among the parts
 */
public record KnownParts(Map<String, KnownPart> parts, Set<String> unread) {
    /** A server that is off makes many BMCs forget parts. */
    private static final String OFF = "the server is off";

    /** More are not told one by one. */
    private static final int MAX_UNREAD = 16;

    private static final String UNREAD = "unread";
    private static final String PART = "part";

    public KnownParts {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        unread = Set.copyOf(unread);
    }

    static KnownParts of(Collection<KnownPart> parts, Set<String> unread) {
        Map<String, KnownPart> byId = new LinkedHashMap<>();
        parts.forEach(part -> byId.put(part.id(), part));
        return new KnownParts(byId, unread);
    }

    /** The parts as they were read. */
    public static KnownParts of(ServerParts read) {
        Set<String> unread = read.unread();
        if (unread.size() > MAX_UNREAD) {
            unread = Set.of("%d resources, %08x".formatted(unread.size(), unread.hashCode()));
        }
        if (!read.running()) {
            unread = Set.of(OFF);
        }
        List<KnownPart> parts = new ArrayList<>();
        for (PartDescriptor part : read.parts()) {
            parts.add(KnownPart.of(part));
        }
        return of(parts, unread);
    }

    /** A line for each part, fields between tabs. */
    public String text() {
        List<String> lines = new ArrayList<>();
        unread.stream().sorted().forEach(what -> lines.add(line(UNREAD, what)));
        for (KnownPart part : parts.values()) {
            lines.add(
                    line(
                            PART,
                            part.id(),
                            part.kind(),
                            part.name(),
                            part.source().name(),
                            part.slot(),
                            part.manufacturer(),
                            part.model(),
                            part.partNumber(),
                            part.serialNumber(),
                            part.version()));
        }
        return String.join("\n", lines);
    }

    private static String line(@Nullable String... fields) {
        List<String> clean = new ArrayList<>();
        for (String field : fields) {
            clean.add(field == null ? "" : field.replaceAll("\\p{Cntrl}", " "));
        }
        return String.join("\t", clean);
    }

    /** The parts that {@code text} is; nothing where it is none. */
    public static Optional<KnownParts> parse(String text) {
        List<KnownPart> parts = new ArrayList<>();
        Set<String> unread = new HashSet<>();
        try {
            for (String line : text.split("\n", -1)) {
                String[] fields = line.split("\t", -1);
                switch (fields[0]) {
                    case UNREAD -> unread.add(fields[1]);
                    case PART -> parts.add(part(Arrays.asList(fields)));
                    default -> {
                        if (!line.isEmpty()) {
                            return Optional.empty();
                        }
                    }
                }
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException foreign) {
            return Optional.empty();
        }
        return Optional.of(of(parts, unread));
    }

    private static KnownPart part(List<String> fields) {
        return new KnownPart(
                fields.get(1),
                fields.get(2),
                fields.get(3),
                Source.valueOf(fields.get(4)),
                orNull(fields.get(5)),
                orNull(fields.get(6)),
                orNull(fields.get(7)),
                orNull(fields.get(8)),
                orNull(fields.get(9)),
                orNull(fields.get(10)));
    }

    private static @Nullable String orNull(String field) {
        return field.isEmpty() ? null : field;
    }
}
