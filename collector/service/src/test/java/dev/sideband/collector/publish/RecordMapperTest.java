package dev.sideband.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Event;
import dev.sideband.avro.LogPosition;
import dev.sideband.avro.Quality;
import dev.sideband.avro.Reading;
import dev.sideband.avro.Sensor;
import dev.sideband.avro.Source;
import dev.sideband.avro.Target;
import dev.sideband.collector.Samples;
import dev.sideband.collector.probe.LogDelta;
import dev.sideband.collector.probe.Measurement;
import dev.sideband.collector.probe.SensorDescriptor;

import org.junit.jupiter.api.Test;

import java.util.List;

class RecordMapperTest {
    private final Target target = Samples.target("r12-u07");
    private final SensorDescriptor inlet = Samples.sensor("20.0.0.01", "Inlet");

    @Test
    void makesAReadingOfAMeasurement() {
        Reading reading =
                RecordMapper.readings(target, List.of(Samples.good(inlet, 21.5))).getFirst();

        assertThat(reading.getTarget()).isEqualTo("r12-u07");
        assertThat(reading.getSensor()).isEqualTo("20.0.0.01");
        assertThat(reading.getName()).isEqualTo("Inlet");
        assertThat(reading.getType()).isEqualTo("temperature");
        assertThat(reading.getUnit()).isEqualTo("Cel");
        assertThat(reading.getValue()).isEqualTo(21.5);
        assertThat(reading.getQuality()).isEqualTo(Quality.GOOD);
        assertThat(reading.getSource()).isEqualTo(Source.IPMI);
        assertThat(reading.getObservedAt()).isEqualTo(Samples.T0);
    }

    @Test
    void neverMakesZeroOfAMissingValue() {
        Measurement missing = Measurement.missing(inlet, Quality.UNAVAILABLE, Samples.T0);

        Reading reading = RecordMapper.readings(target, List.of(missing)).getFirst();

        assertThat(reading.getValue()).isNull();
        assertThat(reading.getQuality()).isEqualTo(Quality.UNAVAILABLE);
    }

    @Test
    void describesASensorWithItsLimitsAndPlace() {
        Sensor sensor = RecordMapper.sensors(target, List.of(inlet), Samples.T0).getFirst();

        assertThat(sensor.getSensor()).isEqualTo("20.0.0.01");
        assertThat(sensor.getOwner()).isEqualTo(0x20);
        assertThat(sensor.getNumber()).isEqualTo(1);
        assertThat(sensor.getUnc()).isEqualTo(80.0);
        assertThat(sensor.getUcr()).isEqualTo(90.0);
        assertThat(sensor.getUnr()).isNull();
        assertThat(sensor.getHysteresisUpper()).isEqualTo(2.0);
        assertThat(sensor.getEntity()).isEqualTo("processor");
        assertThat(sensor.getLocation()).isEqualTo(Samples.LOCATION);
    }

    @Test
    void givesAnEventAnIdThatIsTheSameWheneverItIsRead() {
        LogPosition to = Samples.position("r12-u07", 0x2a, null);
        LogDelta delta = new LogDelta(List.of(Samples.entry(0x2a)), to, false);

        LogBatch batch = RecordMapper.batch(target, null, delta, to);

        Event event = batch.events().getFirst();
        assertThat(event.getEventId()).isEqualTo("r12-u07/SEL/0/002a/0badcafe");
        assertThat(event.getRecordId()).isEqualTo("002a");
        assertThat(event.getTriggerValue()).isEqualTo(91.0);
        assertThat(event.getTriggerThreshold()).isEqualTo(90.0);
        assertThat(event.getRaw().remaining()).isEqualTo(16);
        assertThat(batch.after()).isEqualTo(to);
        assertThat(batch.before()).isNull();
    }
}
