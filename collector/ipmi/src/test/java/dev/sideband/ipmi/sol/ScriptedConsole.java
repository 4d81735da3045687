package dev.sideband.ipmi.sol;

import dev.sideband.ipmi.client.FakeBmc;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.IpmiMessage;
import dev.sideband.ipmi.session.PayloadType;
import dev.sideband.ipmi.session.SessionCodec;
import dev.sideband.ipmi.wire.Bytes;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A BMC's side of serial over LAN by the book, with moods: it takes parts of what it is sent,
 * refuses, and sends what it has in pieces of any size. Acknowledgements are its own, not ours.
 */
final class ScriptedConsole {
    private static final Duration RETRY = Duration.ofMillis(100);
    private static final int MAX_PIECE = 200;

    final FakeBmc bmc = new FakeBmc();
    final ByteArrayOutputStream typed = new ByteArrayOutputStream();
    final List<Integer> breaksAt = new ArrayList<>();
    final List<Integer> commands = new ArrayList<>();
    private final RandomGenerator random;
    private @Nullable SlowNetwork network;
    private @Nullable SessionCodec codec;
    private double reluctance;
    private Bytes activationAnswer = Bytes.fromHex("00000000" + "cc00" + "cc00" + "6f02" + "ffff");
    private int activationCode;
    private boolean active;
    private byte[] output = new byte[0];
    private int sent;
    private int lastIn;
    private @Nullable SolPacket lastAnswer;
    private int sequence;
    private int underWay;
    private boolean suspended;
    private int turn;

    ScriptedConsole(RandomGenerator random) {
        this.random = random;
        bmc.withCommands(this::command);
        bmc.withConsole(this::receive);
    }

    void connect(SlowNetwork to) {
        network = to;
    }

    /** How often it refuses or takes a part only, 0 to 1. */
    void reluctance(double share) {
        reluctance = share;
    }

    void refuseActivation(int completionCode) {
        activationCode = completionCode;
    }

    void answerActivation(Bytes body) {
        activationAnswer = body;
    }

    /** Has the system print. */
    void print(byte[] characters) {
        output = characters;
        sent = 0;
    }

    boolean hasPrinted() {
        return sent == output.length && underWay == 0;
    }

    boolean isActive() {
        return active;
    }

    /** The session is there, the console is not any more, and nobody says so. */
    void forget() {
        active = false;
    }

    void send(SolPacket packet) {
        byte[] datagram = codec().encode(PayloadType.SERIAL_OVER_LAN, packet.toByteArray());
        network().toConsole(datagram);
    }

    /** Sends what may be no packet at all. */
    void sendPayload(byte[] payload) {
        network().toConsole(codec().encode(PayloadType.SERIAL_OVER_LAN, payload));
    }

    private SessionCodec codec() {
        return java.util.Objects.requireNonNull(codec, "no packet of a console came yet");
    }

    private SlowNetwork network() {
        return java.util.Objects.requireNonNull(network, "not connected");
    }

    private @Nullable IpmiMessage command(IpmiMessage.Request request) {
        commands.add(request.command());
        return switch (request.command()) {
            case 0x48 -> activate(request);
            case 0x49 -> {
                boolean was = active;
                active = false;
                activationCode = 0;
                yield request.answer(was ? 0 : 0x80, Bytes.EMPTY);
            }
            case 0x4A -> request.answer(0, Bytes.of((byte) 1, (byte) (active ? 1 : 0), (byte) 0));
            case 0x4B -> request.answer(CompletionCode.INVALID_COMMAND, Bytes.EMPTY);
            default -> FakeBmc.obey(request);
        };
    }

    private IpmiMessage activate(IpmiMessage.Request request) {
        if (active || activationCode != 0) {
            return request.answer(active ? 0x80 : activationCode, Bytes.EMPTY);
        }
        active = true;
        return request.answer(CompletionCode.OK, activationAnswer);
    }

    private List<byte[]> receive(SessionCodec session, Bytes payload) {
        if (codec == null) {
            codec = session;
        }
        if (!active) {
            return List.of();
        }
        var packet = SolPacket.readFrom(payload.reader());
        List<byte[]> answers = new ArrayList<>();
        acknowledged(packet);
        if (packet.sequence() != 0) {
            SolPacket answer = take(packet);
            answers.add(session.encode(PayloadType.SERIAL_OVER_LAN, answer.toByteArray()));
        }
        go();
        return answers;
    }

    private SolPacket take(SolPacket packet) {
        if (packet.sequence() == lastIn && lastAnswer != null) {
            return lastAnswer;
        }
        int ahead = Math.floorMod(packet.sequence() - lastIn, 15);
        if (lastIn != 0 && ahead > 7) {
            return SolPacket.ack(packet.sequence(), 0, 0);
        }
        lastIn = packet.sequence();
        int length = packet.data().length();
        boolean reluctant = random.nextDouble() < reluctance;
        int accepted = reluctant ? random.nextInt(length + 1) : length;
        boolean nack = reluctant && (accepted == 0 || random.nextBoolean());
        if (packet.has(SolPacket.BREAK) && !(nack && accepted == 0)) {
            breaksAt.add(typed.size());
        }
        typed.write(packet.data().toArray(), 0, accepted);
        lastAnswer = SolPacket.ack(lastIn, accepted, nack ? SolPacket.NACK : 0);
        return lastAnswer;
    }

    private void acknowledged(SolPacket packet) {
        if (packet.acked() == 0 || packet.acked() != sequence) {
            return;
        }
        if (underWay > 0) {
            sent += packet.accepted();
            underWay = 0;
        }
        suspended = packet.has(SolPacket.NACK);
    }

    /** Sends the next piece where nothing is under way. */
    void go() {
        if (underWay > 0 || suspended || sent == output.length || codec == null) {
            return;
        }
        sequence = sequence % 15 + 1;
        underWay = Math.min(1 + random.nextInt(MAX_PIECE), output.length - sent);
        turn++;
        emit(turn);
    }

    private void emit(int forTurn) {
        if (forTurn != turn || underWay == 0) {
            return;
        }
        send(new SolPacket(sequence, 0, 0, 0, Bytes.of(output, sent, underWay)));
        network().after(RETRY, () -> emit(forTurn));
    }
}
