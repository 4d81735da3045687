package dev.sideband.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Source;
import dev.sideband.collector.probe.PartDescriptor.Capacity;
import dev.sideband.collector.probe.PartDescriptor.Marks;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.fru.BoardArea;
import dev.sideband.ipmi.fru.ChassisArea;
import dev.sideband.ipmi.fru.Fru;
import dev.sideband.ipmi.fru.FruField;
import dev.sideband.ipmi.fru.FruImage;
import dev.sideband.ipmi.fru.FruLocation;
import dev.sideband.ipmi.fru.FruLocation.Access;
import dev.sideband.ipmi.fru.MultiRecord;
import dev.sideband.ipmi.fru.PowerSupplyInfo;
import dev.sideband.ipmi.fru.ProductArea;
import dev.sideband.ipmi.sdr.Entity;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

class FruPartsTest {
    private static final int BMC = 0x20;
    private static final int MICROCONTROLLER = 0x2C;
    private static final ProductArea PRODUCT =
            new ProductArea(
                    25,
                    field("Acme"),
                    field("Server 9"),
                    field("P-1"),
                    field("02"),
                    field("SER-P"),
                    field("tag 7"),
                    FruField.EMPTY,
                    List.of());
    private static final BoardArea BOARD =
            new BoardArea(
                    25,
                    Optional.of(LocalDateTime.of(2024, 2, 3, 4, 5)),
                    field("Boards Inc"),
                    field("X9 board"),
                    field("SER-B"),
                    field("B-1"),
                    FruField.EMPTY,
                    List.of());
    private static final ChassisArea CHASSIS =
            new ChassisArea(0x17, field("C-1"), field(" SER-C "), List.of());

    private static FruField field(String text) {
        return new FruField(FruField.Coding.TEXT, text);
    }

    private static FruImage image(
            @Nullable ProductArea product,
            @Nullable BoardArea board,
            @Nullable ChassisArea chassis,
            MultiRecord... records) {
        return new FruImage(
                product == null && board == null && chassis == null,
                Optional.empty(),
                Optional.ofNullable(chassis),
                Optional.ofNullable(board),
                Optional.ofNullable(product),
                List.of(records),
                List.of());
    }

    private static FruLocation location(int device, int controller, int entity, String name) {
        return new FruLocation(
                device,
                0,
                controller == BMC ? Access.BMC : Access.CONTROLLER,
                controller,
                0,
                entity == 0 ? Optional.empty() : Optional.of(new Entity(entity, 1, false)),
                name);
    }

    private static List<PartDescriptor> parts(FruLocation location, FruImage image) {
        return FruParts.of(new Fru(location, 256, image));
    }

    @Test
    void tellsOfSystemBoardAndChassisWhereItIsTheMachinesOwn() {
        List<PartDescriptor> parts =
                parts(location(0, BMC, 0, "Builtin FRU"), image(PRODUCT, BOARD, CHASSIS));

        assertThat(parts)
                .extracting(PartDescriptor::id)
                .containsExactly("fru/0/product", "fru/0/board", "fru/0/chassis");
        assertThat(parts)
                .extracting(PartDescriptor::kind)
                .containsExactly("system", "board", "chassis");
        assertThat(parts).extracting(PartDescriptor::source).containsOnly(Source.IPMI);
        assertThat(parts.get(0).marks())
                .isEqualTo(new Marks("Acme", "Server 9", "P-1", "SER-P", "tag 7", "02"));
        assertThat(parts.get(1).attributes()).containsEntry("produced", "2024-02-03T04:05");
        assertThat(parts.get(2).attributes()).containsEntry("type", "rack mount chassis");
        assertThat(parts.get(2).marks())
                .as("without what only fills it up")
                .isEqualTo(new Marks(null, null, "C-1", "SER-C", null, null));
    }

    @Test
    void tellsOfTheMachineAlsoWhereItsBoardHasAnotherNumber() {
        assertThat(parts(location(4, BMC, 7, "MB"), image(PRODUCT, BOARD, null)))
                .extracting(PartDescriptor::id)
                .containsExactly("fru/4/product", "fru/4/board");
    }

    @Test
    void takesDeviceZeroOfAnotherControllerForOneOfItsParts() {
        List<PartDescriptor> parts =
                parts(location(0, MICROCONTROLLER, 10, "PSU1"), image(PRODUCT, BOARD, null));

        assertThat(parts).hasSize(1);
        assertThat(parts.getFirst().id()).isEqualTo("fru/2c.0.0/0");
        assertThat(parts.getFirst().kind()).isEqualTo("power supply");
    }

    @Test
    void fillsWhatTheProductAreaLacksFromTheBoardArea() {
        var bare =
                new ProductArea(
                        25,
                        field("Acme"),
                        field("  "),
                        FruField.EMPTY,
                        field("A0"),
                        FruField.EMPTY,
                        FruField.EMPTY,
                        FruField.EMPTY,
                        List.of());

        PartDescriptor part =
                parts(location(5, BMC, 32, "DIMM 5"), image(bare, BOARD, null)).getFirst();

        assertThat(part.id()).isEqualTo("fru/5");
        assertThat(part.name()).isEqualTo("DIMM 5");
        assertThat(part.marks())
                .isEqualTo(new Marks("Acme", "X9 board", "B-1", "SER-B", null, "A0"));
    }

    @Test
    void knowsWhatAPowerSupplyCanGive() {
        var none = new PowerSupplyInfo.Range(0, 0);
        var supply =
                new PowerSupplyInfo(
                        1_600,
                        0,
                        255,
                        0,
                        none,
                        none,
                        0,
                        0,
                        0,
                        false,
                        false,
                        false,
                        true,
                        false,
                        0,
                        0,
                        new PowerSupplyInfo.Combined(0, 0, 0),
                        OptionalInt.empty());

        PartDescriptor part =
                parts(location(2, BMC, 10, ""), image(null, BOARD, null, supply)).getFirst();

        assertThat(part.capacity()).isEqualTo(new Capacity(1_600, "W"));
        assertThat(part.name()).as("where the records have no name").isEqualTo("power supply");
        assertThat(part.attributes()).containsKey("entity");
    }

    @Test
    void isNoPartWhereNothingWasEverWritten() {
        assertThat(parts(location(0, BMC, 0, ""), image(null, null, null))).isEmpty();
        assertThat(parts(location(3, BMC, 10, "PSU"), image(null, null, null))).isEmpty();
        assertThat(parts(location(3, BMC, 10, "PSU"), image(null, null, CHASSIS)))
                .as("a supply's chassis area alone")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "3, processor", "4, drive", "6, bmc", "7, board", "8, memory", "10, power supply",
        "11, module", "23, chassis", "29, fan", "32, memory", "40, battery", "208, module"
    })
    void namesKindsByTheirEntity(int entity, String kind) {
        assertThat(FruParts.kind(new Entity(entity, 1, false))).isEqualTo(kind);
    }

    @Test
    void tellsOfTheBmcItself() {
        PartDescriptor bmc =
                FruParts.bmc(new GetDeviceId.Response(0x20, 1, 0x82, 0x49, 0x02, 0xBF, 674, 256));

        assertThat(bmc.kind()).isEqualTo("bmc");
        assertThat(bmc.marks().version()).isEqualTo("2.49");
        assertThat(bmc.attributes())
                .containsEntry("manufacturer_id", "674")
                .containsEntry("product_id", "256");
    }
}
