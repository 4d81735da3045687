package dev.sideband.processor.view;

import dev.sideband.avro.Reading;
import dev.sideband.avro.Sensor;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a sensor: its last reading, and what it is; one of them may not have come yet.
 */
public record SensorView(String id, @Nullable Reading reading, @Nullable Sensor descriptor) {}
