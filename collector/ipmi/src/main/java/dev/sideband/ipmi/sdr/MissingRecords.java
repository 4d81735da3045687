package dev.sideband.ipmi.sdr;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.Malformed;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.bridge.BridgedClient;
import dev.sideband.ipmi.client.IpmiClient;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.command.sensor.GetDeviceSdrInfo;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Sensors that a repository leaves out: those that only the device SDRs of the BMC describe, and
 * those of controllers behind it that keep their own (IPMI 2.0 §33.1, §35.3).
 */
final class MissingRecords {
    private static final int BMC = 0x20;

    /** Controllers that are asked for records of their own. */
    private static final int MAX_CONTROLLERS = 8;

    private final SdrRepositoryReader reader;
    private final List<SdrRecord> known;
    private final Set<SensorKey> keys = new HashSet<>();
    private final Set<Integer> owners = new HashSet<>();
    private final List<SdrRecord> missing = new ArrayList<>();

    private MissingRecords(SdrRepositoryReader reader, List<SdrRecord> known) {
        this.reader = reader;
        this.known = known;
        for (SdrRecord record : known) {
            if (record instanceof SensorRecord sensor) {
                for (int i = 0; i < sensor.sharing().count(); i++) {
                    keys.add(sensor.key().plus(i));
                }
                owners.add(sensor.key().owner());
            }
        }
    }

    /**
     * What {@code known}, which the repository gave, does not have.
     *
     * @throws IpmiException where the BMC does not answer any more
     */
    static List<SdrRecord> of(SdrRepositoryReader reader, IpmiClient bmc, List<SdrRecord> known)
            throws IpmiException, InterruptedException {
        var search = new MissingRecords(reader, known);
        search.askBmc(bmc);
        search.askControllers(bmc);
        return search.missing;
    }

    private void askBmc(IpmiClient bmc) throws IpmiException, InterruptedException {
        GetDeviceId.@Nullable Response device = device(bmc);
        if (device == null || !device.hasDeviceSdrs()) {
            return;
        }
        try {
            GetDeviceSdrInfo.Response info = bmc.send(new GetDeviceSdrInfo());
            int luns = 0;
            for (int lun = 0; lun < SdrRepositoryReader.LUNS; lun++) {
                int there = sensors(lun);
                // The count is that of LUN 0, to which the command goes.
                boolean more = lun == 0 ? info.sensors() > there : there == 0;
                luns |= more ? info.luns() & 1 << lun : 0;
            }
            add(reader.deviceRecords(bmc, luns));
        } catch (Refused | Malformed none) {
            // It has a repository: what that holds must do.
        }
    }

    private int sensors(int lun) {
        return (int)
                keys.stream()
                        .filter(key -> key.owner() == BMC && key.channel() == 0)
                        .filter(key -> key.lun() == lun)
                        .count();
    }

    private void askControllers(IpmiClient bmc) throws IpmiException, InterruptedException {
        int asked = 0;
        for (SdrRecord record : known) {
            if (record instanceof McLocator controller
                    && controller.isSensorDevice()
                    && controller.slaveAddress() != BMC
                    && !owners.contains(controller.slaveAddress())
                    && asked++ < MAX_CONTROLLERS) {
                askController(
                        new BridgedClient(bmc, controller.slaveAddress(), controller.channel()));
            }
        }
    }

    private void askController(IpmiClient controller) throws IpmiException, InterruptedException {
        GetDeviceId.@Nullable Response device = device(controller);
        if (device != null && device.hasDeviceSdrs()) {
            try {
                add(reader.overBus().deviceRecords(controller));
            } catch (Refused | Malformed away) {
                // Its sensors come with the next walk.
            }
        }
    }

    private void add(List<SdrRecord> records) {
        for (SdrRecord record : records) {
            if (record instanceof SensorRecord sensor && keys.add(sensor.key())) {
                missing.add(record);
            }
        }
    }

    private static GetDeviceId.@Nullable Response device(IpmiClient client)
            throws IpmiException, InterruptedException {
        try {
            return client.send(new GetDeviceId());
        } catch (Refused | Malformed untold) {
            return null;
        }
    }
}
