package dev.sideband.ipmi.sel;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.NoAnswer;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.client.IpmiClient;
import dev.sideband.ipmi.command.storage.ClearSel;
import dev.sideband.ipmi.command.storage.GetSelInfo;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.sel.SelSource.Found;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Empties a log, if nothing is in it that has not been read (IPMI 2.0 §31.4, §31.9).
 *
 * <p>The log is reserved before its end is looked at, and erased under that reservation: a record
 * that comes in between cancels it. A BMC that does not cancel reservations can still lose a record
 * that comes within the one round trip between the look and the erasure; most do.
 *
 * <p>It belongs to the thread that owns the BMC.
 */
public final class SelClearer {
    /** Erasing flash takes seconds; a BMC that is not done then is not going to be. */
    private static final int MAX_QUESTIONS = 60;

    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(500);
    private static final int MAX_TRIES = 3;

    private final IpmiClient client;
    private final Pause pause;

    public SelClearer(IpmiClient client) {
        this(client, SelClearer::await);
    }

    SelClearer(IpmiClient client, Pause pause) {
        this.client = client;
        this.pause = pause;
    }

    /** Waits between two questions. */
    @FunctionalInterface
    interface Pause {
        void between(Duration time) throws InterruptedException;
    }

    /** What became of the log. */
    public sealed interface Outcome {
        /** It is empty now, but for what the BMC has added since. */
        record Cleared(int records) implements Outcome {}

        /** Nothing was erased: there is more in the log than was read, or it is another one. */
        record NotRead(String why) implements Outcome {}

        /** The BMC began to erase it and did not say that it had ended. */
        record Unfinished(String why) implements Outcome {}
    }

    /**
     * Erases the log.
     *
     * @param read how far it was read, and what was read is safe
     * @throws IpmiException where the BMC does not answer or refuses; nothing was erased then
     */
    public Outcome clear(SelPosition read) throws IpmiException, InterruptedException {
        var source = new SelSource(client);
        for (int attempt = 1; ; attempt++) {
            int reservation = source.reserve();
            GetSelInfo.Response info = source.info();
            String unread = unread(source, read, info);
            if (unread != null) {
                return new Outcome.NotRead(unread);
            }
            if (read.isEmpty()) {
                return new Outcome.Cleared(0);
            }
            if (source.reservation() != reservation) {
                // Somebody else reserved the log, or a record came, which the next look finds.
                if (attempt == MAX_TRIES) {
                    return new Outcome.NotRead("others keep reserving the log");
                }
                continue;
            }
            try {
                return erase(source, reservation, read, info);
            } catch (Refused refused) {
                if (refused.completionCode() != CompletionCode.RESERVATION_LOST) {
                    throw refused;
                }
                if (attempt == MAX_TRIES) {
                    return new Outcome.NotRead(
                            "the BMC cancelled the reservation %d times".formatted(MAX_TRIES));
                }
            }
        }
    }

    /** What is in the log that was not read; null for nothing. */
    private static @Nullable String unread(
            SelSource source, SelPosition read, GetSelInfo.Response info)
            throws IpmiException, InterruptedException {
        if (read.isEmpty()) {
            return source.get(SelSource.FIRST) == null ? null : "there are records to be read";
        }
        Found last = lastRead(source, read);
        if (last == null) {
            return "the record that was read last is not there any more";
        }
        boolean more =
                last.next() != SelSource.LAST
                        && last.next() != SelSource.FIRST
                        && source.get(last.next()) != null;
        boolean added =
                info.entries() > read.entries()
                        || (SelResume.stamped(info.lastAdded())
                                && info.lastAdded() != read.lastAdded());
        return more || added ? "records came since the log was read" : null;
    }

    private static @Nullable Found lastRead(SelSource source, SelPosition read)
            throws IpmiException, InterruptedException {
        Found found = source.get(read.recordId());
        return found != null && found.bytes().equals(read.records().getLast()) ? found : null;
    }

    private Outcome erase(
            SelSource source, int reservation, SelPosition read, GetSelInfo.Response info)
            throws IpmiException, InterruptedException {
        boolean done;
        try {
            done = client.send(new ClearSel(reservation, true)).done();
        } catch (NoAnswer lost) {
            // Perhaps it was carried out. To ask for it again could erase what came since.
            return afterSilence(source, read, info);
        }
        for (int asked = 0; !done && asked < MAX_QUESTIONS; asked++) {
            pause.between(BETWEEN_QUESTIONS);
            done = isDone(source, reservation, read);
        }
        return done
                ? new Outcome.Cleared(info.entries())
                : new Outcome.Unfinished("the BMC is still erasing the log");
    }

    private boolean isDone(SelSource source, int reservation, SelPosition read)
            throws IpmiException, InterruptedException {
        try {
            return client.send(new ClearSel(reservation, false)).done();
        } catch (Refused refused) {
            // Some forget the reservation with the erasure, and some do not answer the question.
            return lastRead(source, read) == null;
        }
    }

    private static Outcome afterSilence(
            SelSource source, SelPosition read, GetSelInfo.Response info)
            throws IpmiException, InterruptedException {
        return lastRead(source, read) == null
                ? new Outcome.Cleared(info.entries())
                : new Outcome.Unfinished(
                        "the BMC did not answer, and the log is as it was; try again");
    }

    private static void await(Duration time) throws InterruptedException {
        boolean _ = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
