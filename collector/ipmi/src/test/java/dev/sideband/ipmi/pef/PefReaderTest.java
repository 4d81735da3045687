package dev.sideband.ipmi.pef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.command.pef.GetLastProcessedEvent;
import dev.sideband.ipmi.command.pef.GetPefConfiguration;
import dev.sideband.ipmi.sdr.ScriptedBmc;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.testing.Fuzz;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class PefReaderTest {
    /** Alerts by policy 1, on temperature, any sensor, threshold, critical going high. */
    private static final String FILTER =
            "c0" + "01" + "01" + "10" + "ffff" + "01ff01" + "0002" + "000000000000000000";

    private final Map<Integer, String> pef = new HashMap<>();
    private final Map<Integer, String> lan = new HashMap<>();
    private final ScriptedBmc bmc =
            new ScriptedBmc()
                    .on(0x04, 0x10, "510f14")
                    .on(0x04, 0x15, "00112233" + "0500" + "0000" + "0400")
                    .on(
                            0x04,
                            0x13,
                            request -> find(pef, request.u8("parameter"), request.u8("set")))
                    .on(
                            0x0C,
                            0x02,
                            request -> {
                                assertThat(request.u8("channel")).isEqualTo(1);
                                return find(lan, request.u8("parameter"), request.u8("set"));
                            });

    PefReaderTest() {
        pef.put(key(GetPefConfiguration.CONTROL, 0), "01");
        pef.put(key(GetPefConfiguration.ACTION_CONTROL, 0), "01");
        pef.put(key(GetPefConfiguration.FILTER_COUNT, 0), "03");
        pef.put(key(GetPefConfiguration.FILTER_TABLE, 1), "01" + FILTER);
        pef.put(key(GetPefConfiguration.FILTER_TABLE, 2), "02" + "00" + FILTER.substring(2));
        pef.put(key(GetPefConfiguration.FILTER_TABLE, 3), "0380");
        pef.put(key(GetPefConfiguration.POLICY_COUNT, 0), "02");
        pef.put(key(GetPefConfiguration.POLICY_TABLE, 1), "01" + "18" + "12" + "00");
        pef.put(key(GetPefConfiguration.POLICY_TABLE, 2), "02" + "20" + "13" + "00");
        lan.put(key(18, 2), "02" + "80" + "05" + "03");
        lan.put(key(19, 2), "02" + "00" + "00" + "0a000c07" + "001122334455");
    }

    @Test
    void readsWhatIsEnabled() throws Exception {
        PefSetup setup = new PefReader(bmc).read();
        assertThat(setup.capabilities().canAlert()).isTrue();
        assertThat(setup.capabilities().canPowerDown()).isTrue();
        assertThat(setup.capabilities().canInterrupt()).isFalse();
        assertThat(setup.capabilities().filters()).isEqualTo(20);
        assertThat(setup.filters())
                .containsExactly(new EventFilter(1, true, 1, 1, 0x10, 0x01, 0xFF, 0x01, 0x0200));
        assertThat(setup.policies()).containsExactly(new AlertPolicy(1, 1, true, 0, 1, 2));
        assertThat(setup.destinations())
                .containsExactly(
                        new AlertDestination(
                                1, 2, true, true, 5, 3, InetAddress.getByName("10.0.12.7")));
        assertThat(setup.lastProcessed())
                .contains(new GetLastProcessedEvent.Response(0x33221100L, 5, 0, 4));
    }

    @Test
    void saysWhetherTrapsComeToUs() throws Exception {
        InetAddress us = InetAddress.getByName("10.0.12.7");
        assertThat(new PefReader(bmc).read().sendsTrapsTo(us)).isTrue();
        assertThat(new PefReader(bmc).read().sendsTrapsTo(InetAddress.getByName("10.0.12.8")))
                .isFalse();
        pef.put(key(GetPefConfiguration.ACTION_CONTROL, 0), "00");
        assertThat(new PefReader(bmc).read().sendsTrapsTo(us)).isFalse();
    }

    @Test
    void saysThatABmcFiltersNoEvents() {
        assertThatThrownBy(() -> new PefReader(new ScriptedBmc()).read())
                .isInstanceOf(Refused.class);
    }

    @Test
    void readsNoAddressThatIsNoIpv4() {
        assertThatThrownBy(() ->
                        AlertDestination.read(
                                1,
                                Bytes.fromHex("02800503"),
                                Bytes.fromHex("0210000a000c07001122334455")))
                .isInstanceOf(WireFormatException.class);
    }

    @Test
    void survivesAnyEntry() {
        Fuzz.of("PEF entries", List.of(Bytes.fromHex("01" + FILTER).toArray()))
                .run(
                        5_000,
                        WireFormatException.class,
                        bytes -> {
                            Bytes data = Bytes.of(bytes);
                            assertThat(AlertPolicy.read(data)).isNotNull();
                            assertThat(AlertDestination.read(1, data, data)).isNotNull();
                            assertThat(EventFilter.read(data)).isNotNull();
                        });
    }

    private static int key(int parameter, int set) {
        return parameter << 8 | set;
    }

    private static byte[] find(Map<Integer, String> parameters, int parameter, int set)
            throws Refused {
        String data = parameters.get(key(parameter, set));
        if (data == null) {
            throw ScriptedBmc.refused(0x80);
        }
        return Bytes.fromHex("11" + data).toArray();
    }
}
