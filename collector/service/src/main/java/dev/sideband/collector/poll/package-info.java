/**
 * When each BMC is asked, and what becomes of one that does not answer.
 *
 * <p>One virtual thread owns each BMC ({@link dev.sideband.collector.poll.BmcWorker}); the rest are
 * decisions without threads: {@code Schedule}, {@code Backoff}, {@code TargetState}.
 */
@NullMarked
package dev.sideband.collector.poll;

import org.jspecify.annotations.NullMarked;
