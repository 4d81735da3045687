/**
 * Which BMCs are this collector's: collectors share the partitions of {@code targets} as one
 * consumer group.
 *
 * <p>A partition's life here: assigned, its targets are read to their end while its {@link
 * dev.sideband.collector.publish.PartitionWriter writer} is opened; then its BMCs are polled; on
 * revocation sessions are closed and what is under way is written before the group hears that it is
 * let go. Where the brokers can't be asked whether the collector is still a member, polling rests
 * before another collector may begin.
 */
@NullMarked
package dev.sideband.collector.share;

import org.jspecify.annotations.NullMarked;
