/**
 * What can be done to a system: its power, what it boots from, and the light by which it is found.
 * Nothing is done but what is asked for, and nothing that the service does not offer.
 */
@NullMarked
package dev.sideband.redfish.power;

import org.jspecify.annotations.NullMarked;
