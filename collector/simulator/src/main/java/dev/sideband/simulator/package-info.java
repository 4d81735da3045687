/**
 * Servers that do not exist, with BMCs that can be asked: a fleet on loopback UDP whose sensors and
 * logs follow one physical model.
 *
 * <p>{@code model} is the machine (a function of seed and time), {@code ipmi} the management
 * controller in front of it, {@code fault} what goes wrong with either. Bytes are written here from
 * the specification, without the decoders of the client: what reads them is judged by them.
 */
@NullMarked
package dev.sideband.simulator;

import org.jspecify.annotations.NullMarked;
