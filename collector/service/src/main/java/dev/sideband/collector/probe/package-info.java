/**
 * How one BMC is asked, and what it answered, whatever protocol it speaks.
 *
 * <p>{@link dev.sideband.collector.probe.Probe} is what polling knows; {@link
 * dev.sideband.collector.probe.IpmiProbe} is the one over IPMI.
 */
@NullMarked
package dev.sideband.collector.probe;

import org.jspecify.annotations.NullMarked;
