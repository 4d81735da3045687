package dev.sideband.redfish.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.inventory.ServedTree;

import org.junit.jupiter.api.Test;

class SystemLightTest {
    private static final String SYSTEM = "/redfish/v1/Systems/1";

    private final ServedTree service = new ServedTree();

    private SystemLight light(String json) throws Exception {
        service.with(SYSTEM, json);
        return new SystemLight(service, service.get(SYSTEM));
    }

    @Test
    void prefersTheLocationIndicator() throws Exception {
        light("{'LocationIndicatorActive':false,'IndicatorLED':'Off'}").set(true);
        assertThat(service.changes())
                .containsExactly("PATCH " + SYSTEM + " {\"LocationIndicatorActive\":true}");
    }

    @Test
    void blinksTheOlderLamp() throws Exception {
        var light = light("{'IndicatorLED':'Off'}");
        service.after("PATCH", () -> service.with(SYSTEM, "{'IndicatorLED':'Blinking'}"));
        assertThat(light.set(true)).contains(true);
    }

    @Test
    void lightsALampThatDoesNotBlink() throws Exception {
        service.failing(
                "PATCH " + SYSTEM + " {\"IndicatorLED\":\"Blinking\"}",
                new RedfishException.Refused(400, "no such value"));
        light("{'IndicatorLED':'Off'}").set(true);
        assertThat(service.changes()).hasSize(2).last().asString().contains("Lit");
    }

    @Test
    void takesDellsSteadyLampForNotLit() throws Exception {
        assertThat(light("{'IndicatorLED':'Lit','Oem':{'Dell':{}}}").isLit()).contains(false);
        assertThat(light("{'IndicatorLED':'Lit'}").isLit()).contains(true);
    }

    @Test
    void switchesTheChassisWhereTheSystemHasNoLight() throws Exception {
        var light = light("{'Links':{'Chassis':[{'@odata.id':'/c'}]}}");
        service.with("/c", "{'LocationIndicatorActive':true}");
        light.set(false);
        assertThat(service.changes())
                .containsExactly("PATCH /c {\"LocationIndicatorActive\":false}");
    }

    @Test
    void saysThatThereIsNoLight() throws Exception {
        var light = light("{}");
        assertThatThrownBy(() -> light.set(true)).isInstanceOf(NotOffered.class);
        assertThat(light.isLit()).isEmpty();
    }
}
