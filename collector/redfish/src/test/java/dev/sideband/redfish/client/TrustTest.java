package dev.sideband.redfish.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

class TrustTest {
    @Test
    void readsFingerprintsWithAndWithoutColons() {
        String plain = "sha256:" + "0a".repeat(32);
        String parted = "SHA256:" + "0A:".repeat(31) + "0A";
        assertThat(Trust.pinned(parted)).isEqualTo(Trust.pinned(plain));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "sha256:", "sha256:00", "sha1:00112233445566778899aabbccddeeff00112233"})
    void refusesOtherFingerprints(String text) {
        assertThatThrownBy(() -> Trust.pinned(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("64 hexadecimal digits");
    }

    @Test
    void namesTheFileThatHoldsNoCertificate(@TempDir Path folder) throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        Path wrong =
                Files.writeString(folder.resolve("wrong.pem"), "-----BEGIN CERTIFICATE-----\nx");
        assertThatThrownBy(() -> Trust.authorities(empty))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("empty.pem");
        assertThatThrownBy(() -> Trust.authorities(wrong))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("wrong.pem");
        assertThatThrownBy(() -> Trust.authorities(folder.resolve("none")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void saysNoPassword() {
        var credentials = Credentials.of("root", new byte[] {'c', 'a', 'l', 'v', 'i', 'n'});
        assertThat(credentials.toString()).contains("root").doesNotContain("calvin");
        assertThat(credentials.masked("no calvin here")).isEqualTo("no *** here");
        assertThat(Ticket.session("secret", "/s/1").toString()).doesNotContain("secret");
        assertThat(Ticket.basic(credentials).toString())
                .doesNotContain(credentials.basic().substring(6));
    }
}
