package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.session.PacketCodec;
import dev.sideband.ipmi.session.PayloadType;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Which datagrams an answer within a session becomes. */
@FunctionalInterface
interface PacketTwist {
    /** One packet with the answer in it. */
    PacketTwist USUAL = (codec, answer) -> List.of(codec.encode(PayloadType.IPMI, answer));

    /** The datagrams for {@code answer}, an IPMI message. */
    List<byte[]> packets(PacketCodec codec, byte[] answer);

    /** Sends a packet with another payload before each answer. */
    static PacketTwist payloadFirst(int type, byte[] payload) {
        return (codec, answer) ->
                List.of(codec.encode(type, payload), codec.encode(PayloadType.IPMI, answer));
    }

    /** Sends a spoilt copy of each packet before the packet. */
    static PacketTwist copyFirst(UnaryOperator<byte[]> spoil) {
        return (codec, answer) -> {
            byte[] packet = codec.encode(PayloadType.IPMI, answer);
            return List.of(spoil.apply(packet.clone()), packet);
        };
    }

    /** Changes the message in each packet. */
    static PacketTwist message(UnaryOperator<byte[]> change) {
        return (codec, answer) ->
                List.of(codec.encode(PayloadType.IPMI, change.apply(answer.clone())));
    }

    /** Sends the message before in a packet of its own before each answer. */
    static PacketTwist previousFirst() {
        return new PacketTwist() {
            private byte[] previous = new byte[0];

            @Override
            public List<byte[]> packets(PacketCodec codec, byte[] answer) {
                List<byte[]> all =
                        previous.length == 0
                                ? USUAL.packets(codec, answer)
                                : List.of(
                                        codec.encode(PayloadType.IPMI, previous),
                                        codec.encode(PayloadType.IPMI, answer));
                previous = answer.clone();
                return all;
            }
        };
    }

    /** Sends each packet once more together with the next one. */
    static PacketTwist replays() {
        return new PacketTwist() {
            private byte[] previous = new byte[0];

            @Override
            public List<byte[]> packets(PacketCodec codec, byte[] answer) {
                byte[] packet = codec.encode(PayloadType.IPMI, answer);
                List<byte[]> all =
                        previous.length == 0 ? List.of(packet) : List.of(previous, packet);
                previous = packet.clone();
                return all;
            }
        };
    }

    /** Keeps each {@code nth} packet back until the next one, and sends it before or after that. */
    static PacketTwist holds(int nth, boolean sentFirst) {
        return new PacketTwist() {
            private final List<byte[]> held = new ArrayList<>();
            private int count;

            @Override
            public List<byte[]> packets(PacketCodec codec, byte[] answer) {
                byte[] packet = codec.encode(PayloadType.IPMI, answer);
                count++;
                if (count % nth == 0) {
                    held.add(packet);
                    return List.of();
                }
                var all = new ArrayList<>(held);
                all.add(sentFirst ? all.size() : 0, packet);
                held.clear();
                return all;
            }
        };
    }

    /** Loses each {@code nth} packet. */
    static PacketTwist loses(int nth) {
        return new PacketTwist() {
            private int count;

            @Override
            public List<byte[]> packets(PacketCodec codec, byte[] answer) {
                byte[] packet = codec.encode(PayloadType.IPMI, answer);
                count++;
                return count % nth == 0 ? List.of() : List.of(packet);
            }
        };
    }

    /** Uses only each {@code nth} sequence number. */
    static PacketTwist skips(int nth) {
        return (codec, answer) -> {
            for (int n = 1; n < nth; n++) {
                codec.encode(PayloadType.IPMI, answer);
            }
            return USUAL.packets(codec, answer);
        };
    }
}
