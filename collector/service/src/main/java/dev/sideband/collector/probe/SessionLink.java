package dev.sideband.collector.probe;

import dev.sideband.ipmi.client.BmcAddress;
import dev.sideband.ipmi.client.IpmiClient;

import java.time.Duration;

/** A way to one BMC that opens sessions as they are needed. */
interface SessionLink extends IpmiClient {
    BmcAddress address();

    /** How many sessions there were: when this changes, what was learned of the BMC is in doubt. */
    int sessions();

    /** Whether a session is open, as far as is known. */
    boolean isOpen();

    /** How long ago the latest answer came. */
    Duration answerAge();
}
