package dev.sideband.processor.view;

import java.time.Instant;

/** One value at one time. */
public record Point(Instant at, double value) {}
