package dev.sideband.collector.poll;

import dev.sideband.avro.Component;
import dev.sideband.avro.Reading;
import dev.sideband.avro.Sensor;
import dev.sideband.avro.Status;
import dev.sideband.collector.publish.TelemetrySink;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Keeps what was said, in order. */
final class FakeTelemetry implements TelemetrySink {
    final List<Object> said = new ArrayList<>();
    final List<String> forgotten = new ArrayList<>();
    Runnable onLoss = () -> {};
    Runnable onPartsLoss = () -> {};

    @Override
    public void readings(List<Reading> readings) {
        said.addAll(readings);
    }

    @Override
    public void sensors(List<Sensor> sensors, Runnable onLossOfThese) {
        said.addAll(sensors);
        onLoss = onLossOfThese;
    }

    @Override
    public void inventory(List<Component> parts, Runnable onLossOfThese) {
        said.addAll(parts);
        onPartsLoss = onLossOfThese;
    }

    @Override
    public void status(Status status) {
        said.add(status);
    }

    @Override
    public void forgetSensors(String target, Collection<String> sensors) {
        sensors.forEach(sensor -> forgotten.add(target + "/" + sensor));
    }

    @Override
    public void forgetParts(String target, Collection<String> parts) {
        parts.forEach(part -> forgotten.add(target + "/" + part));
    }

    @Override
    public void forgetStatus(String target) {
        forgotten.add(target);
    }

    <T> List<T> all(Class<T> type) {
        return said.stream().filter(type::isInstance).map(type::cast).toList();
    }

    Status lastStatus() {
        return all(Status.class).getLast();
    }
}
