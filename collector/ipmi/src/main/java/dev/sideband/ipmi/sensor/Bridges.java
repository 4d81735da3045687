package dev.sideband.ipmi.sensor;

import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.bridge.BridgedClient;
import dev.sideband.ipmi.client.IpmiClient;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.sdr.SensorKey;

import java.util.HashMap;
import java.util.Map;

/**
 * The controllers behind one BMC that have sensors. One that cannot be reached is asked ever more
 * seldom, as the BMC waits for it each time.
 */
final class Bridges {
    /** Controllers per BMC; what is beyond counts as away. */
    private static final int MAX_CONTROLLERS = 32;

    /** Questions that are left out at most before an absent controller is asked again. */
    private static final int MAX_SKIPPED = 256;

    private final IpmiClient bmc;
    private final Map<Address, Controller> controllers = new HashMap<>();

    Bridges(IpmiClient bmc) {
        this.bmc = bmc;
    }

    private record Address(int slave, int channel) {}

    /** A controller, and how it behaved. */
    static final class Controller {
        private final IpmiClient client;
        private int failures;
        private int skip;

        private Controller(IpmiClient client) {
            this.client = client;
        }

        IpmiClient client() {
            return client;
        }

        /** Whether it is worth a question now. */
        boolean mayBeAsked() {
            if (skip == 0) {
                return true;
            }
            skip--;
            return false;
        }

        void answered() {
            failures = 0;
        }

        /** Takes note of a refusal that may be the BMC's, of the whole controller. */
        void refused(Refused refusal) {
            if (isAway(refusal)) {
                failures = Math.min(failures + 1, Integer.numberOfTrailingZeros(MAX_SKIPPED));
                skip = (1 << failures) - 1;
            } else {
                failures = 0;
            }
        }
    }

    /** The controller that has the sensor. */
    Controller to(SensorKey sensor) {
        var address = new Address(sensor.owner(), sensor.channel());
        Controller known = controllers.get(address);
        if (known == null) {
            known = new Controller(new BridgedClient(bmc, address.slave, address.channel));
            if (controllers.size() < MAX_CONTROLLERS) {
                controllers.put(address, known);
            }
        }
        return known;
    }

    static boolean isAway(Refused refused) {
        return refused.completionCode() == BridgedClient.NAK_ON_WRITE
                || refused.completionCode() == CompletionCode.DESTINATION_UNAVAILABLE;
    }
}
