package dev.sideband.ipmi.fru;

import static dev.sideband.ipmi.fru.FruImageBuilder.image;
import static dev.sideband.ipmi.fru.FruImageBuilder.record;
import static dev.sideband.ipmi.fru.FruImageBuilder.records;
import static dev.sideband.ipmi.fru.FruImageBuilder.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.NoAnswer;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.command.storage.ReadFruData;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.sdr.ScriptedBmc;
import dev.sideband.ipmi.wire.Bytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

class FruReaderTest {
    private static final String LOAD = "02fa00ed00060100000a00e803";
    private static final byte[] IMAGE =
            image().area(2, "17", text("chassis part"), text("chassis serial"))
                    .area(3, "19000000", text("a maker of boards"), text("a board"))
                    .area(4, "19", text("a maker of products"), text("a product"))
                    .raw(5, records(record(2, false, LOAD), record(2, true, LOAD)))
                    .toArray();

    private final List<Integer> pauses = new ArrayList<>();

    @Test
    void readsAsMuchAsTheAreasTake() throws Exception {
        var memory = new ScriptedMemory(Arrays.copyOf(IMAGE, 4096));
        assertThat(read(memory).problems()).isEmpty();
        assertThat(memory.lastOffset).isBetween(IMAGE.length, IMAGE.length + 32);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 100, 0xFFFF})
    void believesNoSize(int toldSize) throws Exception {
        var memory = new ScriptedMemory(IMAGE);
        memory.toldSize = toldSize;
        assertThat(read(memory)).isEqualTo(FruImage.decode(Bytes.of(IMAGE)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0xC7, 0xC8, 0xCA, 0xFF, 0xC9})
    void asksForLessWhereItIsTooMuch(int refusal) throws Exception {
        var memory = new ScriptedMemory(IMAGE);
        memory.largestPiece = 5;
        memory.refusalOfLargePieces = refusal;
        assertThat(read(memory)).isEqualTo(FruImage.decode(Bytes.of(IMAGE)));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 6, 255})
    void readsByWords(int largestPiece) throws Exception {
        var memory = new ScriptedMemory(Arrays.copyOf(IMAGE, IMAGE.length + IMAGE.length % 2));
        memory.byWords = true;
        memory.largestPiece = largestPiece;
        assertThat(read(memory)).isEqualTo(FruImage.decode(Bytes.of(IMAGE)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7})
    void goesOnBehindAShortAnswer(int length) throws Exception {
        var memory = new ScriptedMemory(IMAGE);
        memory.shortAnswers = length;
        assertThat(read(memory)).isEqualTo(FruImage.decode(Bytes.of(IMAGE)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 200})
    void countsTheBytesWhereTheBmcMiscounts(int count) throws Exception {
        var memory = new ScriptedMemory(IMAGE);
        memory.wrongCount = count;
        assertThat(read(memory)).isEqualTo(FruImage.decode(Bytes.of(IMAGE)));
    }

    @Test
    void waitsForABusyMemory() throws Exception {
        var memory = new ScriptedMemory(IMAGE);
        memory.busyAnswers = 5;
        assertThat(read(memory).problems()).isEmpty();
        assertThat(pauses).containsExactly(10, 20, 40, 80, 160);
    }

    @Test
    void doesNotWaitForeverForABusyMemory() {
        var memory = new ScriptedMemory(IMAGE);
        memory.busyAnswers = 1000;
        assertThatThrownBy(() -> read(memory))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.completionCode()).isEqualTo(ReadFruData.BUSY));
        assertThat(pauses).hasSize(8);
    }

    @Test
    void keepsWhatItHasWhereTheMemoryEndsEarly() throws Exception {
        var memory = new ScriptedMemory(Arrays.copyOf(IMAGE, 80));
        memory.toldSize = 256;
        var image = read(memory);
        assertThat(image.chassis()).isPresent();
        assertThat(image.problems().getFirst().toString()).startsWith("device: ends at 80");
    }

    @Test
    void keepsWhatItHasWhereTheBmcGivesNoMore() throws Exception {
        var memory = new ScriptedMemory(IMAGE);
        memory.brokenFrom = 64;
        var image = read(memory);
        assertThat(image.chassis()).isPresent();
        assertThat(image.problems().getFirst().toString()).contains("D5h");
    }

    @Test
    void readsOnlyTheHeadOfABlankMemory() throws Exception {
        byte[] blank = new byte[2048];
        Arrays.fill(blank, (byte) 0xFF);
        var memory = new ScriptedMemory(blank);
        assertThat(read(memory).blank()).isTrue();
        assertThat(memory.reads()).isEqualTo(1);
    }

    @Test
    void saysThatThereIsNoSuchDevice() {
        var bmc =
                new ScriptedBmc()
                        .on(
                                0x0A,
                                0x10,
                                _ -> {
                                    throw ScriptedBmc.refused(CompletionCode.NOT_PRESENT);
                                });
        assertThatThrownBy(() -> new FruReader(bmc).read(7))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.completionCode())
                                        .isEqualTo(CompletionCode.NOT_PRESENT));
    }

    @Test
    void readsADeviceOfWhichTheBmcTellsNoSize() throws Exception {
        var memory = new ScriptedMemory(IMAGE);
        memory.bmc.on(
                0x0A,
                0x10,
                _ -> {
                    throw ScriptedBmc.refused(CompletionCode.INVALID_COMMAND);
                });
        assertThat(read(memory)).isEqualTo(FruImage.decode(Bytes.of(IMAGE)));
    }

    @Test
    void triesASmallerPieceAfterSilence() throws Exception {
        var memory = new ScriptedMemory(IMAGE);
        var asked = new ArrayList<Integer>();
        var bmc =
                new ScriptedBmc()
                        .on(0x0A, 0x10, "000200")
                        .on(
                                0x0A,
                                0x11,
                                request -> {
                                    int device = request.u8("device");
                                    int offset = request.u16("offset");
                                    int count = request.u8("count");
                                    asked.add(count);
                                    if (count > 16) {
                                        throw new NoAnswer("silence");
                                    }
                                    var answer =
                                            memory.bmc.send(
                                                    new ReadFruData(device, 0, offset, count));
                                    return Bytes.fromHex(
                                                    "%02x%s"
                                                            .formatted(
                                                                    answer.count(), answer.data()))
                                            .toArray();
                                });
        assertThat(new FruReader(bmc).read(0).image()).isEqualTo(FruImage.decode(Bytes.of(IMAGE)));
        assertThat(asked).startsWith(32, 16, 16);
    }

    @Test
    void asksTheLunThatTheRecordNames() throws Exception {
        var memory = new ScriptedMemory(IMAGE);
        var location =
                new FruLocation(3, 2, FruLocation.Access.BMC, 0x20, 0, Optional.empty(), "x");
        var fru = new FruReader(memory.bmc).read(location);
        assertThat(fru.location().name()).isEqualTo("x");
        assertThat(fru.sizeBytes()).isEqualTo(IMAGE.length);
        assertThat(memory.bmc.sent).allMatch(command -> command.lun() == 2);
    }

    private FruImage read(ScriptedMemory memory) throws IpmiException, InterruptedException {
        return new FruReader(memory.bmc, time -> pauses.add((int) time.toMillis())).read(0).image();
    }
}
