package dev.sideband.redfish.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.redfish.inventory.Component.Capacity;
import dev.sideband.redfish.inventory.Component.Marks;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class FruViewTest {
    @Test
    void showsAPowerSupplyAsAProductOfSoManyWatts() {
        assertThat(FruView.of(part(Kind.POWER_SUPPLY, new Capacity(800, "W"))))
                .containsEntry("chassis", null)
                .containsEntry("board", null)
                .containsEntry("entity", "power supply")
                .containsEntry(
                        "multirecords",
                        List.of(Map.of("type", "power supply", "capacity_w", 800.0)))
                .extractingByKey("product")
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("serial_number", "S1");
    }

    @Test
    void showsAnEnclosureAsAChassisAndABoardAsABoard() {
        assertThat(FruView.of(part(Kind.CHASSIS, null)).get("chassis")).isNotNull();
        assertThat(FruView.of(part(Kind.BOARD, null)).get("board")).isNotNull();
        assertThat(FruView.of(part(Kind.BOARD, null)).get("product")).isNull();
    }

    private static Component part(Kind kind, @org.jspecify.annotations.Nullable Capacity capacity) {
        return new Component(
                "a",
                kind,
                "A",
                new Marks("M", null, null, "S1", null, null),
                null,
                null,
                null,
                capacity,
                Map.of(),
                List.of("/redfish/v1/a"));
    }
}
