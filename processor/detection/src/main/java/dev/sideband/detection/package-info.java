/**
 * When a reading, an event or a silence becomes an alert, and what a server's health is.
 *
 * <p>Decisions only: no Kafka, no clock, no thread. {@link dev.sideband.detection.Detector} takes
 * what was observed about one server together with what is remembered of it and says which alerts
 * change. The same inputs in the same order give the same changes.
 */
@NullMarked
package dev.sideband.detection;

import org.jspecify.annotations.NullMarked;
