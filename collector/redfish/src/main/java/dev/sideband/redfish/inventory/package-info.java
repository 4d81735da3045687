/**
 * The parts of a server as its Redfish service tells of them: each once, although several links
 * lead to it, and none that is not there.
 */
@NullMarked
package dev.sideband.redfish.inventory;

import org.jspecify.annotations.NullMarked;
