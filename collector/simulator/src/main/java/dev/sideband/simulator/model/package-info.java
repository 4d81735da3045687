/**
 * A server as its sensors see it: load makes power, power makes heat, heat makes fans turn.
 *
 * <p>Everything is a function of a seed, the steps of simulated time and the faults laid into it:
 * no clock, no thread, no socket. One step is one simulated second.
 */
@NullMarked
package dev.sideband.simulator.model;

import org.jspecify.annotations.NullMarked;
