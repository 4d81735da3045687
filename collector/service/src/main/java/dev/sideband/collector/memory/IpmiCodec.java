package dev.sideband.collector.memory;

import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.command.sensor.GetSensorThresholds;
import dev.sideband.ipmi.command.storage.GetSdrRepositoryInfo;
import dev.sideband.ipmi.dcmi.DcmiSensor;
import dev.sideband.ipmi.sdr.SensorKey;
import dev.sideband.ipmi.sensor.SdrFingerprint;
import dev.sideband.ipmi.sensor.SdrWalk;
import dev.sideband.ipmi.sensor.SensorReader;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The bytes of an {@code IpmiMemory}. Equal content has equal bytes. */
final class IpmiCodec {
    /** Of a kind; a BMC with more is asked for them again. */
    private static final int MAX_SENSORS = 128;

    private static final int CHECK_BYTES = 6;
    private static final int KEY_BYTES = 4;
    private static final int THRESHOLDS_BYTES = KEY_BYTES + 7;
    private static final int DCMI_BYTES = 2;
    private static final Comparator<SensorKey> ORDER =
            Comparator.comparingInt(SensorKey::owner)
                    .thenComparingInt(SensorKey::channel)
                    .thenComparingInt(SensorKey::lun)
                    .thenComparingInt(SensorKey::number);

    private IpmiCodec() {}

    static @Nullable ByteBuffer device(SdrFingerprint fingerprint) {
        GetDeviceId.Response device = fingerprint.device();
        return device == null
                ? null
                : buffer(
                        new WireWriter()
                                .u8(device.deviceId())
                                .u8(device.deviceRevision())
                                .u8(device.firmwareRevision1())
                                .u8(device.firmwareRevision2())
                                .u8(device.ipmiVersionBcd())
                                .u8(device.deviceSupport())
                                .u24(device.manufacturerId())
                                .u16(device.productId()));
    }

    static @Nullable ByteBuffer repository(SdrFingerprint fingerprint) {
        GetSdrRepositoryInfo.Response repository = fingerprint.repository();
        return repository == null
                ? null
                : buffer(
                        new WireWriter()
                                .u8(repository.version())
                                .u16(repository.recordCount())
                                .u16(repository.freeBytes())
                                .u32(repository.lastAdded())
                                .u32(repository.lastErased())
                                .u8(repository.operationSupport()));
    }

    static SdrFingerprint fingerprint(
            @Nullable ByteBuffer device, @Nullable ByteBuffer repository) {
        return new SdrFingerprint(
                device == null ? null : new GetDeviceId().readResponse(reader(device)),
                repository == null
                        ? null
                        : new GetSdrRepositoryInfo().readResponse(reader(repository)));
    }

    static ByteBuffer checks(List<SdrWalk.Check> checks) {
        WireWriter out = new WireWriter();
        checks.forEach(check -> out.u16(check.id()).u32(check.hash()));
        return buffer(out);
    }

    static List<SdrWalk.Check> checks(Bytes content) {
        List<SdrWalk.Check> checks = new ArrayList<>();
        WireReader in = content.reader();
        for (int n = content.length() / CHECK_BYTES; n > 0; n--) {
            checks.add(new SdrWalk.Check(in.u16("record id"), (int) in.u32("hash")));
        }
        return checks;
    }

    /** Whether it is little enough to be kept. */
    static boolean fits(SensorReader.Learned learned) {
        return learned.thresholds().size() <= MAX_SENSORS
                && learned.unreadable().size() <= MAX_SENSORS;
    }

    static ByteBuffer thresholds(SensorReader.Learned learned) {
        WireWriter out = new WireWriter();
        learned.thresholds().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(ORDER))
                .forEach(one -> {
                    GetSensorThresholds.Response told = one.getValue();
                    key(out, one.getKey())
                            .u8(told.readable())
                            .u8(told.lnc())
                            .u8(told.lcr())
                            .u8(told.lnr())
                            .u8(told.unc())
                            .u8(told.ucr())
                            .u8(told.unr());
                });
        return buffer(out);
    }

    static ByteBuffer unreadable(SensorReader.Learned learned) {
        WireWriter out = new WireWriter();
        learned.unreadable().stream().sorted(ORDER).forEach(key -> key(out, key));
        return buffer(out);
    }

    static SensorReader.Learned learned(Bytes thresholds, Bytes unreadable) {
        Map<SensorKey, GetSensorThresholds.Response> told = new HashMap<>();
        WireReader in = thresholds.reader();
        for (int n = thresholds.length() / THRESHOLDS_BYTES; n > 0; n--) {
            SensorKey key = key(in);
            told.put(key, new GetSensorThresholds(key.lun(), key.number()).readResponse(in));
        }
        Set<SensorKey> refused = new HashSet<>();
        WireReader keys = unreadable.reader();
        for (int n = unreadable.length() / KEY_BYTES; n > 0; n--) {
            refused.add(key(keys));
        }
        return new SensorReader.Learned(told, refused);
    }

    static ByteBuffer dcmi(List<DcmiSensor> sensors) {
        WireWriter out = new WireWriter();
        for (DcmiSensor sensor : sensors) {
            boolean power = sensor.equals(DcmiSensor.POWER);
            out.u8(power ? 0 : sensor.entity().id()).u8(power ? 0 : sensor.entity().instance());
        }
        return buffer(out);
    }

    static List<DcmiSensor> dcmi(Bytes content) {
        List<DcmiSensor> sensors = new ArrayList<>();
        WireReader in = content.reader();
        for (int n = content.length() / DCMI_BYTES; n > 0; n--) {
            int entity = in.u8("entity");
            int instance = in.u8("instance");
            sensors.add(entity == 0 ? DcmiSensor.POWER : DcmiSensor.temperature(entity, instance));
        }
        return sensors;
    }

    private static WireWriter key(WireWriter out, SensorKey key) {
        return out.u8(key.owner()).u8(key.channel()).u8(key.lun()).u8(key.number());
    }

    private static SensorKey key(WireReader in) {
        return new SensorKey(in.u8("owner"), in.u8("channel"), in.u8("LUN"), in.u8("number"));
    }

    private static WireReader reader(ByteBuffer content) {
        byte[] copy = new byte[content.remaining()];
        content.duplicate().get(copy);
        return Bytes.of(copy).reader();
    }

    private static ByteBuffer buffer(WireWriter out) {
        return ByteBuffer.wrap(out.toByteArray());
    }
}
