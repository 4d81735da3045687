package dev.sideband.collector.probe;

import dev.sideband.avro.EventDirection;
import dev.sideband.avro.EventKind;
import dev.sideband.avro.Severity;
import dev.sideband.avro.Source;
import dev.sideband.ipmi.wire.Bytes;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A record of a hardware log, or news of the log itself.
 *
 * @param epoch the log's life that it belongs to
 * @param identity tells it from all others of this log and epoch, and is the same whenever it is
 *     read again
 * @param recordId its id in the log; null for news
 * @param times when it was read and when it happened
 * @param subject the sensor that it is about; null where there is none
 * @param text what happened
 * @param stateKey equal for the beginning and the end of a state; null where there is none
 * @param triggerValue the reading behind it, in the sensor's unit; null where not told
 * @param triggerThreshold the threshold that was crossed; null where not told
 * @param detail what the event data adds by the standard; null where it adds nothing
 * @param oem the maker's own part; null where there is none
 * @param raw as it is in an IPMI log; null for news
 * @param origin the log that it is from
 * @param redfish what only an entry of a Redfish log has; null for others and for news
 */
public record LogEntry(
        EventKind kind,
        long epoch,
        String identity,
        @Nullable String recordId,
        Times times,
        @Nullable Subject subject,
        String text,
        @Nullable String stateKey,
        EventDirection direction,
        Severity severity,
        @Nullable Double triggerValue,
        @Nullable Double triggerThreshold,
        @Nullable String detail,
        @Nullable String oem,
        @Nullable Bytes raw,
        Origin origin,
        @Nullable RedfishPart redfish) {

    /**
     * The log that it is from.
     *
     * @param log its name, such as SEL
     */
    public record Origin(Source source, String log) {}

    /**
     * What only an entry of a Redfish log has.
     *
     * @param messageId without its registry's version; null where there is none
     * @param component the path of what it is about; null where not told
     * @param revision 0 as it was first read
     * @param timeText the time as the BMC wrote it; null where there is none
     * @param timeZone where the time's distance from UTC is from; null where there is no time
     * @param entry as JSON
     */
    public record RedfishPart(
            @Nullable String messageId,
            @Nullable String component,
            long revision,
            @Nullable String timeText,
            @Nullable String timeZone,
            String entry) {}

    /**
     * When it was read and when it happened.
     *
     * @param observedAt when it was read
     * @param bmcTime when it happened by the BMC's clock; null where that clock was not set
     * @param bmcStamp the time stamp as the BMC sent it, in seconds; null where there is none
     * @param happenedAt when it happened by our clock; null where that cannot be told
     * @param clockSkewMillis the BMC's clock minus ours; null where not known
     * @param skewBeforeMillis of a clock that changed: what it was before; null where not known
     * @param utcOffsetMinutes how far the BMC says that its clock is ahead of UTC; null where it
     *     does not say
     */
    public record Times(
            Instant observedAt,
            @Nullable Instant bmcTime,
            @Nullable Long bmcStamp,
            @Nullable Instant happenedAt,
            @Nullable Long clockSkewMillis,
            @Nullable Long skewBeforeMillis,
            @Nullable Integer utcOffsetMinutes) {}

    /**
     * What a record is about.
     *
     * @param sensor the sensor's id; null where the BMC has no such sensor
     * @param name the sensor's name; null where not known
     * @param number the sensor's number as the record has it; null where not told
     * @param type the kind of sensor in words; null where not told
     */
    public record Subject(
            @Nullable String sensor,
            @Nullable String name,
            @Nullable Integer number,
            @Nullable String type) {}
}
