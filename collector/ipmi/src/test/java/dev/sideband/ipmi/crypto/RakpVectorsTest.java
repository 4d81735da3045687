package dev.sideband.ipmi.crypto;

import static dev.sideband.ipmi.RecordedSessions.exchange;
import static dev.sideband.ipmi.RecordedSessions.hex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sideband.ipmi.RecordedSessions;
import dev.sideband.ipmi.wire.Bytes;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Optional;
import java.util.stream.Stream;

class RakpVectorsTest {
    private static int compared;

    static Stream<JsonNode> sessions() {
        return RecordedSessions.sessions();
    }

    @AfterAll
    static void tellHowMany() {
        System.out.printf("rmcpp: %d codes, keys and payloads as expected%n", compared);
    }

    static Stream<JsonNode> realBmcs() {
        return RecordedSessions.external("handshakes");
    }

    static Stream<JsonNode> cipherPayloads() {
        return RecordedSessions.external("aes_payloads");
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void makesTheCodesThatTheRecordedEndsSent(JsonNode session) {
        var hmac = RecordedSessions.suite(session).authentication();
        var exchange = exchange(session);
        var password = RecordedSessions.password(session);

        assertSame(hmac.rakp2Code(password, exchange), session, "rakp2_key_exchange_code");
        assertSame(hmac.rakp3Code(password, exchange), session, "rakp3_key_exchange_code");
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void derivesTheRecordedKeys(JsonNode session) {
        var exchange = exchange(session);
        var keys = RecordedSessions.keys(session);

        assertSame(Bytes.of(keys.sik()), session, "sik");
        assertSame(Bytes.of(keys.k1()), session, "k1");
        assertSame(Bytes.of(keys.k2()), session, "k2");
        assertSame(keys.rakp4Check(exchange), session, "rakp4_integrity_check");
    }

    @ParameterizedTest
    @MethodSource("realBmcs")
    void agreesWithRealBmcs(JsonNode handshake) {
        var hmac = CipherSuite.of(handshake.get("suite").intValue()).authentication();
        var exchange = exchange(handshake);
        var keys = SessionKeys.ofSik(hmac, hex(handshake, "sik").toArray());

        assertSame(Bytes.of(keys.k1()), handshake, "k1");
        assertSame(Bytes.of(keys.k2()), handshake, "k2");
        assertSame(keys.rakp4Check(exchange), handshake, "rakp4_integrity_check");
        if (handshake.has("password")) {
            var password = RecordedSessions.password(handshake);
            assertSame(hmac.rakp2Code(password, exchange), handshake, "rakp2_key_exchange_code");
            assertSame(hmac.rakp3Code(password, exchange), handshake, "rakp3_key_exchange_code");
            assertSame(Bytes.of(hmac.sessionIntegrityKey(password, exchange)), handshake, "sik");
        }
    }

    @ParameterizedTest
    @MethodSource("cipherPayloads")
    void decryptsWhatOthersEncrypted(JsonNode payload) {
        var aes = AesCbc128Test.keyed(hex(payload, "key").toArray());
        var expected =
                payload.hasNonNull("expected")
                        ? Optional.of(hex(payload, "expected"))
                        : Optional.<Bytes>empty();

        assertThat(AesCbc128Test.decrypted(aes, hex(payload, "hex").toArray())).isEqualTo(expected);
        compared++;
    }

    @Test
    void refusesKeysThatDoNotFit() {
        assertThatThrownBy(() -> RakpKey.of(new byte[21]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 20 bytes");
    }

    @Test
    void neverPrintsAKey() {
        assertThat(RakpKey.of(new byte[] {'s', 'e', 'c'})).hasToString("RakpKey[***]");
        assertThat(SessionKeys.ofSik(RakpHmac.SHA1, new byte[20])).hasToString("SessionKeys[***]");
    }

    @Test
    void forgetsKeysOnceClosed() {
        var keys = SessionKeys.ofSik(RakpHmac.SHA256, Bytes.fromHex("07".repeat(32)).toArray());
        keys.close();
        assertThat(keys.sik()).containsOnly(0);
        assertThat(keys.k1()).containsOnly(0);
        assertThat(keys.k2()).containsOnly(0);
    }

    @Test
    void namesTheSuitesThatAreSpokenWhereOneIsNot() {
        assertThatThrownBy(() -> CipherSuite.of(5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "cipher suite 5 is not supported: use 17 or 3, or in need one of"
                                + " 0, 1, 2, 6, 7, 8, 11, 12, 15, 16");
        assertThat(CipherSuite.of(17)).isEqualTo(CipherSuite.SUITE_17);
        assertThat(CipherSuite.of(new Algorithms(1, 1, 1))).contains(CipherSuite.SUITE_3);
        assertThat(CipherSuite.of(new Algorithms(0, 0, 0))).contains(CipherSuite.SUITE_0);
        assertThat(CipherSuite.of(new Algorithms(1, 1, 2))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(CipherSuite.class)
    void findsEachSuiteByItsNumbers(CipherSuite suite) {
        assertThat(CipherSuite.of(suite.id())).isEqualTo(suite);
        assertThat(CipherSuite.of(suite.algorithms())).contains(suite);
    }

    @Test
    void takesOnlySuitesThatSignAndEncryptByItself() {
        assertThat(CipherSuite.strongestFirst())
                .containsExactly(CipherSuite.SUITE_17, CipherSuite.SUITE_3);
        assertThat(CipherSuite.strongestFirstDownTo(CipherSuite.SUITE_17))
                .containsExactly(CipherSuite.SUITE_17);
        assertThat(CipherSuite.strongestFirstDownTo(CipherSuite.SUITE_3))
                .isEqualTo(CipherSuite.strongestFirst());
        assertThatThrownBy(() -> CipherSuite.strongestFirstDownTo(CipherSuite.SUITE_16))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("use 17 or 3");
    }

    /** Suite 0 has no keys: null there is no bytes here. */
    private static void assertSame(Bytes actual, JsonNode vector, String field) {
        assertThat(actual)
                .as(field)
                .isEqualTo(vector.hasNonNull(field) ? hex(vector, field) : Bytes.EMPTY);
        compared++;
    }
}
