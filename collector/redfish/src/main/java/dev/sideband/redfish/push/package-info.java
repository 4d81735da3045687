/**
 * Push: what a BMC says of its own accord, by server-sent events (DSP0266 §12.5) or by events that
 * it posts to a webhook (DSP0266 §12.1, DSP0268: EventService, EventDestination).
 *
 * <p>What comes is a hint to look into the logs, and never a record itself: a log with its position
 * stays the only source of events, so that nothing can be told twice, and what is lost on the way
 * is found by the next poll.
 */
@NullMarked
package dev.sideband.redfish.push;

import org.jspecify.annotations.NullMarked;
