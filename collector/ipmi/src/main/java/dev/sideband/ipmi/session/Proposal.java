package dev.sideband.ipmi.session;

import dev.sideband.ipmi.crypto.Algorithms;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/** The three algorithm payloads of Open Session, eight bytes each (IPMI 2.0 §13.17). */
final class Proposal {
    private static final int LENGTH = 8;

    private Proposal() {}

    static void write(WireWriter out, Algorithms algorithms) {
        write(out, 0, algorithms.authentication());
        write(out, 1, algorithms.integrity());
        write(out, 2, algorithms.confidentiality());
    }

    static Algorithms read(WireReader in) {
        return new Algorithms(
                read(in, 0, "authentication payload"),
                read(in, 1, "integrity payload"),
                read(in, 2, "confidentiality payload"));
    }

    private static void write(WireWriter out, int type, int algorithm) {
        out.u8(type).u16(0).u8(LENGTH).u8(algorithm).u24(0);
    }

    private static int read(WireReader in, int type, String field) {
        int actual = in.u8(field);
        if (actual != type) {
            throw in.malformed(field, "has type %02Xh, not %02Xh".formatted(actual, type));
        }
        in.skip(field, 3);
        int algorithm = in.u8(field) & 0x3F;
        in.skip(field, 3);
        return algorithm;
    }
}
