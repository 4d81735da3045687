package dev.sideband.processor.topology;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Leaves out records that cannot be read, counts them and says where they are. Where only the
 * schema registry cannot be reached, nothing is left out: the stream thread fails and begins again.
 */
public final class SkipUnreadable implements DeserializationExceptionHandler {
    /** The setting under which the {@link ProcessorCounters} come in. */
    public static final String COUNTERS = "sideband.processor.counters";

    private static final Logger LOG = LoggerFactory.getLogger(SkipUnreadable.class);

    private @Nullable ProcessorCounters counters;

    @Override
    public void configure(Map<String, ?> settings) {
        if (settings.get(COUNTERS) instanceof ProcessorCounters given) {
            counters = given;
        }
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception cause) {
        if (isPassing(cause)) {
            return Response.fail();
        }
        if (counters != null) {
            counters.unreadable();
        }
        LOG.atWarn()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("cause", cause.getMessage())
                .log("a record cannot be read; it is left out");
        return Response.resume(List.of());
    }

    /** A registry that does not answer says nothing about the record; it will be read again. */
    private static boolean isPassing(@Nullable Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof IOException) {
                return true;
            }
        }
        return false;
    }
}
