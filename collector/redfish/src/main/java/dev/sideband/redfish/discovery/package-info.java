/** What a BMC's service holds, found by its links and not by anybody's file names. */
@NullMarked
package dev.sideband.redfish.discovery;

import org.jspecify.annotations.NullMarked;
