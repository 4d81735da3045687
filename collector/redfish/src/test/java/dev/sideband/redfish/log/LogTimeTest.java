package dev.sideband.redfish.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

class LogTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2024-08-08T18:48:07Z, 2024-08-08T18:48:07Z",
        "2024-08-08T18:48:07+00:00, 2024-08-08T18:48:07Z",
        "2024-08-08T18:48:07-05:00, 2024-08-08T23:48:07Z",
        "2024-08-08T18:48:07-0600, 2024-08-09T00:48:07Z",
        "2024-07-19T20:44:26.380+00:00, 2024-07-19T20:44:26.380Z",
        "2024-07-19T20:44:26.706407+00:00, 2024-07-19T20:44:26.706407Z",
        "'2022-06-13 12:19:21 +01:00', 2022-06-13T11:19:21Z",
        "2024-07-19T20:44:26+05:30, 2024-07-19T15:14:26Z",
    })
    void readsATimeWithItsZone(String text, Instant instant) {
        assertThat(LogTime.of(text, ZoneOffset.ofHours(3)))
                .isEqualTo(new LogTime(text, instant, LogTime.Zone.ENTRY));
    }

    @Test
    void takesTheServicesZoneWhereThereIsNone() {
        LogTime time = LogTime.of("2022-06-13 12:19:21 ", ZoneOffset.ofHours(1));

        assertThat(time.instant()).isEqualTo("2022-06-13T11:19:21Z");
        assertThat(time.zone()).isEqualTo(LogTime.Zone.SERVICE);
        assertThat(time.raw()).isEqualTo("2022-06-13 12:19:21 ");
    }

    @Test
    void assumesUtcWhereNobodyTells() {
        LogTime time = LogTime.of("2022-06-13T12:19:21", null);

        assertThat(time.instant()).isEqualTo("2022-06-13T12:19:21Z");
        assertThat(time.zone()).isEqualTo(LogTime.Zone.ASSUMED_UTC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[System Boot]",
                "0000-00-00T00:00:00Z",
                "9999-12-31T23:59:59+00:00",
                "1999-12-31T12:00:39+00:00",
                "1970-03-18T12:06:05+00:00",
                "2024-02-30T00:00:00Z",
                "2024-08-08T25:00:00Z",
                "soon",
                ""
            })
    void knowsNoInstantWhereTheClockWasNotSet(String text) {
        LogTime time = LogTime.of(text, null);

        assertThat(time.instant()).isNull();
        assertThat(time.raw()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "2023/5/1 10:20:30, 2023-05-01T10:20:30Z",
        "05/23/2019 08:15:22, 2019-05-23T08:15:22Z",
        "23/05/2019 08:15:22, 2019-05-23T08:15:22Z",
        "Tue Nov 29 12:04:25 2022, 2022-11-29T12:04:25Z",
        "Tue Nov  1 12:04:25 UTC 2022, 2022-11-01T12:04:25Z",
        "20230501T102030Z, 2023-05-01T10:20:30Z",
        "1682936430, 2023-05-01T10:20:30Z",
        "1682936430250, 2023-05-01T10:20:30.250Z",
        "2023-05-01 10:20:30 UTC, 2023-05-01T10:20:30Z",
    })
    void readsWhatIsNotWrittenAsTheSpecificationSays(String text, Instant instant) {
        LogTime time = LogTime.of(text, null);
        assertThat(time.instant()).isEqualTo(instant);
        assertThat(time.raw()).isEqualTo(text);
        assertThat(time.wall()).isEqualTo(instant);
    }

    @ParameterizedTest
    @CsvSource({
        "+01:00, +01:00",
        "-0600, -06:00",
        "-03:30, -03:30",
        "0, Z",
        "+00:00, Z",
        "Z, Z",
        "+8, +08:00",
        "Asia/Shanghai, Asia/Shanghai",
    })
    void readsTheServicesZone(String text, String zone) {
        assertThat(LogTime.zone(text)).hasValue(ZoneId.of(zone));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "here", "+99:99", "+25", "12345"})
    void takesNothingElseForAZone(String text) {
        assertThat(LogTime.zone(text)).isEmpty();
    }

    @Test
    void identifiesATimeHoweverTheBmcWritesIt() {
        assertThat(LogTime.of("2024-08-08T18:48:07-05:00", null).identity())
                .isEqualTo(LogTime.of("2024-08-08T23:48:07Z", null).identity());
    }
}
