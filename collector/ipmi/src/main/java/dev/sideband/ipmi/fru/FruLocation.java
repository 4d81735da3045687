package dev.sideband.ipmi.fru;

import dev.sideband.ipmi.sdr.Entity;
import dev.sideband.ipmi.sdr.FruLocator;

import java.util.Optional;

/**
 * Where a FRU device is.
 *
 * @param deviceId 0 to 254; of a memory chip on a bus: its slave address
 * @param lun of the controller that gives access to it
 * @param access how it is read
 * @param controllerAddress slave address of that controller, 20h for the BMC
 * @param channel to that controller
 * @param entity the part that it is
 * @param name as the SDRs have it, empty where they have none
 */
public record FruLocation(
        int deviceId,
        int lun,
        Access access,
        int controllerAddress,
        int channel,
        Optional<Entity> entity,
        String name) {
    static final int BMC = 0x20;

    /** How a FRU device is read. */
    public enum Access {
        /** By FRU commands to the BMC. */
        BMC,
        /** By FRU commands that are bridged to another controller. */
        CONTROLLER,
        /** Not by FRU commands: a memory chip on a bus, or a part that is not there now. */
        BUS
    }

    /** A device of the BMC of which no record tells. */
    public static FruLocation of(int deviceId) {
        return new FruLocation(deviceId, 0, Access.BMC, BMC, 0, Optional.empty(), "");
    }

    static FruLocation of(FruLocator locator) {
        int address = locator.accessAddress() == 0 ? BMC : locator.accessAddress();
        Access access =
                !locator.logical() ? Access.BUS : address == BMC ? Access.BMC : Access.CONTROLLER;
        return new FruLocation(
                locator.fruId(),
                locator.lun(),
                access,
                address,
                locator.channel(),
                Optional.of(locator.entity()),
                locator.name());
    }

    /** The same device, whatever the records call it. */
    boolean isSameDevice(FruLocation other) {
        return deviceId == other.deviceId
                && lun == other.lun
                && access == other.access
                && controllerAddress == other.controllerAddress
                && channel == other.channel;
    }
}
