package dev.sideband.ipmi.fru;

import static dev.sideband.ipmi.fru.FruImageBuilder.field;
import static dev.sideband.ipmi.fru.FruImageBuilder.image;
import static dev.sideband.ipmi.fru.FruImageBuilder.record;
import static dev.sideband.ipmi.fru.FruImageBuilder.records;
import static dev.sideband.ipmi.fru.FruImageBuilder.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.fru.FruField.Coding;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.Checksum;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;

class FruImageTest {
    private static final int CHASSIS = 2;
    private static final int BOARD = 3;
    private static final int PRODUCT = 4;
    private static final int MULTIRECORD = 5;
    private static final String ENGLISH_NO_DATE = "19000000";
    private static final String LOAD = "02fa00ed0006010000" + "0a00e803";

    @Test
    void readsAllAreas() {
        Bytes bytes =
                image().area(CHASSIS, "17", text("CH-1"), text("SER-1"), text("extra"))
                        .area(
                                BOARD,
                                "1901" + "0000",
                                text("Maker"),
                                text("Board"),
                                text("B-7"),
                                text("PN"),
                                text("file"))
                        .area(
                                PRODUCT,
                                "19",
                                text("Maker"),
                                text("Product"),
                                text("P-PN"),
                                text("1.2"),
                                text("P-7"),
                                text("tag"),
                                text("file"),
                                text("one"),
                                text("two"))
                        .raw(MULTIRECORD, record(2, true, LOAD))
                        .toBytes();
        var image = FruImage.decode(bytes);
        assertThat(image.problems()).isEmpty();
        assertThat(image.blank()).isFalse();
        var chassis = image.chassis().orElseThrow();
        assertThat(chassis.type()).isEqualTo("rack mount chassis");
        assertThat(chassis.serialNumber().text()).isEqualTo("SER-1");
        assertThat(chassis.custom()).containsExactly(new FruField(Coding.TEXT, "extra"));
        var board = image.board().orElseThrow();
        assertThat(board.manufactured()).contains(LocalDateTime.of(1996, 1, 1, 0, 1));
        assertThat(board.productName()).hasToString("Board");
        assertThat(board.fruFileId()).hasToString("file");
        assertThat(board.custom()).isEmpty();
        var product = image.product().orElseThrow();
        assertThat(product.assetTag()).hasToString("tag");
        assertThat(product.custom()).extracting(FruField::text).containsExactly("one", "two");
        assertThat(image.multirecords())
                .containsExactly(new DcLoad(2, 2, 2500, 2370, 2620, 0, 10, 1000));
    }

    @Test
    void readsEachCoding() {
        Bytes bytes =
                image().area(
                                BOARD,
                                ENGLISH_NO_DATE,
                                field(0x00, bytes("0102ff")),
                                field(0x40, bytes("12a34b56c7")),
                                field(0x80, bytes("64c9b2")),
                                field(0xC0, "caf\u00e9  ".getBytes(StandardCharsets.ISO_8859_1)),
                                field(0xC0, new byte[0]),
                                text("custom"))
                        .toBytes();
        var board = FruImage.decode(bytes).board().orElseThrow();
        assertThat(board.manufacturer()).isEqualTo(new FruField(Coding.BINARY, "0102ff"));
        assertThat(board.productName()).isEqualTo(new FruField(Coding.BCD_PLUS, "12 34-56.7"));
        assertThat(board.serialNumber()).isEqualTo(new FruField(Coding.SIX_BIT, "DELL"));
        assertThat(board.partNumber()).isEqualTo(new FruField(Coding.TEXT, "caf\u00e9"));
        assertThat(board.fruFileId().isEmpty()).as("empty, but holds its place").isTrue();
        assertThat(board.custom()).extracting(FruField::text).containsExactly("custom");
        assertThat(board.manufactured()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, latin", "25, latin", "44, wide", "55, wide"})
    void readsTextInTheAreasLanguage(int language, String expected) {
        byte[] wide = "\u9f8d\u00e9".getBytes(StandardCharsets.UTF_16LE);
        Bytes bytes =
                image().area(PRODUCT, "%02x".formatted(language), field(0xC0, wide)).toBytes();
        String text = FruImage.decode(bytes).product().orElseThrow().manufacturer().text();
        assertThat(text.equals("\u9f8d\u00e9")).isEqualTo(expected.equals("wide"));
    }

    @Test
    void takesAsciiForAsciiInWhateverLanguage() {
        Bytes bytes = image().area(PRODUCT, "2c", text("QUANTA")).toBytes();
        assertThat(FruImage.decode(bytes).product().orElseThrow().manufacturer())
                .hasToString("QUANTA");
    }

    @Test
    void leavesNothingInTextThatATerminalWouldObey() {
        Bytes bytes = image().area(PRODUCT, "00", text("a\u001b[2Jb\u009bc\0rubbish")).toBytes();
        assertThat(FruImage.decode(bytes).product().orElseThrow().manufacturer())
                .hasToString("a [2Jb c");
    }

    @ParameterizedTest
    @CsvSource({"ffffffffffffffffffffffff", "0000000000000000000000"})
    void knowsABlankMemory(String hex) {
        var image = FruImage.decode(Bytes.fromHex(hex));
        assertThat(image.blank()).isTrue();
        assertThat(image.problems())
                .extracting(FruProblem::toString)
                .containsExactly("header: the memory is blank");
        assertThat(FruImage.bytesNeeded(Bytes.fromHex(hex))).isEqualTo(8);
    }

    @Test
    void readsAnAreaWithAWrongChecksum() {
        byte[] bytes = image().area(BOARD, ENGLISH_NO_DATE, text("Maker")).toArray();
        bytes[bytes.length - 1]++;
        var image = FruImage.decode(Bytes.of(bytes));
        assertThat(image.board().orElseThrow().manufacturer()).hasToString("Maker");
        assertThat(problems(image)).containsExactly("board area: the checksum is wrong");
    }

    @Test
    void readsBehindAHeaderWithAWrongChecksum() {
        byte[] bytes = image().area(BOARD, ENGLISH_NO_DATE, text("Maker")).toArray();
        bytes[7]++;
        var image = FruImage.decode(Bytes.of(bytes));
        assertThat(image.board()).isPresent();
        assertThat(problems(image)).containsExactly("header: the checksum is wrong");
    }

    @Test
    void believesABadHeaderOnlyWhereAnAreaIsWhole() {
        byte[] bytes =
                image().area(BOARD, ENGLISH_NO_DATE, text("Maker"))
                        .area(PRODUCT, "00", text("Spoilt"))
                        .toArray();
        bytes[0] = 0x50;
        bytes[bytes.length - 1]++;
        var image = FruImage.decode(Bytes.of(bytes));
        assertThat(image.board()).isPresent();
        assertThat(image.product()).isEmpty();
        assertThat(problems(image))
                .containsExactly("header: unknown version 50h", "header: the checksum is wrong");
    }

    @Test
    void readsAnAreaThatSaysNoLength() {
        byte[] bytes =
                image().area(BOARD, ENGLISH_NO_DATE, text("Maker"), text("Board"))
                        .area(PRODUCT, "00", text("Product"))
                        .toArray();
        bytes[9] = 0;
        var image = FruImage.decode(Bytes.of(bytes));
        assertThat(image.board().orElseThrow().productName()).hasToString("Board");
        assertThat(image.product()).isPresent();
        assertThat(problems(image)).containsExactly("board area: the length is 0");
    }

    @Test
    void readsAnAreaWithoutAnEndMark() {
        byte[] bytes = image().area(BOARD, ENGLISH_NO_DATE, text("Maker")).toArray();
        for (int i = 8; i < bytes.length - 1; i++) {
            if (bytes[i] == (byte) 0xC1) {
                bytes[i] = 0;
            }
        }
        bytes[bytes.length - 1] = 0;
        bytes[bytes.length - 1] = (byte) Checksum.of(bytes, 8, bytes.length - 8);
        var image = FruImage.decode(Bytes.of(bytes));
        assertThat(image.board().orElseThrow().manufacturer()).hasToString("Maker");
        assertThat(image.board().orElseThrow().custom()).isEmpty();
        assertThat(problems(image)).containsExactly("board area: the end mark is missing");
    }

    @Test
    void readsWhatIsThereOfAnAreaBeyondTheEnd() {
        byte[] bytes =
                image().area(BOARD, ENGLISH_NO_DATE, text("Maker"), text("Board"), text("S"))
                        .toArray();
        var image = FruImage.decode(Bytes.of(Arrays.copyOf(bytes, 22)));
        assertThat(image.board().orElseThrow().manufacturer()).hasToString("Maker");
        assertThat(problems(image)).first().asString().contains("bytes of it are missing");
    }

    @Test
    void saysThatAnAreaLiesBehindTheEnd() {
        byte[] bytes = image().area(BOARD, ENGLISH_NO_DATE, text("Maker")).toArray();
        var image = FruImage.decode(Bytes.of(Arrays.copyOf(bytes, 8)));
        assertThat(image.board()).isEmpty();
        assertThat(problems(image)).containsExactly("board area: begins at 8, behind the end");
    }

    @Test
    void keepsTheMakersOwnArea() {
        byte[] bytes =
                image().raw(1, bytes("01aabbccddeeff00"))
                        .area(PRODUCT, "00", text("Product"))
                        .toArray();
        assertThat(FruImage.decode(Bytes.of(bytes)).internalUse())
                .contains(Bytes.fromHex("01aabbccddeeff00"));
    }

    @Test
    void losesNoRecordBehindABadOne() {
        byte[] spoiltData = record(2, false, LOAD);
        spoiltData[7]++;
        byte[] spoiltHeader = record(0xC0, false, "5a3100" + "01020304");
        spoiltHeader[2]++;
        byte[] tooShort = record(1, false, "0102");
        var image =
                FruImage.decode(
                        image().raw(
                                        MULTIRECORD,
                                        records(
                                                spoiltData,
                                                spoiltHeader,
                                                tooShort,
                                                record(0xC0, false, "5a31002700"),
                                                record(0x0B, true, "0102")))
                                .toBytes());
        assertThat(image.multirecords())
                .containsExactly(
                        new DcLoad(2, 2, 5060, 2370, 2620, 0, 10, 1000),
                        new UnknownMultiRecord(1, Bytes.fromHex("0102")),
                        new OemMultiRecord(0xC0, OemMultiRecord.PICMG, Bytes.fromHex("2700")),
                        new UnknownMultiRecord(0x0B, Bytes.fromHex("0102")));
        assertThat(problems(image))
                .containsExactly(
                        "multirecord area: record 0: the checksum of its data is wrong",
                        "multirecord area: record 1: the header is wrong",
                        "multirecord area: record 1: its data are too short");
    }

    @Test
    void endsAListThatDoesNotEnd() {
        byte[] records = records(record(2, false, LOAD), new byte[40]);
        var image = FruImage.decode(image().raw(MULTIRECORD, records).toBytes());
        assertThat(image.multirecords()).hasSize(1);
        assertThat(problems(image)).hasSize(1).first().asString().contains("is missing");
    }

    @Test
    void readsAPowerSupply() {
        var image =
                FruImage.decode(
                        image().raw(
                                        MULTIRECORD,
                                        record(
                                                0,
                                                true,
                                                "ee02d006370510271c31204e"
                                                        + "c05d2f3f0c1f52c3004200"
                                                        + "0c"))
                                .toBytes());
        var supply = (PowerSupplyInfo) image.multirecords().getFirst();
        assertThat(supply.capacityWatts()).isEqualTo(750);
        assertThat(supply.peakVoltAmperes()).isEqualTo(1744);
        assertThat(supply.input1()).isEqualTo(new PowerSupplyInfo.Range(100_000, 125_720));
        assertThat(supply.input2()).isEqualTo(new PowerSupplyInfo.Range(200_000, 240_000));
        assertThat(supply.hotSwap()).isTrue();
        assertThat(supply.twoPulsesPerRotation()).isTrue();
        assertThat(supply.peakWatts()).isEqualTo(0x352);
        assertThat(supply.holdUpSeconds()).isEqualTo(12);
        assertThat(supply.failRotationsPerSecond()).hasValue(0x0c);
    }

    @Test
    void readsTheOtherRecords() {
        var image =
                FruImage.decode(
                        image().raw(
                                        MULTIRECORD,
                                        records(
                                                record(1, false, "81b004740440fb78000100e803"),
                                                record(9, false, "12b0047404ec0478000100e803"),
                                                record(10, false, "02b0047404ec0478000100e803"),
                                                record(3, false, "01" + hex("http://x") + "00"),
                                                record(3, false, "0700112233"),
                                                record(4, false, "5a3100" + "0a" + "01" + "85ff"),
                                                record(5, true, "5a3100" + "0a" + "0102")))
                                .toBytes());
        assertThat(image.problems()).isEmpty();
        assertThat(image.multirecords())
                .containsExactly(
                        new DcOutput(1, 1, true, 12_000, 11_400, -12_160, 120, 1, 1000),
                        new DcOutput(9, 2, false, 12_000, 11_400, 12_600, 120, 100, 100_000),
                        new DcLoad(10, 2, 12_000, 11_400, 12_600, 120, 10, 10_000),
                        new ManagementAccess(1, "http://x"),
                        new ManagementAccess(7, "00112233"),
                        new CompatibilityInfo(4, 12634, 10, 1, 5, Bytes.fromHex("ff")),
                        new CompatibilityInfo(5, 12634, 10, 1, 2, Bytes.EMPTY));
        assertThat(((ManagementAccess) image.multirecords().get(3)).kind())
                .isEqualTo("system management URL");
    }

    private static List<String> problems(FruImage image) {
        return image.problems().stream().map(FruProblem::toString).toList();
    }

    private static byte[] bytes(String hex) {
        return Bytes.fromHex(hex).toArray();
    }

    private static String hex(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.ISO_8859_1)).toHex();
    }
}
