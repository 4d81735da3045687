package dev.sideband.ipmi.crypto;

import static dev.sideband.ipmi.RecordedSessions.exchange;
import static dev.sideband.ipmi.RecordedSessions.hex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sideband.ipmi.RecordedSessions;
import dev.sideband.ipmi.wire.Bytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Optional;
import java.util.stream.Stream;

class RakpVectorsTest {
    /** Sessions whose HMAC is known here; integrity and confidentiality do not matter to RAKP. */
    static Stream<JsonNode> sessions() {
        return RecordedSessions.sessions()
                .filter(session -> hmac(session.get("auth_algorithm").intValue()).isPresent());
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
        var hmac = hmac(session.get("auth_algorithm").intValue()).orElseThrow();
        var exchange = exchange(session);
        var password = RecordedSessions.password(session);

        assertThat(hmac.rakp2Code(password, exchange))
                .isEqualTo(hex(session, "rakp2_key_exchange_code"));
        assertThat(hmac.rakp3Code(password, exchange))
                .isEqualTo(hex(session, "rakp3_key_exchange_code"));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void derivesTheRecordedKeys(JsonNode session) {
        var hmac = hmac(session.get("auth_algorithm").intValue()).orElseThrow();
        var exchange = exchange(session);
        var keys = SessionKeys.derive(hmac, RecordedSessions.bmcKey(session), exchange);

        assertThat(Bytes.of(keys.sik())).isEqualTo(hex(session, "sik"));
        assertThat(Bytes.of(keys.k1())).isEqualTo(hex(session, "k1"));
        assertThat(Bytes.of(keys.k2())).isEqualTo(hex(session, "k2"));
        assertThat(keys.rakp4Check(exchange)).isEqualTo(hex(session, "rakp4_integrity_check"));
    }

    @ParameterizedTest
    @MethodSource("realBmcs")
    void agreesWithRealBmcs(JsonNode handshake) {
        var hmac = CipherSuite.of(handshake.get("suite").intValue()).authentication();
        var exchange = exchange(handshake);
        var keys = SessionKeys.ofSik(hmac, hex(handshake, "sik").toArray());

        assertThat(Bytes.of(keys.k1())).isEqualTo(hex(handshake, "k1"));
        assertThat(Bytes.of(keys.k2())).isEqualTo(hex(handshake, "k2"));
        assertThat(keys.rakp4Check(exchange)).isEqualTo(hex(handshake, "rakp4_integrity_check"));
        if (handshake.has("password")) {
            var password = RecordedSessions.password(handshake);
            assertThat(hmac.rakp2Code(password, exchange))
                    .isEqualTo(hex(handshake, "rakp2_key_exchange_code"));
            assertThat(Bytes.of(hmac.sessionIntegrityKey(password, exchange)))
                    .isEqualTo(hex(handshake, "sik"));
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
                .hasMessage("cipher suite 5 is not supported: use 17 or 3");
        assertThat(CipherSuite.of(17)).isEqualTo(CipherSuite.SUITE_17);
        assertThat(CipherSuite.of(new Algorithms(1, 1, 1))).contains(CipherSuite.SUITE_3);
        assertThat(CipherSuite.of(new Algorithms(0, 0, 0))).isEmpty();
    }

    private static Optional<RakpHmac> hmac(int number) {
        return Stream.of(RakpHmac.values()).filter(hmac -> hmac.number() == number).findAny();
    }
}
