/**
 * Readings from Redfish, in the shape of those that IPMI gives: each quantity once, with a unit, a
 * quality, thresholds and an id that stays.
 */
@NullMarked
package dev.sideband.redfish.sensor;

import org.jspecify.annotations.NullMarked;
