package dev.sideband.redfish.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.discovery.PlanText;
import dev.sideband.redfish.discovery.ReadingPlan;
import dev.sideband.testing.Fuzz;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Plans that outlive their readers. */
class RecalledPlanTest {
    private static final Duration BUDGET = Duration.ofSeconds(10);

    private final SteppingClock clock = new SteppingClock();
    private final ScriptedBmc bmc =
            ScriptedBmc.with(
                            "",
                            "{\"Thermal\":{\"@odata.id\":\"/t\"},\"Power\":{\"@odata.id\":\"/p\"}}")
                    .put("/t", "{\"Temperatures\":[{\"Name\":\"Inlet\",\"ReadingCelsius\":21}]}")
                    .put("/p", "{\"PowerControl\":[{\"PowerConsumedWatts\":300}]}");

    private KnownPlan learned() throws Exception {
        var reader = new SensorReader(bmc, clock);
        reader.read(BUDGET);
        bmc.asked();
        return reader.known().orElseThrow();
    }

    private SensorReader recalled(KnownPlan plan) {
        var reader = new SensorReader(bmc, clock);
        reader.recall(plan);
        return reader;
    }

    @Test
    void takesOneRequestToSeeThatItHolds() throws Exception {
        KnownPlan plan = learned();
        var reader = recalled(plan);
        assertThat(reader.read(BUDGET).readings()).hasSize(2);
        assertThat(bmc.asked()).containsExactly("/m/1", "/t", "/p");
        assertThat(reader.known()).contains(plan);
    }

    @Test
    void isMadeAnewForOtherFirmware() throws Exception {
        KnownPlan plan = learned();
        bmc.put("/m/1", "{\"FirmwareVersion\":\"2\"}");
        var reader = recalled(plan);
        assertThat(reader.read(BUDGET).readings()).hasSize(2);
        assertThat(bmc.asked()).contains("/redfish/v1/");
        assertThat(reader.known().orElseThrow().firmware()).isEqualTo("2");
    }

    @Test
    void isMadeAnewWhereTheManagerIsGone() throws Exception {
        KnownPlan plan = learned();
        bmc.fail("/m/1", new RedfishException.NotFound("gone"));
        assertThat(recalled(plan).read(BUDGET).readings()).hasSize(2);
        assertThat(bmc.asked()).contains("/redfish/v1/");
    }

    @Test
    void isReadAsItWasWritten() throws Exception {
        ReadingPlan plan = learned().plan();
        ReadingPlan again = PlanText.parse(PlanText.of(plan).orElseThrow()).orElseThrow();
        assertThat(again.sources()).isEqualTo(plan.sources());
        assertThat(again.vendor()).isEqualTo(plan.vendor());
        assertThat(again.denied()).isEqualTo(plan.denied());
    }

    @Test
    void takesNoOtherTextForAPlan() throws Exception {
        byte[] sample =
                PlanText.of(learned().plan()).orElseThrow().getBytes(StandardCharsets.UTF_8);
        long refused =
                Fuzz.of("reading plan", List.of(sample))
                        .run(
                                5_000,
                                IllegalStateException.class,
                                bytes -> {
                                    var _ =
                                            PlanText.parse(
                                                    new String(bytes, StandardCharsets.UTF_8));
                                });
        assertThat(refused).isZero();
        assertThat(PlanText.parse("vendor\tNOBODY")).isEmpty();
        assertThat(PlanText.parse("")).isEmpty();
    }
}
