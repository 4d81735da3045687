/**
 * Finds BMCs in networks: looks at every address for IPMI and Redfish, without ever logging in, and
 * writes what it found as a targets file.
 */
@NullMarked
package dev.sideband.collector.discover;

import org.jspecify.annotations.NullMarked;
