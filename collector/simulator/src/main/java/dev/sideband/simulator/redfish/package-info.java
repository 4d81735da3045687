/**
 * The Redfish side of simulated BMCs (DSP0266, DSP0268): one HTTP server for many of them,
 * documents made on request from the same physical model that IPMI shows, in their makers'
 * dialects.
 */
@NullMarked
package dev.sideband.simulator.redfish;

import org.jspecify.annotations.NullMarked;
