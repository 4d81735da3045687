package dev.sideband.cli;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.client.IpmiClient;
import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.command.sensor.GetSensorReading;
import dev.sideband.ipmi.command.storage.GetSdr;
import dev.sideband.ipmi.command.storage.GetSdrRepositoryInfo;
import dev.sideband.ipmi.command.storage.GetSelEntry;
import dev.sideband.ipmi.command.storage.GetSelInfo;

/** Says how far the reading of records and sensors has come, from the commands that pass. */
final class WatchedClient implements IpmiClient {
    private final IpmiClient client;
    private final StatusLine line;
    private int sdrTotal;
    private int sdrs;
    private int logTotal;
    private int logs;
    private int readings;

    WatchedClient(IpmiClient client, StatusLine line) {
        this.client = client;
        this.line = line;
    }

    @Override
    public <R> R send(IpmiCommand<R> command) throws IpmiException, InterruptedException {
        R response = client.send(command);
        count(command, response);
        return response;
    }

    private void count(IpmiCommand<?> command, Object response) {
        if (command instanceof GetSdr part && part.offset() == 0) {
            line.say("reading sensor records %d%s".formatted(++sdrs, of(sdrs, sdrTotal)));
        } else if (command instanceof GetSensorReading) {
            line.say("reading sensors %d".formatted(++readings));
        } else if (command instanceof GetSelEntry) {
            line.say("reading log records %d%s".formatted(++logs, of(logs, logTotal)));
        } else if (response instanceof GetSdrRepositoryInfo.Response info) {
            sdrTotal = info.recordCount();
        } else if (response instanceof GetSelInfo.Response info) {
            logTotal = info.entries();
        }
    }

    /** The total, where what the BMC said of it can be right. */
    private static String of(int count, int total) {
        return count <= total ? " of " + total : "";
    }
}
