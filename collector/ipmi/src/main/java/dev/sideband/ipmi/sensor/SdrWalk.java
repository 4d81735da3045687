package dev.sideband.ipmi.sensor;

import dev.sideband.ipmi.sdr.SdrRecord;
import dev.sideband.ipmi.sdr.SensorRecord;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The records of one BMC as they were read at one time, with what tells whether they still hold.
 *
 * @param fingerprint what the BMC said of itself
 * @param records in the BMC's order
 * @param checks records to be read again and compared
 */
public record SdrWalk(
        SdrFingerprint fingerprint, List<SdrRecord> records, List<Check> checks, Instant at) {
    private static final int CHECKS = 3;

    /**
     * A record by its id.
     *
     * @param hash of its bytes
     */
    public record Check(int id, int hash) {}

    public SdrWalk {
        records = List.copyOf(records);
        checks = List.copyOf(checks);
    }

    /** To be checked by the first sensor's record, the last one's and one between. */
    static SdrWalk of(SdrFingerprint fingerprint, List<SdrRecord> records, Instant at) {
        List<SdrRecord> sensors = records.stream().filter(SensorRecord.class::isInstance).toList();
        int last = sensors.size() - 1;
        List<Check> checks =
                IntStream.range(0, Math.min(CHECKS, sensors.size()))
                        .map(i -> i * last / (CHECKS - 1))
                        .distinct()
                        .mapToObj(sensors::get)
                        .map(record -> new Check(record.id(), record.raw().hashCode()))
                        .toList();
        return new SdrWalk(fingerprint, records, checks, at);
    }
}
