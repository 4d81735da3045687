package dev.sideband.cli;

import dev.sideband.runtime.Durations;

import picocli.CommandLine.ITypeConverter;

import java.time.Duration;

/** Reads {@code 90s}, {@code 10m} and the like. */
final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        return Durations.parse(text);
    }
}
