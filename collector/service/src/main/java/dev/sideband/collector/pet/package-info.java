/**
 * Push for IPMI: BMCs that send platform event traps are looked at sooner.
 *
 * <p>A trap is a hint, whoever sent it: it makes a collector read that BMC's log now, at most every
 * ten seconds, and nothing else. It is never answered, and it is never a record itself. Off unless
 * {@link dev.sideband.collector.CollectorConfig} has a {@link
 * dev.sideband.collector.pet.PetOptions}.
 */
@NullMarked
package dev.sideband.collector.pet;

import org.jspecify.annotations.NullMarked;
