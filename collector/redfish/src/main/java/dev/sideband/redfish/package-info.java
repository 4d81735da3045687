/** Redfish: what a BMC's web service tells, read leniently and meant strictly. */
@NullMarked
package dev.sideband.redfish;

import org.jspecify.annotations.NullMarked;
