/**
 * Hardware logs over Redfish (DSP0268, schemas LogService and LogEntry): which of a service's logs
 * tell of hardware, their entries in one shape, and reading them on from where one stopped, each
 * entry once, whatever order, pages, clears and wraps the BMC has.
 */
@NullMarked
package dev.sideband.redfish.log;

import org.jspecify.annotations.NullMarked;
