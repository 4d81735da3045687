package dev.sideband.simulator.ipmi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.Checksum;
import dev.sideband.simulator.model.Identity;
import dev.sideband.simulator.model.Profile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

class FruInventoryTest {
    private static final int CHASSIS = 2;
    private static final int BOARD = 3;
    private static final int PRODUCT = 4;

    static List<Profile> profiles() {
        return Profile.all();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void everyAreaLiesWhereTheHeaderSaysAndSumsToZero(Profile profile) {
        for (int device = 0; device <= 2; device++) {
            byte[] image =
                    FruInventory.of(Identity.of(profile, 5), device, (_, first) -> first)
                            .orElseThrow()
                            .toArray();

            assertThat(Checksum.of(image, 0, 8)).isZero();
            assertThat(image[0]).isEqualTo((byte) 1);
            int end = 0;
            for (int area : new int[] {CHASSIS, BOARD, PRODUCT}) {
                int at = image[area] * 8;
                if (at != 0) {
                    int length = image[at + 1] * 8;
                    assertThat(Checksum.of(image, at, length)).isZero();
                    end = at + length;
                }
            }
            assertThat(end).isEqualTo(image.length);
        }
    }

    @Test
    void thereAreTheServerAndTwoSupplies() {
        Identity identity = Identity.of(Profile.all().getFirst(), 5);

        assertThat(FruInventory.of(identity, 0, (_, first) -> first)).isPresent();
        assertThat(FruInventory.of(identity, 2, (_, first) -> first)).isPresent();
        assertThat(FruInventory.of(identity, 3, (_, first) -> first)).isEmpty();
    }

    @Test
    void everyServerHasASerialNumberOfItsOwn() {
        Profile profile = Profile.all().getFirst();

        Bytes one = FruInventory.of(Identity.of(profile, 5), 0, (_, first) -> first).orElseThrow();
        Bytes other =
                FruInventory.of(Identity.of(profile, 6), 0, (_, first) -> first).orElseThrow();

        assertThat(one).isNotEqualTo(other);
    }
}
