package dev.sideband.collector.parts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Source;
import dev.sideband.collector.parts.PartChange.Kind;
import dev.sideband.testing.Fuzz;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

class PartChangesTest {
    private static KnownPart part(
            String id, String kind, @Nullable String serial, @Nullable String version) {
        return new KnownPart(
                id, kind, id, Source.REDFISH, null, "Maker", "Model", "PN-1", serial, version);
    }

    private static KnownPart dimm(String id, @Nullable String serial) {
        return part(id, "memory", serial, null);
    }

    private static KnownPart firmware(String id, String name, String version) {
        return new KnownPart(
                id, "firmware", name, Source.REDFISH, null, null, null, null, null, version);
    }

    private static KnownParts parts(KnownPart... all) {
        return KnownParts.of(Arrays.asList(all), Set.of());
    }

    private static KnownParts without(Set<String> unread, KnownPart... all) {
        return KnownParts.of(Arrays.asList(all), unread);
    }

    private static List<String> changes(KnownParts before, KnownParts now) {
        return told(PartChanges.between(before, now, Set.of()));
    }

    private static List<String> told(PartChanges.Result result) {
        return result.changes().stream()
                .map(change -> change.kind().word() + " " + change.part().id())
                .toList();
    }

    @Test
    void tellsOfAnotherSerialNumberAtTheSamePlace() {
        PartChanges.Result result =
                PartChanges.between(
                        parts(dimm("A1", "D001"), dimm("A2", "D002")),
                        parts(dimm("A1", "D001"), dimm("A2", "D777")),
                        Set.of());
        assertThat(result.changes()).hasSize(1);
        PartChange change = result.changes().getFirst();
        assertThat(change.kind()).isEqualTo(Kind.REPLACED);
        assertThat(change.text()).isEqualTo("memory A2 was replaced");
        assertThat(change.before()).isNotNull();
        assertThat(change.before().text())
                .isEqualTo("Maker Model, part number PN-1, serial number D002");
        assertThat(result.after().parts().get("A2")).isEqualTo(dimm("A2", "D777"));
    }

    @Test
    void tellsOfAPartThatCame() {
        assertThat(changes(parts(dimm("A1", "D001")), parts(dimm("A1", "D001"), dimm("A2", "D2"))))
                .containsExactly("added A2");
    }

    @Test
    void tellsOfAPartThatIsMissingTwice() {
        KnownParts before = parts(dimm("A1", "D001"), dimm("A2", "D002"));
        KnownParts now = parts(dimm("A1", "D001"));
        PartChanges.Result first = PartChanges.between(before, now, Set.of());
        assertThat(first.changes()).isEmpty();
        assertThat(first.missing()).containsExactly("A2");
        assertThat(first.after()).isEqualTo(before);

        PartChanges.Result second = PartChanges.between(first.after(), now, first.missing());
        assertThat(told(second)).containsExactly("removed A2");
        assertThat(second.after()).isEqualTo(now);
        assertThat(told(PartChanges.between(second.after(), now, second.missing()))).isEmpty();
    }

    @Test
    void tellsOfOtherFirmwareOnce() {
        KnownParts now = parts(part("bmc", "bmc", null, "2.50"));
        PartChanges.Result result =
                PartChanges.between(parts(part("bmc", "bmc", null, "2.49")), now, Set.of());
        assertThat(result.changes())
                .extracting(PartChange::text)
                .containsExactly("bmc: version 2.49 is now 2.50");
        assertThat(changes(result.after(), now)).isEmpty();
    }

    @Test
    void knowsFirmwareByItsNameWhereItsIdHasTheVersion() {
        KnownParts before =
                parts(firmware("Installed-1-2.49", "BIOS", "2.49"), firmware("x", "Disk", "1"));
        KnownParts now =
                parts(firmware("Installed-1-2.50", "BIOS", "2.50"), firmware("x", "Disk", "1"));
        PartChanges.Result result = PartChanges.between(before, now, Set.of());
        assertThat(told(result)).containsExactly("version Installed-1-2.50");
        assertThat(result.after().parts()).containsOnlyKeys("x", "Installed-1-2.50");
    }

    @Test
    void saysNothingOfAnotherOrderOrOtherWords() {
        KnownParts before =
                parts(dimm("A1", "D001"), dimm("A2", "D002"), part("bmc", "bmc", null, "2.49"));
        assertThat(
                        changes(
                                before,
                                parts(
                                        part("bmc", "bmc", null, "v02.49"),
                                        dimm("A2", "d-002"),
                                        dimm("A1", " D001 "))))
                .isEmpty();
        assertThat(changes(before, parts(dimm("A2", "D001"), dimm("A1", "D002"))))
                .as("counted from the other end")
                .isEmpty();
    }

    @Test
    void saysNothingOfAPartThatHasAnotherIdNow() {
        KnownParts now = parts(dimm("dimm-1", "D001"));
        PartChanges.Result result =
                PartChanges.between(parts(dimm("A1", "D001")), now, Set.of("A1"));
        assertThat(result.changes()).isEmpty();
        assertThat(result.after()).isEqualTo(now);
    }

    @Test
    void saysNothingOfWhatIsNotToldThisTimeAndRemembersIt() {
        KnownParts before = parts(dimm("A1", "D001"));
        PartChanges.Result result = PartChanges.between(before, parts(dimm("A1", null)), Set.of());
        assertThat(result.changes()).isEmpty();
        assertThat(changes(result.after(), parts(dimm("A1", "D999"))))
                .containsExactly("replaced A1");
    }

    @Test
    void saysNothingOfPartsInWhatCouldNotBeRead() {
        KnownParts before = parts(dimm("A1", "D001"), dimm("A2", "D002"));
        PartChanges.Result result =
                PartChanges.between(before, without(Set.of("/Memory")), Set.of("A1", "A2"));
        assertThat(result.changes()).isEmpty();
        assertThat(result.after()).isEqualTo(before);
    }

    @Test
    void saysNothingOfPartsThatCouldNotBeReadBefore() {
        KnownParts now = parts(dimm("A1", "D001"), dimm("A2", "D002"));
        PartChanges.Result result =
                PartChanges.between(
                        without(Set.of("/Memory/A2"), dimm("A1", "D001")), now, Set.of());
        assertThat(result.changes()).isEmpty();
        assertThat(result.after()).isEqualTo(now);
    }

    @Test
    void takesPartsWithoutSerialNumbersByTheirPartNumbers() {
        KnownPart fan =
                new KnownPart(
                        "F1", "fan", "Fan 1", Source.IPMI, null, null, null, "FAN-7", null, null);
        KnownPart other =
                new KnownPart(
                        "F1", "fan", "Fan 1", Source.IPMI, null, null, null, "FAN-9", null, null);
        assertThat(changes(parts(fan), parts(other))).containsExactly("replaced F1");
        assertThat(changes(parts(dimm("A1", "0000")), parts(dimm("A1", "D001")))).isEmpty();
    }

    @Test
    void isReadAsItWasWritten() {
        KnownParts parts =
                without(
                        Set.of("/a", "FRU device 3"),
                        dimm("A1", "D001"),
                        firmware("BIOS", "BIOS", "1.2"));
        assertThat(KnownParts.parse(parts.text())).contains(parts);
        assertThat(KnownParts.parse(parts().text())).contains(parts());
    }

    @Test
    void takesAnyTextForPartsOrForNone() {
        byte[] sample =
                without(Set.of("/a"), dimm("A1", "D001")).text().getBytes(StandardCharsets.UTF_8);
        long refused =
                Fuzz.of("known parts", List.of(sample))
                        .run(
                                5_000,
                                IllegalStateException.class,
                                bytes -> {
                                    String text = new String(bytes, StandardCharsets.UTF_8);
                                    KnownParts.parse(text)
                                            .ifPresent(parts -> changes(parts, parts));
                                });
        assertThat(refused).isZero();
    }
}
