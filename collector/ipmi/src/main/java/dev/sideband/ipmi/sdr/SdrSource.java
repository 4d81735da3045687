package dev.sideband.ipmi.sdr;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.Malformed;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.client.IpmiClient;
import dev.sideband.ipmi.command.sensor.GetDeviceSdr;
import dev.sideband.ipmi.command.sensor.ReserveDeviceSdr;
import dev.sideband.ipmi.command.storage.GetSdr;
import dev.sideband.ipmi.command.storage.ReserveSdrRepository;
import dev.sideband.ipmi.wire.Bytes;

/** Where records are: the repository, or the device SDRs of one LUN. */
final class SdrSource {
    private static final int REPOSITORY = -1;

    private final IpmiClient client;
    private final int lun;
    private int reservation;

    private SdrSource(IpmiClient client, int lun) {
        this.client = client;
        this.lun = lun;
    }

    static SdrSource repository(IpmiClient client) {
        return new SdrSource(client, REPOSITORY);
    }

    static SdrSource device(IpmiClient client, int lun) {
        return new SdrSource(client, lun);
    }

    /** A part of a record and the id of the next record. */
    record Part(int next, Bytes data) {}

    /** Takes a reservation; false where the BMC has none to give, which whole reads do without. */
    boolean reserve() throws IpmiException, InterruptedException {
        try {
            reservation =
                    lun == REPOSITORY
                            ? client.send(new ReserveSdrRepository()).reservation()
                            : client.send(new ReserveDeviceSdr(lun)).reservation();
            return true;
        } catch (Refused | Malformed unsupported) {
            reservation = 0;
            return false;
        }
    }

    Part get(int id, int offset, int count) throws IpmiException, InterruptedException {
        if (lun == REPOSITORY) {
            GetSdr.Response answer = client.send(new GetSdr(reservation, id, offset, count));
            return new Part(answer.nextRecordId(), answer.data());
        }
        GetDeviceSdr.Response answer =
                client.send(new GetDeviceSdr(lun, reservation, id, offset, count));
        return new Part(answer.nextRecordId(), answer.data());
    }
}
