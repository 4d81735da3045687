package dev.sideband.ipmi.sol;

import dev.sideband.ipmi.wire.Bytes;

import org.jspecify.annotations.Nullable;

/**
 * The packets that come from a BMC, each taken once and in order (IPMI 2.0 §15.11). A BMC has one
 * packet on its way at a time, so that a number is either the one after the last, or that of a
 * repetition, or late. Owned by the session's thread.
 */
final class SolReceiver {
    /** Numbers so far ahead are new: a BMC gives a packet up after some tries and goes on. */
    private static final int AHEAD = SolPacket.LAST_SEQUENCE / 2;

    /**
     * A number that does not fit is that of a packet which the network held back, unless it keeps
     * coming: then the BMC counts in its own way.
     */
    private static final int INSISTENCE = 3;

    private final SolSink sink;
    private int last;
    private int lastAccepted;
    private int refused;
    private int refusals;
    private boolean resumed;
    private int odd;
    private int oddTimes;

    SolReceiver(SolSink sink) {
        this.sink = sink;
    }

    /** Takes a packet's characters; the answer that it wants, or null where it wants none. */
    @Nullable SolPacket take(SolPacket packet) {
        int sequence = packet.sequence();
        if (sequence == 0) {
            // Nothing should be in there; what is, comes once, as nobody repeats it.
            if (packet.data().length() > 0) {
                sink.offer(packet.data());
            }
            return null;
        }
        int newest = refused == 0 ? last : refused;
        int ahead = Math.floorMod(sequence - newest, SolPacket.LAST_SEQUENCE);
        if (newest == 0) {
            return fresh(packet);
        }
        if (ahead == 0) {
            return refused == 0 ? SolPacket.ack(last, lastAccepted, 0) : old(packet);
        }
        if (ahead > AHEAD) {
            return late(packet);
        }
        if (ahead > 1) {
            sink.notice(SolNotice.PACKETS_LOST);
        }
        return fresh(packet);
    }

    /** After a refusal the characters come under a new number; this is the packet as it was. */
    private SolPacket old(SolPacket packet) {
        return insists(packet.sequence())
                ? fresh(packet)
                : SolPacket.ack(refused, 0, resumed ? 0 : SolPacket.NACK);
    }

    private @Nullable SolPacket late(SolPacket packet) {
        if (packet.sequence() == last && refusals < AHEAD) {
            return SolPacket.ack(last, lastAccepted, 0);
        }
        return insists(packet.sequence()) ? fresh(packet) : null;
    }

    private SolPacket fresh(SolPacket packet) {
        Bytes data = packet.data();
        odd = 0;
        if (data.length() > 0 && !sink.offer(data)) {
            refused = packet.sequence();
            refusals++;
            resumed = false;
            return SolPacket.ack(refused, 0, SolPacket.NACK);
        }
        last = packet.sequence();
        lastAccepted = Math.min(data.length(), SolPacket.MAX_DATA);
        refused = 0;
        refusals = 0;
        return SolPacket.ack(last, lastAccepted, 0);
    }

    /** Room again: lets the BMC send what was refused. Null where nothing was. */
    @Nullable SolPacket resume() {
        resumed = true;
        return refused == 0 ? null : SolPacket.ack(refused, 0, 0);
    }

    /** Whether the BMC was let go on and did not yet: what lets it may have been lost. */
    boolean awaitsRest() {
        return resumed && refused != 0;
    }

    private boolean insists(int sequence) {
        oddTimes = sequence == odd ? oddTimes + 1 : 1;
        odd = sequence;
        return oddTimes >= INSISTENCE;
    }
}
