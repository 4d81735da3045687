package dev.sideband.ipmi.sel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.command.storage.ClearSel;
import dev.sideband.ipmi.command.storage.GetSelEntry;
import dev.sideband.ipmi.command.storage.GetSelInfo;
import dev.sideband.ipmi.command.storage.GetSelTime;
import dev.sideband.ipmi.command.storage.GetSelTimeUtcOffset;
import dev.sideband.ipmi.command.storage.ReserveSel;
import dev.sideband.ipmi.sel.SelItem.Entry;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.testing.Fuzz;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whatever bytes a log holds, they come out as events, and a BMC's answers never surprise. */
class SelFuzzTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_704_100_000);

    private static final List<byte[]> RECORDS =
            Stream.of(
                            "010002bc0092652000040c306fa00112",
                            "010002bc009265330004130470a21809",
                            "010002bc0092650100040f066fa01200",
                            "010002bc009265200004c0306fa70112",
                            "010002bc00926520000412526fc500ff",
                            "020002bc00926520000412526fc580ff",
                            "010002bc009265200004010501507c83",
                            "0200df5cd29963370100040000000000",
                            "0200dd5cd29963370100040102030400",
                            "b503f041004b65726e656c2070616e69",
                            "b503e020010203e0aabbccddeeff0011")
                    .map(hex -> Bytes.fromHex(hex).toArray())
                    .toList();

    /** Those of all tables, and one that none has. */
    private static final List<OemEvents> VENDORS =
            IntStream.of(674, 343, 10876, 20569, 11161, 15370, 7244, 11, 19046, 2011, 311, 1)
                    .mapToObj(vendor -> OemEvents.of(vendor, 0x40))
                    .toList();

    @Test
    void anyRecordHasSomethingToSayAndHowBadItIs() {
        Fuzz.of("SEL records", RECORDS)
                .run(
                        20_000,
                        WireFormatException.class,
                        input -> {
                            SelRecord record = SelRecord.decode(Bytes.of(input));
                            for (OemEvents oem : VENDORS) {
                                SelEvent event = SelEvent.describe(record, Map.of(), oem);
                                assertThat(event.event().isBlank()).isFalse();
                                assertThat(event.severity()).isNotNull();
                            }
                        });
    }

    @Test
    void anyLogHasATimeline() {
        Fuzz.of("SEL timelines", List.of(joined()))
                .run(
                        5_000,
                        WireFormatException.class,
                        input -> {
                            var items = new ArrayList<SelItem>();
                            for (int at = 0; at + 16 <= input.length; at += 16) {
                                items.add(new Entry(0, SelRecord.decode(Bytes.of(input, at, 16))));
                            }
                            var batch = new SelBatch(items, SelPosition.START, false);
                            var clock = new SelClock(input.length % 2 == 0, input.length * 1_000L);
                            SelTimeline.Result result =
                                    SelTimeline.of(SelPosition.START, batch, clock, NOW);
                            assertThat(result.items().size()).isGreaterThanOrEqualTo(items.size());
                        });
    }

    @Test
    void anyAnswerOfABmcIsReadOrRefused() {
        Fuzz.of("SEL answers", RECORDS)
                .run(
                        20_000,
                        WireFormatException.class,
                        input -> {
                            switch (input.length % 6) {
                                case 0 -> new GetSelInfo().readResponse(new WireReader(input));
                                case 1 -> new ReserveSel().readResponse(new WireReader(input));
                                case 2 -> new GetSelTime().readResponse(new WireReader(input));
                                case 3 ->
                                        new GetSelTimeUtcOffset()
                                                .readResponse(new WireReader(input))
                                                .minutes();
                                case 4 ->
                                        new ClearSel(1, false).readResponse(new WireReader(input));
                                default ->
                                        new GetSelEntry(0, 0, 0, 0xFF)
                                                .readResponse(new WireReader(input));
                            }
                        });
    }

    private static byte[] joined() {
        var all = new byte[RECORDS.size() * 16];
        for (int i = 0; i < RECORDS.size(); i++) {
            System.arraycopy(RECORDS.get(i), 0, all, i * 16, 16);
        }
        return all;
    }
}
