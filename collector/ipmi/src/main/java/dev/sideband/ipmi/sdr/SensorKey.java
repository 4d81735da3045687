package dev.sideband.ipmi.sdr;

/**
 * Which sensor: the identity that stays when names change (IPMI 2.0 §43.1, bytes 6 to 8).
 *
 * @param owner slave address of the controller (20h: the BMC), or with bit 0 set a software id
 * @param channel to the owner, 0 for the BMC itself
 * @param lun of the owner, 0 to 3
 * @param number of the sensor at that LUN
 */
public record SensorKey(int owner, int channel, int lun, int number) {
    private static final int BMC = 0x20;

    /** Whether the BMC itself has the sensor, so that it can be asked without a bridge. */
    public boolean atBmc() {
        return owner == BMC && channel == 0;
    }

    /** Whether software is the owner, which nobody can ask: a BIOS, an operating system. */
    public boolean ofSoftware() {
        return (owner & 1) != 0;
    }

    /** The same key for the sensor {@code more} numbers further. */
    public SensorKey plus(int more) {
        return new SensorKey(owner, channel, lun, number + more & 0xFF);
    }

    /** The id on topics: owner in hex, channel, LUN, number in hex, as in {@code 20.0.0.3f}. */
    public String id() {
        return hex(owner) + '.' + channel + '.' + lun + '.' + hex(number);
    }

    private static String hex(int value) {
        return String.valueOf(Character.forDigit(value >> 4, 16))
                + Character.forDigit(value & 0xF, 16);
    }

    @Override
    public String toString() {
        return id();
    }
}
