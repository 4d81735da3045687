/**
 * What goes wrong: with the machine (fans, power supplies, memory, air) and with the way to its BMC
 * (silence, loss, delay), and the schedules of both.
 */
@NullMarked
package dev.sideband.simulator.fault;

import org.jspecify.annotations.NullMarked;
