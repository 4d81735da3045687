package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.client.DatagramPort;
import dev.sideband.ipmi.client.Inbox;
import dev.sideband.ipmi.session.ConsoleSessionId;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** The way to one BMC in memory: who waits for what does not come makes its time go on. */
final class MemoryPort implements DatagramPort {
    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

    /** What clients sent, in order. */
    final List<byte[]> sent = new ArrayList<>();

    /** What came back, in order. */
    final List<byte[]> received = new ArrayList<>();

    private final Bmc bmc;
    private final List<MemoryInbox> inboxes = new ArrayList<>();
    private Instant machineTime = START;
    private byte[] preceding = new byte[0];
    private long nanos;
    private int toSpare;
    private int toLose;

    MemoryPort(Bmc bmc) {
        this.bmc = bmc;
    }

    static Instant start() {
        return START;
    }

    /** The machine's time: it stands still while somebody waits, so that truth stays true. */
    Instant now() {
        return machineTime;
    }

    void goOn(Duration time) {
        machineTime = machineTime.plus(time);
    }

    /** Loses the answers to the next {@code datagrams}. */
    void loseAnswers(int datagrams) {
        loseAnswersAfter(0, datagrams);
    }

    /** Loses the answers to so many datagrams behind the next {@code spared}. */
    void loseAnswersAfter(int spared, int datagrams) {
        toSpare = spared;
        toLose = datagrams;
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public Inbox open(InetSocketAddress remote, int consoleSessionId) {
        var inbox = new MemoryInbox(consoleSessionId);
        inboxes.add(inbox);
        return inbox;
    }

    @Override
    public void send(InetSocketAddress remote, byte[] datagram) {
        sent.add(datagram.clone());
        List<byte[]> answers = bmc.receive(datagram, now());
        if (toSpare > 0) {
            toSpare--;
        } else if (toLose > 0) {
            toLose--;
            return;
        }
        if (preceding.length > 0) {
            deliver(preceding);
        }
        for (byte[] answer : answers) {
            received.add(answer.clone());
            deliver(answer);
        }
    }

    /** A datagram to the BMC that no client has sent; its answers reach the clients. */
    void inject(byte[] datagram) {
        bmc.receive(datagram, now()).forEach(this::deliver);
    }

    /** From now on each answer has this datagram before it. */
    void precede(byte[] datagram) {
        preceding = datagram.clone();
    }

    /** Drops what was kept of sent and received. */
    void forget() {
        sent.clear();
        received.clear();
    }

    /** A datagram from the BMC that nobody has asked for. */
    void deliver(byte[] datagram) {
        int id = ConsoleSessionId.of(datagram);
        for (MemoryInbox inbox : inboxes) {
            if (id == 0 || id == inbox.consoleSessionId) {
                inbox.datagrams.add(datagram.clone());
            }
        }
    }

    private final class MemoryInbox implements Inbox {
        private final int consoleSessionId;
        private final Queue<byte[]> datagrams = new ArrayDeque<>();

        MemoryInbox(int consoleSessionId) {
            this.consoleSessionId = consoleSessionId;
        }

        @Override
        public byte @Nullable [] poll(long timeoutNanos) {
            byte[] datagram = datagrams.poll();
            if (datagram == null) {
                nanos += timeoutNanos;
            }
            return datagram;
        }

        @Override
        public void close() {
            inboxes.remove(this);
        }
    }
}
