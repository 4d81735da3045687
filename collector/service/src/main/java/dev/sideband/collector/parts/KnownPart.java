package dev.sideband.collector.parts;

import dev.sideband.avro.Source;
import dev.sideband.collector.probe.PartDescriptor;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is kept of a part to see whether it is still the same one. What is not told is null.
 *
 * @param id as on the inventory topic
 * @param kind in its words
 */
public record KnownPart(
        String id,
        String kind,
        String name,
        Source source,
        @Nullable String slot,
        @Nullable String manufacturer,
        @Nullable String model,
        @Nullable String partNumber,
        @Nullable String serialNumber,
        @Nullable String version) {
    static KnownPart of(PartDescriptor part) {
        PartDescriptor.Marks marks = part.marks();
        return new KnownPart(
                part.id(),
                part.kind(),
                part.name(),
                part.source(),
                part.slot(),
                marks.manufacturer(),
                marks.model(),
                marks.partNumber(),
                marks.serialNumber(),
                marks.version());
    }

    boolean isFirmware() {
        return kind.equals("firmware");
    }

    /** For comparison: letters of either case, blanks and signs are no difference. */
    @Nullable String serialKey() {
        String serial = serialNumber;
        if (serial == null) {
            return null;
        }
        String key = Canonical.letters(serial);
        // Zeros and the like stand where none was written.
        return key.chars().distinct().count() > 1 ? key : null;
    }

    /** This part; where something is not told of it now, what {@code before} said. */
    KnownPart or(KnownPart before) {
        return new KnownPart(
                id,
                kind,
                name,
                source,
                either(slot, before.slot),
                either(manufacturer, before.manufacturer),
                either(model, before.model),
                either(partNumber, before.partNumber),
                either(serialNumber, before.serialNumber),
                either(version, before.version));
    }

    private static @Nullable String either(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }

    /** Such as {@code memory DIMM A1}. */
    public String title() {
        String place = slot == null || slot.isBlank() ? name : slot;
        boolean said = place.toLowerCase(Locale.ROOT).startsWith(kind);
        return said ? place : kind + " " + place;
    }

    /** What it is, for people. */
    public String text() {
        String maker =
                Stream.of(manufacturer, model)
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(" "));
        return Stream.of(
                        maker.isEmpty() ? name : maker,
                        said("part number", partNumber),
                        said("serial number", serialNumber),
                        said("version", version))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }

    private static @Nullable String said(String what, @Nullable String value) {
        return value == null ? null : what + " " + value;
    }
}
