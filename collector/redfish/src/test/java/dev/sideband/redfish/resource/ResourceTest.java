package dev.sideband.redfish.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceTest {
    @ParameterizedTest
    @CsvSource({"12, 12", "'\"12.5\"', 12.5", "'\" -3 \"', -3", "'\"1e3\"', 1000"})
    void readsNumbersAlsoWhereTheyAreTexts(String json, double number) throws Exception {
        assertThat(of("{\"a\":%s}".formatted(json)).number("a")).hasValue(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"N/A\"", "\"\"", "\"1d\"", "\"NaN\"", "{}", "[1]", "true"})
    void takesNothingElseForANumber(String json) throws Exception {
        assertThat(of("{\"a\":%s}".formatted(json)).number("a")).isEmpty();
    }

    @Test
    void aBadMemberDoesNotCostTheOthers() throws Exception {
        var members = of("{\"Members\":[null,7,\"x\",{\"@odata.id\":\"/b\"}]}").parts("Members");
        assertThat(members).singleElement().extracting(Resource::path).isEqualTo("/b");
        assertThat(members.getFirst().isReference()).isTrue();
    }

    @Test
    void namesAPartByItsPlaceWhereItHasNoName() throws Exception {
        var fan = of("{\"Fans\":[{\"Name\":\" Fan 1 \"}]}").parts("Fans").getFirst();
        assertThat(fan.path()).isEqualTo("/a#/Fans/0");
        assertThat(fan.text("Name")).hasValue("Fan 1");
    }

    @ParameterizedTest
    @CsvSource({
        "/redfish/v1/Chassis/1/, /redfish/v1/chassis/1",
        "/a/Thermal/#Fans/0, /a/Thermal#/Fans/0",
        "/a/Thermal#Fans/0, /a/thermal#/Fans/0/",
    })
    void comparesPathsAsBmcsMeanThem(String one, String other) {
        assertThat(ResourcePath.of(one)).isEqualTo(ResourcePath.of(other));
    }

    private static Resource of(String json) throws Exception {
        return Resource.of("/a", new ObjectMapper().readTree(json));
    }
}
