package dev.sideband.collector.discover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.InetAddress;
import java.util.List;

class NetworkTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.12.0/30, 10.0.12.1 10.0.12.2",
        "10.0.12.6/31, 10.0.12.6 10.0.12.7",
        "10.0.12.7, 10.0.12.7",
        "10.0.12.7/32, 10.0.12.7",
        "2001:db8::8/126, 2001:db8:0:0:0:0:0:8 2001:db8:0:0:0:0:0:9 2001:db8:0:0:0:0:0:a"
                + " 2001:db8:0:0:0:0:0:b",
        "::1, 0:0:0:0:0:0:0:1",
    })
    void hasTheAddressesThatSomebodyCanHave(String network, String addresses) {
        assertThat(Network.parse(network).addresses().map(InetAddress::getHostAddress))
                .containsExactly(addresses.split(" "));
    }

    @Test
    void knowsHowManyThereAre() {
        assertThat(Network.parse("10.0.0.0/8").size()).isEqualTo(1L << 24);
        assertThat(Network.parse("0.0.0.0/0").size()).isEqualTo(1L << 32);
        assertThat(Network.parse("fc00::/7").size()).isEqualTo(1L << 32);
        assertThat(Network.parse("255.255.255.255").addresses()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.0.12.0/24, true",
        "10.0.12.0/24, 10.0.0.0/8, false",
        "10.0.12.0/24, 10.0.12.0/24, true",
        "10.0.12.0/24, 10.0.13.1, false",
        "0.0.0.0/0, ::1, false",
        "fc00::/7, fd12:3456::/64, true",
    })
    void containsAnotherWhollyOrNot(String network, String other, boolean contained) {
        assertThat(Network.parse(network).contains(Network.parse(other))).isEqualTo(contained);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.12.7/24, did you mean 10.0.12.0/24",
        "10.0.12.0/33, 32 bits",
        "10.0.12.0/x, no number",
        "bmc.example, write one as 10.0.12.0/24",
        "10.0.12, write one as 10.0.12.0/24",
        "'', write one as 10.0.12.0/24",
    })
    void saysWhatIsWrongWithOne(String text, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Network.parse(text))
                .withMessageContaining(problem);
    }

    @Test
    void whatNobodyOutsideCanReachIsAllowedUnasked() {
        assertThat(outside("10.0.12.0/24", "192.168.1.0/24", "127.0.0.0/24", "fd00::/120"))
                .isEmpty();
        assertThat(outside("10.0.12.0/24", "198.51.100.0/24")).hasToString("[198.51.100.0/24]");
        assertThat(outside("172.0.0.0/8")).isNotEmpty();
    }

    private static List<Network> outside(String... networks) {
        return AllowedNetworks.PRIVATE
                .firstOutside(AllowedNetworks.of(networks).networks())
                .stream()
                .toList();
    }
}
