package dev.sideband.redfish.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.testing.Fuzz;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Server-sent events as HTML has them, and as BMCs send them. */
class EventStreamParserTest {
    @Test
    void readsEventsWithLinesThatEndInAnyWay() throws Exception {
        assertThat(texts("data: a\n\ndata: b\r\n\r\ndata: c\r\rdata: d\r\n\n"))
                .containsExactly("a", "b", "c", "d");
    }

    @Test
    void joinsTheLinesOfAnEvent() throws Exception {
        assertThat(texts("data: {\ndata:  \"Id\": 1\ndata\ndata: }\n\n"))
                .containsExactly("{\n \"Id\": 1\n\n}");
    }

    @Test
    void takesOneBlankBehindTheColonAway() throws Exception {
        assertThat(texts("data:one\n\ndata:  two\n\n")).containsExactly("one", " two");
    }

    @Test
    void knowsTypeAndId() throws Exception {
        List<ServerSentEvent> events =
                events("event: alert\nid: 7\ndata: x\n\ndata: y\n\nid\ndata: z\n\n");
        assertThat(events)
                .containsExactly(
                        new ServerSentEvent("alert", "x", "7", false),
                        new ServerSentEvent("", "y", "7", false),
                        new ServerSentEvent("", "z", "", false));
    }

    @Test
    void keepsTheIdOfAnEventWithoutData() throws Exception {
        var parser = new EventStreamParser();
        parser.feed(bytes("id: 9\n\n"), event -> assertThat(event).isNull());
        assertThat(parser.lastId()).isEqualTo("9");
    }

    @Test
    void passesOverCommentsAndWhatItDoesNotKnow() throws Exception {
        assertThat(texts(":\n\n: alive\n\nfoo: bar\nbaz\ndata: x\n: in between\ndata: y\n\n"))
                .containsExactly("x\ny");
    }

    @Test
    void dropsWhatHasNoEmptyLineBehindIt() throws Exception {
        assertThat(texts("data: x\n\ndata: half")).containsExactly("x");
    }

    @Test
    void passesOverAByteOrderMarkAtTheBeginningAlone() throws Exception {
        assertThat(texts("\uFEFFdata: x\n\n\uFEFFdata: y\n\n")).containsExactly("x");
    }

    @Test
    void readsWhatLooksLikeAMarkOnlyAtFirst() throws Exception {
        var parser = new EventStreamParser();
        List<ServerSentEvent> events = new ArrayList<>();
        parser.feed(ByteBuffer.wrap(new byte[] {(byte) 0xEF, (byte) 0xBB, '\n'}), events::add);
        parser.feed(bytes("data: x\n\n"), events::add);
        assertThat(events).extracting(ServerSentEvent::data).containsExactly("x");
    }

    @Test
    void takesTheTimeToWaitFromTheOtherSide() throws Exception {
        var parser = new EventStreamParser();
        parser.feed(bytes("retry: 2500\nretry: soon\nretry: -1\nretry: 9999999999\n"), _ -> {});
        assertThat(parser.retry()).contains(Duration.ofMillis(2500));
    }

    @Test
    void doesNotTakeAnIdThatCannotBeSentBack() throws Exception {
        var parser = new EventStreamParser("1");
        parser.feed(bytes("id: a\0b\nid: " + "x".repeat(5000) + "\ndata: x\n\n"), _ -> {});
        assertThat(parser.lastId()).isEqualTo("1");
    }

    @Test
    void keepsTheFrontOfAnEventThatIsTooLarge() throws Exception {
        String large = "x".repeat(EventStreamParser.MAX_EVENT_BYTES * 3);
        List<ServerSentEvent> events = events("data: " + large + "\ndata: more\n\ndata: small\n\n");
        assertThat(events).extracting(ServerSentEvent::cut).containsExactly(true, false);
        assertThat(events.getFirst().data()).hasSizeLessThan(EventStreamParser.MAX_EVENT_BYTES);
        assertThat(events.getLast().data()).isEqualTo("small");
    }

    @Test
    void takesCommentsForEver() throws Exception {
        var parser = new EventStreamParser();
        String comments = (": " + "x".repeat(98) + "\n").repeat(10_000);
        for (int i = 0; i < 2 * EventStreamParser.MAX_ENDLESS_BYTES / 1_000_000; i++) {
            parser.feed(bytes(comments), event -> assertThat(event).isNull());
        }
        List<ServerSentEvent> events = new ArrayList<>();
        parser.feed(bytes("data: x\n\n"), events::add);
        assertThat(events).containsExactly(new ServerSentEvent("", "x", "", false));
    }

    @Test
    void givesUpAnEventWithoutAnEnd() {
        byte[] part = new byte[1 << 20];
        var parser = new EventStreamParser();
        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i <= EventStreamParser.MAX_ENDLESS_BYTES >> 20; i++) {
                                parser.feed(ByteBuffer.wrap(part), _ -> {});
                            }
                        })
                .isInstanceOf(EventStreamParser.EndlessEvent.class);
    }

    @Test
    void makesTheSameEventsOfWhateverPiecesTheBytesComeIn() throws Exception {
        long seed = Long.getLong("sideband.fuzz.seed", System.nanoTime());
        var random = new SplittableRandom(seed);
        int streams = 2000;
        int found = 0;
        for (int n = 0; n < streams; n++) {
            byte[] stream = invented(random).getBytes(StandardCharsets.UTF_8);
            List<ServerSentEvent> whole = new ArrayList<>();
            new EventStreamParser().feed(ByteBuffer.wrap(stream), whole::add);
            List<ServerSentEvent> pieces = new ArrayList<>();
            var parser = new EventStreamParser();
            for (int at = 0; at < stream.length; ) {
                int length = Math.min(stream.length - at, 1 + random.nextInt(7));
                parser.feed(ByteBuffer.wrap(stream, at, length), pieces::add);
                at += length;
            }
            assertThat(pieces).as("stream %d of seed %d", n, seed).isEqualTo(whole);
            found += whole.size();
        }
        System.out.printf("%d streams, %d events, from seed %d%n", streams, found, seed);
        assertThat(found).isPositive();
    }

    private static String invented(SplittableRandom random) {
        List<String> parts =
                List.of(
                        "data",
                        ":",
                        " ",
                        "\n",
                        "\r",
                        "\r\n",
                        "\n\n",
                        "id: 1",
                        "event: é",
                        "retry: 5",
                        "data: {\"Id\":\"ü\"}",
                        ": \u2026",
                        "\uFEFF",
                        "\0",
                        "data:\n\n");
        var text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            text.append(parts.get(random.nextInt(parts.size())));
        }
        return text.toString();
    }

    @Test
    void survivesAnyBytes() {
        long refused =
                Fuzz.of(
                                "event stream",
                                List.of(
                                        "id: 1\r\ndata: {\"Events\":[]}\r\n\r\n"
                                                .getBytes(StandardCharsets.UTF_8),
                                        ":\n\nevent: x\nretry: 100\ndata: y\n\n"
                                                .getBytes(StandardCharsets.UTF_8)))
                        .run(
                                20_000,
                                IllegalStateException.class,
                                input -> {
                                    try {
                                        new EventStreamParser()
                                                .feed(
                                                        ByteBuffer.wrap(input),
                                                        event -> PushedEvent.isNews(event.data()));
                                    } catch (EventStreamParser.EndlessEvent e) {
                                        throw new AssertionError(e);
                                    }
                                });
        assertThat(refused).isZero();
    }

    private static List<String> texts(String stream) throws Exception {
        return events(stream).stream().map(ServerSentEvent::data).toList();
    }

    private static List<ServerSentEvent> events(String stream) throws Exception {
        List<ServerSentEvent> events = new ArrayList<>();
        new EventStreamParser().feed(bytes(stream), events::add);
        return events;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
