package dev.sideband.simulator.ipmi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.client.SessionOptions;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.command.storage.GetSelInfo;
import dev.sideband.ipmi.quirk.Quirk;
import dev.sideband.ipmi.session.DropReason;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What comes between the answers, and what is wrong with some of them: none is mistaken. */
class PacketQuirksTest {
    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"WRONG_CHECKSUM", "ANSWERS_FROM_OTHER_PORT"})
    void readsTheTruthThrough(PacketQuirk quirk) throws Exception {
        var bmc = QuirkyBmc.with(quirk);
        bmc.assertReadsTheTruth();

        DropReason expected = reason(quirk);
        if (expected != null) {
            assertThat(bmc.dropped(expected)).isGreaterThan(50);
        }
    }

    /** All but the answers that tell which firmware it is. */
    @Test
    void dropsAnswersWithWrongChecksums() throws Exception {
        var bmc = QuirkyBmc.with(PacketQuirk.WRONG_CHECKSUM);
        try (IpmiSession session = bmc.login()) {
            assertThat(session.send(new GetDeviceId()).manufacturerId()).isEqualTo(674);
            int before = bmc.dropped(DropReason.BAD_CHECKSUM);

            assertThatExceptionOfType(IpmiException.NoAnswer.class)
                    .isThrownBy(() -> session.send(new GetSelInfo()));
            int tries = SessionOptions.DEFAULT.retryPolicy().tries();
            assertThat(bmc.dropped(DropReason.BAD_CHECKSUM) - before).isEqualTo(tries);
        }
    }

    @Test
    void takesWrongChecksumsOfASupermicroX9() throws Exception {
        var bmc = QuirkyBmc.called(10876, 0x0628, 2, PacketQuirk.WRONG_CHECKSUM);
        bmc.assertReadsTheTruth();

        assertThat(bmc.dropped(DropReason.BAD_CHECKSUM)).as("counted").isGreaterThan(50);
    }

    @Test
    void takesWrongChecksumsOfABmcThatIsKnownForThem() throws Exception {
        var bmc = QuirkyBmc.with(PacketQuirk.WRONG_CHECKSUM);
        var known =
                SessionOptions.DEFAULT.withQuirks(
                        dev.sideband.ipmi.quirk.Quirks.of(Quirk.ACCEPT_BAD_CHECKSUMS));
        try (IpmiSession session = bmc.login(known)) {
            assertThat(session.send(new GetSelInfo())).isNotNull();
        }
        bmc.assertReadsTheTruth(known);
    }

    private static @Nullable DropReason reason(PacketQuirk quirk) {
        return switch (quirk) {
            case CONSOLE_BETWEEN_ANSWERS, OEM_PAYLOAD_BETWEEN_ANSWERS -> DropReason.OTHER_PAYLOAD;
            case LAST_ANSWER_AGAIN -> DropReason.UNEXPECTED;
            case DOUBLED_PACKETS, REPLAYED_PACKETS -> DropReason.REPLAYED;
            case DAMAGED_CODE, DAMAGED_CONTENT -> DropReason.BAD_CODE;
            case TRUNCATED_PACKETS, OVERSIZED_PACKETS, UNASKED_PINGS, NOISE -> DropReason.MALFORMED;
            // Sorted out before a session sees them, or nothing to drop.
            case OTHER_SESSION_BETWEEN,
                    LATE_ANSWERS,
                    REORDERED_ANSWERS,
                    LOST_ANSWERS,
                    SEQUENCE_SKIPS_ONE,
                    SEQUENCE_SKIPS_SIX,
                    NARROW_WINDOW,
                    WHOLE_BLOCK_OF_PADDING,
                    WRONG_CHECKSUM,
                    ANSWERS_FROM_OTHER_PORT ->
                    null;
        };
    }
}
