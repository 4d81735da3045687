package dev.sideband.ipmi.sdr;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.Malformed;
import dev.sideband.ipmi.IpmiException.NoAnswer;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.client.IpmiClient;
import dev.sideband.ipmi.command.sensor.GetDeviceSdrInfo;
import dev.sideband.ipmi.command.storage.GetSdrRepositoryInfo;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.wire.Bytes;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Reads all records of a BMC: from its SDR repository, or from its device SDRs where it has none
 * (IPMI 2.0 §33.12, §35.3); and those of sensors that only the device SDRs of the BMC or of
 * controllers behind it describe.
 *
 * <p>One reader belongs to one BMC and to the thread that owns it: it remembers how many bytes that
 * BMC gives at once.
 */
public final class SdrRepositoryReader {
    private static final int FIRST = 0x0000;
    private static final int LAST = 0xFFFF;
    static final int LUNS = 4;

    /** Walks until one was not disturbed by changes; the last one counts anyway. */
    private static final int MAX_WALKS = 3;

    /** Reservations lost at one record before the walk fails. */
    private static final int MAX_LOST_RESERVATIONS = 10;

    /** Tries of a record that the BMC says it cannot give now. */
    private static final int MAX_TRIES = 3;

    private final Pause pause;
    private final ChunkSize chunk;

    /** A reader that pauses for real between tries. */
    public SdrRepositoryReader() {
        this(SdrRepositoryReader::sleepWithJitter);
    }

    SdrRepositoryReader(Pause pause) {
        this(pause, new ChunkSize());
    }

    private SdrRepositoryReader(Pause pause, ChunkSize chunk) {
        this.pause = pause;
        this.chunk = chunk;
    }

    /** A reader for a controller behind the BMC, which has a narrower way. */
    SdrRepositoryReader overBus() {
        return new SdrRepositoryReader(pause, ChunkSize.overBus());
    }

    /** Waits before try {@code attempt}, counted from 1. */
    @FunctionalInterface
    interface Pause {
        void before(int attempt) throws InterruptedException;
    }

    /**
     * Reads all records, in the BMC's order. A record that cannot be decoded is an {@link
     * UnknownRecord}; one that the BMC refuses to give, again and again, ends the list.
     *
     * @throws IpmiException where not even the first record could be had, or each walk ended too
     *     early at another place
     */
    public List<SdrRecord> read(IpmiClient client) throws IpmiException, InterruptedException {
        GetSdrRepositoryInfo.@Nullable Response info = info(client);
        SdrSource repository = SdrSource.repository(client);
        if (info == null && !repository.reserve()) {
            return anyRecords(client, repository);
        }
        for (int walk = 1; ; walk++) {
            int count = info == null ? Integer.MAX_VALUE : info.recordCount();
            List<SdrRecord> records = records(repository, count);
            GetSdrRepositoryInfo.@Nullable Response after = info(client);
            if (walk == MAX_WALKS || unchanged(info, after)) {
                records.addAll(MissingRecords.of(this, client, records));
                return records;
            }
            info = after;
        }
    }

    /**
     * Reads one record of the repository; no bytes where it is not there any more.
     *
     * @throws IpmiException where the BMC does not answer at all
     */
    public Bytes readOne(IpmiClient client, int id) throws IpmiException, InterruptedException {
        SdrSource repository = SdrSource.repository(client);
        repository.reserve();
        try {
            return record(repository, id, 1).bytes();
        } catch (Refused | Malformed gone) {
            return Bytes.EMPTY;
        }
    }

    /** Some BMCs refuse to tell of their repository and give its records all the same. */
    private List<SdrRecord> anyRecords(IpmiClient client, SdrSource repository)
            throws IpmiException, InterruptedException {
        try {
            return records(repository, Integer.MAX_VALUE);
        } catch (Refused | Malformed noRepository) {
            return deviceRecords(client);
        }
    }

    private static boolean unchanged(
            GetSdrRepositoryInfo.@Nullable Response before,
            GetSdrRepositoryInfo.@Nullable Response after) {
        if (before == null || after == null) {
            return true;
        }
        return before.recordCount() == after.recordCount()
                && before.lastAdded() == after.lastAdded()
                && before.lastErased() == after.lastErased();
    }

    /** Reads the device SDRs of each LUN that has some. */
    List<SdrRecord> deviceRecords(IpmiClient client) throws IpmiException, InterruptedException {
        int luns;
        try {
            luns = client.send(new GetDeviceSdrInfo()).luns();
        } catch (Refused unsupported) {
            luns = 1;
        }
        return deviceRecords(client, luns);
    }

    /** Reads the device SDRs of the LUNs whose bits are set. */
    List<SdrRecord> deviceRecords(IpmiClient client, int luns)
            throws IpmiException, InterruptedException {
        var records = new ArrayList<SdrRecord>();
        for (int lun = 0; lun < LUNS; lun++) {
            if ((luns >> lun & 1) != 0) {
                SdrSource source = SdrSource.device(client, lun);
                source.reserve();
                records.addAll(records(source, Integer.MAX_VALUE));
            }
        }
        return records;
    }

    /**
     * Walks to the end, or twice to the same record: that one the BMC cannot give, and without its
     * answer nobody knows what follows. Any other end is the line's fault or a rival's.
     *
     * @param count how many there should be; it may be wrong
     */
    private List<SdrRecord> records(SdrSource source, int count)
            throws IpmiException, InterruptedException {
        Walk last = walk(source, count);
        for (int walk = 2; !last.isWhole(count); walk++) {
            Walk next = walk(source, count);
            if (next.stopsWith(last)) {
                return next.records;
            }
            if (walk == MAX_WALKS && next.why != null && !next.isWhole(count)) {
                throw next.why;
            }
            last = next;
        }
        return last.records;
    }

    /**
     * What one walk gave.
     *
     * @param stoppedAt the record that it did not get over
     * @param why it did not; null where it came to the end
     */
    private record Walk(List<SdrRecord> records, int stoppedAt, @Nullable IpmiException why) {
        /** Whether nothing is missing but, as from a Dell FC830, the last record. */
        boolean isWhole(int count) {
            return why == null || records.size() + 1 == count;
        }

        boolean stopsWith(Walk other) {
            return why != null && other.why != null && stoppedAt == other.stoppedAt;
        }
    }

    /** Follows the chain of records. */
    private Walk walk(SdrSource source, int count) throws IpmiException, InterruptedException {
        source.reserve();
        var records = new ArrayList<SdrRecord>();
        var asked = new HashSet<Integer>();
        var seen = new HashSet<SdrRecord>();
        int id = FIRST;
        while (id != LAST && asked.add(id)) {
            SdrParts parts;
            try {
                // A Dell FC830 never gives its last record: C3h each time.
                int tries = records.size() + 1 == count ? 1 : MAX_TRIES;
                parts = record(source, id, tries);
            } catch (Refused | Malformed unreadable) {
                if (records.isEmpty()) {
                    throw unreadable;
                }
                return new Walk(records, id, unreadable);
            }
            if (records.isEmpty() && parts.bytes().length() == 0) {
                throw new Malformed("the first SDR has no bytes");
            }
            SdrRecord record = SdrRecord.decode(parts.bytes());
            // Some BMCs give the last record once more under another id.
            if (seen.add(record)) {
                records.add(record);
            }
            id = parts.next();
        }
        return new Walk(records, LAST, null);
    }

    private SdrParts record(SdrSource source, int id, int tries)
            throws IpmiException, InterruptedException {
        boolean silent = false;
        var lost = new LostReservations(source);
        for (int attempt = 1; ; ) {
            try {
                return SdrParts.read(source, id, chunk);
            } catch (Refused refused) {
                if (refused.completionCode() == CompletionCode.RESERVATION_LOST) {
                    lost.renew(refused);
                } else if (!chunk.shrinkAfter(refused)) {
                    if (attempt >= tries || !passing(refused)) {
                        throw refused;
                    }
                    pause.before(attempt++);
                }
            } catch (Malformed garbage) {
                if (!chunk.shrinkAfterGarbage()) {
                    throw garbage;
                }
            } catch (NoAnswer silence) {
                // Some firmware says nothing where it should say CAh.
                if (silent || !chunk.shrinkAfterSilence()) {
                    chunk.forgetSilence();
                    throw silence;
                }
                silent = true;
            }
        }
    }

    private static boolean passing(Refused refused) {
        return switch (refused.completionCode()) {
            case CompletionCode.NODE_BUSY, CompletionCode.TIMEOUT, CompletionCode.UNSPECIFIED ->
                    true;
            default -> false;
        };
    }

    private static GetSdrRepositoryInfo.@Nullable Response info(IpmiClient client)
            throws IpmiException, InterruptedException {
        try {
            return client.send(new GetSdrRepositoryInfo());
        } catch (Refused | Malformed unsupported) {
            return null;
        }
    }

    private static void sleepWithJitter(int attempt) throws InterruptedException {
        Thread.sleep(ThreadLocalRandom.current().nextLong(10, 50L * attempt + 20));
    }

    /** Takes new reservations as others take ours away, so often and no more. */
    private final class LostReservations {
        private final SdrSource source;
        private int count;

        LostReservations(SdrSource source) {
            this.source = source;
        }

        void renew(Refused refused) throws IpmiException, InterruptedException {
            if (++count > MAX_LOST_RESERVATIONS) {
                throw refused;
            }
            pause.before(count);
            source.reserve();
        }
    }
}
