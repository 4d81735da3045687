package dev.sideband.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.avro.LogPosition;
import dev.sideband.avro.Source;
import dev.sideband.collector.probe.PartDescriptor.Marks;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

class JoinedPartsTest {
    private final JoinedParts joined = new JoinedParts();

    private static PartDescriptor part(
            Source source, String id, String kind, @Nullable String serial) {
        return new PartDescriptor(
                id,
                kind,
                id,
                new Marks(null, null, null, serial, null, null),
                null,
                null,
                null,
                null,
                Map.of(),
                source,
                null,
                null);
    }

    /** A probe that has these parts, or more to read where there are none. */
    private record Having(@Nullable ServerParts parts) implements Probe {
        static Having of(PartDescriptor... parts) {
            return new Having(new ServerParts(List.of(parts), Set.of(), true));
        }

        @Override
        public Observation observe(Duration budget) {
            throw new UnsupportedOperationException();
        }

        @Override
        public LogDelta readLog(@Nullable LogPosition from) {
            return LogDelta.NO_LOG;
        }

        @Override
        public Optional<ServerParts> readInventory(BooleanSupplier enough) {
            return Optional.ofNullable(parts);
        }

        @Override
        public void idle(Duration pause) {}

        @Override
        public void keepAlive() {}

        @Override
        public void close() {}
    }

    private Optional<List<String>> read(@Nullable Probe redfish, @Nullable Probe ipmi)
            throws Exception {
        return joined.readOn(redfish, ipmi, () -> false)
                .map(parts -> parts.parts().stream().map(PartDescriptor::id).toList());
    }

    @Test
    void takesFromFrusWhatRedfishHasNothingOf() throws Exception {
        var redfish =
                Having.of(
                        part(Source.REDFISH, "Systems/1", "system", "S1"),
                        part(Source.REDFISH, "Chassis/1", "chassis", "board 7"));
        var ipmi =
                Having.of(
                        part(Source.IPMI, "fru/0/product", "system", "other"),
                        part(Source.IPMI, "fru/0/board", "board", "BOARD 7"),
                        part(Source.IPMI, "fru/1", "power supply", null));
        assertThat(read(redfish, ipmi)).contains(List.of("Systems/1", "Chassis/1", "fru/1"));
    }

    @Test
    void readsBothBeforeItTells() throws Exception {
        var redfish = Having.of(part(Source.REDFISH, "a", "system", null));
        assertThat(read(new Having(null), Having.of())).isEmpty();
        assertThat(read(redfish, new Having(null))).isEmpty();
        assertThat(read(new Having(null), Having.of())).as("kept").contains(List.of("a"));
    }

    @Test
    void tellsOfFrusAloneWhereRedfishNeverAnswered() throws Exception {
        var ipmi = Having.of(part(Source.IPMI, "fru/0", "system", null));
        assertThat(read(null, ipmi)).contains(List.of("fru/0"));
    }

    @Test
    void keepsWhatRedfishToldWhileItDoesNotAnswer() throws Exception {
        var redfish = Having.of(part(Source.REDFISH, "a", "system", null));
        var ipmi = Having.of(part(Source.IPMI, "fru/0", "system", null));
        assertThat(read(redfish, ipmi)).contains(List.of("a"));
        assertThatThrownBy(() -> read(null, ipmi)).isInstanceOf(ProbeException.class);
    }

    @Test
    void notesThatIpmiWasNotRead() throws Exception {
        var redfish = Having.of(part(Source.REDFISH, "a", "system", null));
        assertThat(joined.readOn(redfish, null, () -> false))
                .hasValueSatisfying(parts -> assertThat(parts.unread()).containsExactly("IPMI"));
    }
}
