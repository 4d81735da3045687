package dev.sideband.redfish.push;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PushedEventTest {
    @Test
    void takesAnEventForNewsHoweverLittleItSays() {
        assertThat(
                        PushedEvent.isNews(
                                "{\"Events\":[{\"EventTimestamp\":\"2026-01-02T03:04:05-0600\"}]}"))
                .isTrue();
        assertThat(PushedEvent.isNews("{\"Events\":[{}]}")).isTrue();
        assertThat(PushedEvent.isNews("{\"MessageId\":\"Alert.1.0.FanFailed\"}")).isTrue();
    }

    @Test
    void takesWhatCannotBeReadForNews() {
        assertThat(PushedEvent.isNews("{\"Events\":[{\"MessageId\":\"cut o")).isTrue();
        assertThat(PushedEvent.isNews("something happened")).isTrue();
    }

    @Test
    void passesOverReportsOfMetrics() {
        assertThat(
                        PushedEvent.isNews(
                                "{\"@odata.type\":\"#MetricReport.v1_4_2.MetricReport\","
                                        + "\"MetricValues\":[{\"MetricValue\":\"5\"}]}"))
                .isFalse();
        assertThat(PushedEvent.isNews("{\"Id\":\"Power\",\"MetricValues\":[]}")).isFalse();
        assertThat(
                        PushedEvent.isNews(
                                "{\"@odata.type\":\"#MetricReport.v1_4_2.MetricReport\", cut off"))
                .isFalse();
    }

    @Test
    void passesOverWhatSaysNothing() {
        assertThat(PushedEvent.isNews("")).isFalse();
        assertThat(PushedEvent.isNews("  \n")).isFalse();
        assertThat(PushedEvent.isNews("{}")).isFalse();
        assertThat(PushedEvent.isNews("{\"Id\":\"3\",\"Events\":[]}")).isFalse();
    }
}
