package dev.sideband.ipmi.client;

import dev.sideband.ipmi.IpmiException;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;

/** A port without sockets or waiting: who polls an empty inbox makes the clock jump ahead. */
final class ScriptedPort implements DatagramPort {
    final List<byte[]> sent = new ArrayList<>();
    private final Function<byte[], List<byte[]>> peer;
    private final Queue<byte[]> arrived = new ArrayDeque<>();
    private @Nullable String closedPort;
    private long now;
    private int openInboxes;

    ScriptedPort(Function<byte[], List<byte[]>> peer) {
        this.peer = peer;
    }

    ScriptedPort closedBecause(String reason) {
        closedPort = reason;
        return this;
    }

    void arrive(byte[] datagram) {
        arrived.add(datagram);
    }

    int openInboxes() {
        return openInboxes;
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public void send(InetSocketAddress remote, byte[] datagram) {
        sent.add(datagram.clone());
        arrived.addAll(peer.apply(datagram.clone()));
    }

    @Override
    public void probe(BmcAddress address, InetSocketAddress remote)
            throws IpmiException.Unreachable {
        if (closedPort != null) {
            throw new IpmiException.Unreachable(address + ": " + closedPort);
        }
    }

    @Override
    public Inbox open(InetSocketAddress remote, int consoleSessionId) {
        openInboxes++;
        return new Inbox() {
            @Override
            public byte @Nullable [] poll(long timeoutNanos) {
                byte[] datagram = arrived.poll();
                if (datagram == null) {
                    now += timeoutNanos;
                }
                return datagram;
            }

            @Override
            public void close() {
                openInboxes--;
            }
        };
    }
}
