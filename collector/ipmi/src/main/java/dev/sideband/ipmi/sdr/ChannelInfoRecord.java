package dev.sideband.ipmi.sdr;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;

import java.util.ArrayList;
import java.util.List;

/**
 * BMC message channel info (IPMI 2.0 §43.11): the channels of a BMC as IPMI 1.0 described them.
 *
 * @param channels channel 0 to 7, in their order
 * @param messageInterrupt interrupt type of messages
 * @param eventInterrupt interrupt type of the event message buffer
 */
public record ChannelInfoRecord(
        int id, List<Channel> channels, int messageInterrupt, int eventInterrupt, Bytes raw)
        implements SdrRecord {
    static final int TYPE = 0x14;

    private static final int CHANNELS = 8;

    public ChannelInfoRecord {
        channels = List.copyOf(channels);
    }

    /**
     * One channel.
     *
     * @param transmits messages can be sent through it by Send Message
     * @param receiveLun the LUN for messages that are received
     * @param protocol channel protocol, as in Get Channel Info; 0 where there is no channel
     */
    public record Channel(boolean transmits, int receiveLun, int protocol) {
        static Channel of(int info) {
            return new Channel((info & 0x80) != 0, info >> 4 & 7, info & 0xF);
        }
    }

    static ChannelInfoRecord read(int id, WireReader in, Bytes raw) {
        var channels = new ArrayList<Channel>(CHANNELS);
        for (int i = 0; i < CHANNELS; i++) {
            channels.add(Channel.of(in.u8("channel")));
        }
        return new ChannelInfoRecord(
                id, channels, in.u8("message interrupt"), in.u8("event interrupt"), raw);
    }
}
