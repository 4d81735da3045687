package dev.sideband.collector.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Target;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

class SubnetTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.12.7, 10.0.12",
        "10.0.12.7:6623, 10.0.12",
        "[2001:db8:1:2:3:4:5:6]:623, 2001:db8:1:2",
        "2001:db8:1:2::7, 2001:db8:1:2",
        "2001:db8::7:8, 2001:db8",
        "r12-u07.bmc.dc1.example, bmc.dc1.example",
        "r12-u07, r12-u07",
        "10.0.12.7:x, ''",
    })
    void isTheNetworkOfTheIpmiAddress(String address, String subnet) {
        assertThat(Subnet.of(target(address, null))).isEqualTo(subnet);
    }

    @ParameterizedTest
    @CsvSource({
        "https://10.0.12.7, 10.0.12",
        "https://10.0.12.7:8443, 10.0.12",
        "https://[2001:db8:1:2::7]:8443, 2001:db8:1:2",
        "https://r12-u07.bmc.example, bmc.example",
        "nonsense://, ''",
    })
    void isThatOfTheRedfishAddressWhereThereIsNoOther(String url, String subnet) {
        assertThat(Subnet.of(target(null, url))).isEqualTo(subnet);
    }

    private static Target target(@Nullable String ipmi, @Nullable String redfish) {
        return Target.newBuilder()
                .setTarget("r1-u1")
                .setIpmi(ipmi)
                .setRedfish(redfish)
                .setCredentials("default")
                .setIntervalMs(30_000)
                .setPowerFeeds(List.of())
                .setLabels(Map.of())
                .build();
    }
}
