package dev.sideband.ipmi.command.app;

import dev.sideband.ipmi.crypto.Algorithms;
import dev.sideband.ipmi.wire.WireReader;

import java.util.ArrayList;
import java.util.List;

/**
 * The records behind Get Channel Cipher Suites (IPMI 2.0 §22.15.1): heads of two or five bytes, and
 * algorithm numbers whose top bits say what they are for.
 */
public final class CipherSuiteList {
    private static final int STANDARD = 0xC0;
    private static final int OEM = 0xC1;
    private static final int AUTHENTICATION = 0;
    private static final int INTEGRITY = 1;
    private static final int CONFIDENTIALITY = 2;

    private final List<Algorithms> suites = new ArrayList<>();
    private final int[] algorithms = new int[3];
    private boolean open;

    private CipherSuiteList() {}

    /**
     * The algorithms of each suite, in the list's order. Some OpenBMC builds leave out the heads,
     * and some lists end in the middle: what can be understood is taken.
     */
    public static List<Algorithms> read(WireReader in) {
        var list = new CipherSuiteList();
        while (in.hasMore()) {
            list.take(in.u8("cipher suite list"), in);
        }
        list.close();
        return List.copyOf(list.suites);
    }

    private void take(int value, WireReader in) {
        if (value == STANDARD || value == OEM) {
            close();
            in.skip("cipher suite id", Math.min(in.remaining(), value == OEM ? 4 : 1));
            return;
        }
        int kind = value >> 6;
        if (kind == AUTHENTICATION) {
            close();
            open = true;
        }
        if (kind <= CONFIDENTIALITY) {
            algorithms[kind] = value & 0x3F;
        }
    }

    private void close() {
        if (open) {
            suites.add(
                    new Algorithms(
                            algorithms[AUTHENTICATION],
                            algorithms[INTEGRITY],
                            algorithms[CONFIDENTIALITY]));
        }
        algorithms[AUTHENTICATION] = 0;
        algorithms[INTEGRITY] = 0;
        algorithms[CONFIDENTIALITY] = 0;
        open = false;
    }
}
