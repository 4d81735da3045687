package dev.sideband.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.LogPosition;
import dev.sideband.collector.Samples;
import dev.sideband.ipmi.sel.SelClock;
import dev.sideband.ipmi.sel.SelPosition;
import dev.sideband.ipmi.wire.Bytes;

import org.junit.jupiter.api.Test;

class SelPositionsTest {
    private static final SelPosition SOMEWHERE =
            new SelPosition(
                    3,
                    0xFFEF,
                    Bytes.of(new byte[32]),
                    412,
                    0x5F000000L,
                    0xFFFFFFFFL,
                    true,
                    true,
                    new SelClock(true, -1_700_000_000_000L));

    @Test
    void startsAtTheBeginningWhereTheTopicHasNothing() {
        assertThat(SelPositions.from(null)).isEqualTo(SelPosition.START);
    }

    @Test
    void comesBackFromTheTopicAsItWas() {
        LogPosition onTopic = SelPositions.to("r12-u07", null, SOMEWHERE, Samples.T0);

        assertThat(SelPositions.from(onTopic)).isEqualTo(SOMEWHERE);
        assertThat(SelPositions.from(onTopic)).as("read twice").isEqualTo(SOMEWHERE);
    }

    @Test
    void saysOnTheTopicWhichLogAndWhichRecord() {
        LogPosition onTopic = SelPositions.to("r12-u07", null, SOMEWHERE, Samples.T0);

        assertThat(onTopic.getTarget()).isEqualTo("r12-u07");
        assertThat(onTopic.getLog()).isEqualTo("SEL");
        assertThat(onTopic.getRecordId()).isEqualTo("ffef");
        assertThat(onTopic.getObservedAt()).isEqualTo(Samples.T0);
    }

    @Test
    void namesNoRecordInAnEmptyLog() {
        LogPosition onTopic = SelPositions.to("r12-u07", null, SelPosition.START, Samples.T0);

        assertThat(onTopic.getRecordId()).isNull();
        assertThat(onTopic.getRecord()).isNull();
        assertThat(SelPositions.from(onTopic)).isEqualTo(SelPosition.START);
    }
}
