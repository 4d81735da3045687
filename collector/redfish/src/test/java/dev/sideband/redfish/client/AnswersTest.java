package dev.sideband.redfish.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.testing.Fuzz;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class AnswersTest {
    private static final int LIMIT = 1000;
    private static final InstantSource NOW =
            InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1}",
                " \r\n{\"a\":1,}",
                "\uFEFF{\"a\":1}",
                "{\"a\":1,\"b\":\"line\nend\"}",
                "{\"a\":1,\"b\":NaN,\"c\":\"\\x\"}",
                "{\"a\":1}\n\0\0",
            })
    void readsWhatIsAlmostJson(String text) throws Exception {
        assertThat(JsonBody.object(reply(text), LIMIT).path("a").asInt()).isOne();
    }

    @Test
    void readsTextsThatAreNoUtf8() throws Exception {
        byte[] latin = "{\"a\":\"M\u00fcller\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(JsonBody.object(reply(latin, Map.of()), LIMIT).path("a").asText())
                .startsWith("M");
    }

    @ParameterizedTest
    @CsvSource({
        "'', empty, true",
        "'{\"a\":', no JSON, true",
        "'<html>', web page, false",
        "'[1]', no JSON object, false",
        "'\"Not Found\"', no JSON object, false",
        "'Not Found', no JSON, true",
    })
    void saysWhatIsNoJson(String text, String why, boolean mayPass) {
        assertThatThrownBy(() -> JsonBody.object(reply(text), LIMIT))
                .isInstanceOfSatisfying(
                        JsonBody.NotJson.class, e -> assertThat(e.mayPass()).isEqualTo(mayPass))
                .hasMessageContaining(why);
    }

    @Test
    void endsInAnObjectOrARefusal() {
        var samples =
                List.of(
                                "{\"error\":{\"code\":\"Base.1.0.X\",\"@Message.ExtendedInfo\":[{\"MessageId\":\"a.b\",\"Message\":\"x\"},null,1]}}",
                                "\u001f\u008b\b\0\0\0\0\0\0\0",
                                "{\"@Message.ExtendedInfo\":[{\"MessageId\":\"a.b\"}]}")
                        .stream()
                        .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                        .toList();
        Fuzz.of("answers", samples)
                .run(
                        20_000,
                        IllegalStateException.class,
                        bytes ->
                                assertThat(
                                                ServiceMessage.of(
                                                                JsonBody.objectOrNothing(
                                                                        reply(bytes, Map.of()),
                                                                        LIMIT))
                                                        .text()
                                                        .length())
                                        .isLessThan(400));
    }

    @ParameterizedTest
    @CsvSource({
        "12, 12",
        "0, 0",
        "'Thu, 1 Jan 2026 00:00:30 GMT', 30",
        "'Thu, 01 Jan 2026 00:00:30 GMT', 30",
        "'Wed, 31 Dec 2025 23:00:00 GMT', 0",
        "-1,",
        "soon,",
        "99999999999,",
    })
    void readsWhenToComeBack(String header, Integer seconds) {
        assertThat(RetryAfter.of(reply(new byte[0], Map.of("Retry-After", List.of(header))), NOW))
                .isEqualTo(Optional.ofNullable(seconds).map(Duration::ofSeconds));
    }

    @ParameterizedTest
    @CsvSource({
        "/a/b?$expand=*($levels=1), /a/b?$expand=*($levels=1)",
        "/a/0x17||Fan.Embedded.5B, /a/0x17%7C%7CFan.Embedded.5B",
        "/a/Fan%201 of 2#/Fans/0, /a/Fan%201%20of%202",
        "/a/100%, /a/100%25",
        "https://other.example:1/a/b, /a/b",
        "/a/Lüfter, /a/L%C3%BCfter",
        "/a/[0]\\\"^, /a/%5B0%5D%5C%22%5E",
    })
    void makesUrisOfWhateverPathsBmcsHave(String path, String uri) throws Exception {
        var address = RedfishAddress.parse("https://bmc");
        assertThat(RequestUri.of(address, path)).hasToString("https://bmc" + uri);
    }

    private static Outcome.Reply reply(String text) {
        return reply(text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private static Outcome.Reply reply(byte[] body, Map<String, List<String>> headers) {
        return new Outcome.Reply(200, HttpHeaders.of(headers, (_, _) -> true), body);
    }
}
