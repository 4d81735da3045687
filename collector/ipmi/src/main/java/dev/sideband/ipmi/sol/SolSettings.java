package dev.sideband.ipmi.sol;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.client.IpmiClient;
import dev.sideband.ipmi.command.transport.GetSolConfigurationParameters;
import dev.sideband.ipmi.command.transport.SolParameter;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.wire.Bytes;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How serial over LAN is set up at a BMC (IPMI 2.0 table 26-5); what it does not tell is empty.
 *
 * @param privilege the level that a console needs
 * @param bitRate of the serial port in bits a second; empty also where the port's own setting holds
 * @param accumulateInterval how long the BMC gathers characters before it sends them
 * @param sendThreshold how many characters it sends at once
 * @param retryInterval after which it sends a packet again, and {@code retries} how often
 */
public record SolSettings(
        Optional<Boolean> enabled,
        Optional<Boolean> encryptionForced,
        Optional<PrivilegeLevel> privilege,
        OptionalInt bitRate,
        Optional<Duration> accumulateInterval,
        OptionalInt sendThreshold,
        Optional<Duration> retryInterval,
        OptionalInt retries) {
    private static final int ACCUMULATE_UNIT_MILLIS = 5;
    private static final int RETRY_UNIT_MILLIS = 10;

    /** Reads what the BMC tells of it. */
    public static SolSettings read(IpmiClient bmc) throws IpmiException, InterruptedException {
        Bytes enable = value(bmc, SolParameter.ENABLE, 1);
        Bytes authentication = value(bmc, SolParameter.AUTHENTICATION, 1);
        Bytes accumulate = value(bmc, SolParameter.CHARACTER_ACCUMULATE, 2);
        Bytes retry = value(bmc, SolParameter.RETRY, 2);
        Bytes rate = value(bmc, SolParameter.VOLATILE_BIT_RATE, 1);
        return new SolSettings(
                bit(enable, 0x01),
                bit(authentication, 0x80),
                byteAt(authentication, 0).flatMap(one -> PrivilegeLevel.of(one & 0x0F)),
                bitRate(byteAt(rate, 0).orElse(0) & 0x0F),
                byteAt(accumulate, 0)
                        .map(n -> Duration.ofMillis((long) n * ACCUMULATE_UNIT_MILLIS)),
                optionalInt(byteAt(accumulate, 1)),
                byteAt(retry, 1).map(n -> Duration.ofMillis((long) n * RETRY_UNIT_MILLIS)),
                optionalInt(byteAt(retry, 0).map(one -> one & 0x07)));
    }

    /** Empty where the BMC does not have the parameter, or cuts it. */
    private static Bytes value(IpmiClient bmc, int parameter, int length)
            throws IpmiException, InterruptedException {
        try {
            Bytes value = bmc.send(new GetSolConfigurationParameters(parameter)).value();
            return value.length() >= length ? value : Bytes.EMPTY;
        } catch (IpmiException.Refused | IpmiException.Malformed e) {
            return Bytes.EMPTY;
        }
    }

    private static OptionalInt bitRate(int code) {
        return switch (code) {
            case 0x06 -> OptionalInt.of(9_600);
            case 0x07 -> OptionalInt.of(19_200);
            case 0x08 -> OptionalInt.of(38_400);
            case 0x09 -> OptionalInt.of(57_600);
            case 0x0A -> OptionalInt.of(115_200);
            default -> OptionalInt.empty();
        };
    }

    private static Optional<Boolean> bit(Bytes value, int mask) {
        return byteAt(value, 0).map(one -> (one & mask) != 0);
    }

    private static Optional<Integer> byteAt(Bytes value, int index) {
        return value.length() > index ? Optional.of(value.u8(index)) : Optional.empty();
    }

    private static OptionalInt optionalInt(Optional<Integer> value) {
        return value.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }
}
