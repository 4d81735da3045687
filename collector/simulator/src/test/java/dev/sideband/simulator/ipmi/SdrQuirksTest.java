package dev.sideband.simulator.ipmi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.sensor.SensorObservation;
import dev.sideband.simulator.model.TrueReading;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import java.util.List;

/** Repositories that are not as they should be, and our client reads all of their sensors. */
class SdrQuirksTest {
    @ParameterizedTest
    @EnumSource(
            names = {
                "WHOLE_READ_CANNOT_BE",
                "WHOLE_READ_TOO_LONG",
                "WHOLE_READ_UNSPECIFIED",
                "WHOLE_READ_EMPTY",
                "WHOLE_READ_SHORT",
                "WHOLE_READ_SILENT"
            })
    void readsInPartsWhereWholeReadsFail(SdrQuirk quirk) throws Exception {
        QuirkyBmc.with(quirk).assertReadsTheTruth();
    }

    @Test
    void takesNoMoreBytesThanTheRecordHas() throws Exception {
        QuirkyBmc.with(SdrQuirk.EXCESS_BYTES).assertReadsTheTruth();
    }

    @Test
    void takesLostReservationsAgain() throws Exception {
        QuirkyBmc.with(SdrQuirk.RESERVATION_TAKEN, SdrQuirk.WHOLE_READ_SHORT).assertReadsTheTruth();
    }

    @Test
    void reservesWhereWholeReadsNeedItToo() throws Exception {
        QuirkyBmc.with(SdrQuirk.RESERVATION_ALWAYS_NEEDED).assertReadsTheTruth();
    }

    @ParameterizedTest
    @EnumSource(names = {"LAST_RECORD_TWICE", "NO_END", "LAST_FOLLOWS_ITSELF"})
    void findsTheEndThatTheRepositoryDoesNotName(SdrQuirk quirk) throws Exception {
        QuirkyBmc.with(quirk).assertReadsTheTruth();
    }

    @Test
    void readsAllButALastRecordThatTimesOut() throws Exception {
        QuirkyBmc.with(SdrQuirk.LAST_RECORD_TIMES_OUT).assertReadsTheTruth();
    }

    @Test
    void followsTheChainAndNotTheIdsInTheRecords() throws Exception {
        QuirkyBmc.with(SdrQuirk.OTHER_ID_IN_RECORD).assertReadsTheTruth();
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "COUNT_TOO_HIGH",
                "COUNT_OF_ZERO",
                "NO_INFO_NO_RESERVATION",
                "INFO_IS_PRIVILEGED",
                "NO_TIMESTAMPS"
            })
    void needsNothingThatTheRepositorySaysOfItself(SdrQuirk quirk) throws Exception {
        QuirkyBmc.with(quirk).assertReadsTheTruth();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "LAST_RECORD_TIMES_OUT")
    void readsEveryMakeAlike(SdrQuirk quirk) throws Exception {
        for (int profile = 1; profile < 6; profile++) {
            var bmc = QuirkyBmc.ofProfile(profile, quirk);
            List<SensorObservation> read = bmc.readSensors();
            assertThat(read)
                    .as("profile %d", profile)
                    .extracting(one -> one.sensor().key().number())
                    .containsExactlyElementsOf(
                            bmc.truth().stream().map(TrueReading::number).toList());
        }
    }

    @Test
    void readsThePartsAgainThatAreLost() throws Exception {
        var bmc = QuirkyBmc.with(SdrQuirk.WHOLE_READ_SHORT);
        try (IpmiSession session = bmc.login()) {
            bmc.port.loseAnswers(2);
            assertThat(QuirkyBmc.sensors(session)).isNotEmpty();
        }
    }
}
