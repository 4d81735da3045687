package dev.sideband.simulator.ipmi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.client.SessionOptions;
import dev.sideband.ipmi.crypto.AuthenticationType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Headers of IPMI 1.5 that are not as they should be; the codes in them are right. */
class Ipmi15QuirksTest {
    @ParameterizedTest
    @EnumSource
    void readsTheTruthThrough(Ipmi15Quirk quirk) throws Exception {
        var bmc = QuirkyBmc.of15(quirk);
        bmc.assertReadsTheTruth(SessionOptions.DEFAULT.withIpmi15(AuthenticationType.MD5));

        assertThat(bmc.dropped).isEmpty();
    }
}
