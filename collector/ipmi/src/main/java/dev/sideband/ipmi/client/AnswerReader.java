package dev.sideband.ipmi.client;

import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.message.IpmiMessage;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.quirk.Quirk;
import dev.sideband.ipmi.quirk.QuirkProfiles;
import dev.sideband.ipmi.quirk.Quirks;
import dev.sideband.ipmi.session.DropReason;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/**
 * Reads the messages of a session. Wrong checksums are counted, and taken only from firmware that
 * is known for them, where the packet was signed. To find out which firmware it is, the answers of
 * a login and of Get Device ID are taken either way. Used by the session's thread and the one that
 * reads ahead.
 */
final class AnswerReader {
    private static final int GET_DEVICE_ID = 0x01;
    private static final int SET_SESSION_PRIVILEGE_LEVEL = 0x3B;

    private final boolean signed;
    private volatile boolean lenient;
    private volatile boolean seenWrong;

    AnswerReader(boolean signed, Quirks known) {
        this.signed = signed;
        this.lenient = known.has(Quirk.ACCEPT_BAD_CHECKSUMS);
    }

    /** Learns what firmware it is, where that matters. */
    void learn(Object body) {
        if (seenWrong && body instanceof GetDeviceId.Response device) {
            seenWrong = false;
            lenient |= QuirkProfiles.of(device).has(Quirk.ACCEPT_BAD_CHECKSUMS);
        }
    }

    /** The response in {@code content}, or null after the reason for dropping it was told. */
    IpmiMessage.@Nullable Response read(Bytes content, Consumer<DropReason> dropped) {
        try {
            if (IpmiMessage.readFrom(content.reader()) instanceof IpmiMessage.Response response) {
                return response;
            }
            dropped.accept(DropReason.UNEXPECTED);
        } catch (WireFormatException e) {
            dropped.accept(DropReason.BAD_CHECKSUM);
            return signed ? unchecked(content) : null;
        }
        return null;
    }

    private IpmiMessage.@Nullable Response unchecked(Bytes content) {
        try {
            seenWrong = true;
            return IpmiMessage.readUnchecked(content.reader())
                                    instanceof IpmiMessage.Response response
                            && (lenient || tellsFirmware(response))
                    ? response
                    : null;
        } catch (WireFormatException e) {
            return null;
        }
    }

    private static boolean tellsFirmware(IpmiMessage.Response response) {
        return response.netFn() == NetFn.APP + 1
                && (response.command() == GET_DEVICE_ID
                        || response.command() == SET_SESSION_PRIVILEGE_LEVEL);
    }
}
