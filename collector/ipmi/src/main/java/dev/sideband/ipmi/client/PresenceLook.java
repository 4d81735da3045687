package dev.sideband.ipmi.client;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.NoAnswer;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.command.app.GetChannelAuthenticationCapabilities;
import dev.sideband.ipmi.command.app.GetChannelAuthenticationCapabilities.Response;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.rmcp.AsfMessage;
import dev.sideband.ipmi.session.Packet;
import dev.sideband.ipmi.wire.WireFormatException;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * Looks whether a BMC listens at an address, by what may be asked without a session: RMCP's
 * presence ping (§13.2.3), then Get Channel Authentication Capabilities (§22.13). It never logs in.
 */
public final class PresenceLook {
    private final DatagramPort port;
    private final SessionOptions options;
    private final Turnstile turnstile;

    /** What holds a datagram back until it is its turn. */
    @FunctionalInterface
    public interface Turnstile {
        void pass() throws InterruptedException;
    }

    /**
     * What was found.
     *
     * @param pong whether the presence ping was answered
     * @param capabilities what logins it offers; not authenticated, as nothing here is
     */
    public record Presence(boolean pong, Response capabilities) {}

    /**
     * Looks with the first time-out and the number of tries that {@code options} name.
     *
     * @param turnstile asked before each datagram
     */
    public PresenceLook(DatagramPort port, SessionOptions options, Turnstile turnstile) {
        this.port = port;
        this.options = options;
        this.turnstile = turnstile;
    }

    /**
     * What is at an address; nothing where nobody answers as a BMC does.
     *
     * @throws IpmiException.Unreachable where the name cannot be resolved
     */
    public Optional<Presence> at(BmcAddress address) throws IpmiException, InterruptedException {
        Link link = Link.to(port, address, options);
        boolean pong = isPinged(link);
        try (var client = new SessionlessClient(link)) {
            // Who did not answer the ping may have it switched off: one more question.
            int tries = pong ? options.retryPolicy().tries() : 1;
            Response capabilities = capabilities(client, tries);
            return capabilities == null
                    ? Optional.empty()
                    : Optional.of(new Presence(pong, capabilities));
        }
    }

    private boolean isPinged(Link link) throws IpmiException, InterruptedException {
        try (Inbox inbox = port.open(link.remote(), 0)) {
            long callEnd = link.callEnd();
            for (int attempt = 0; attempt < options.retryPolicy().tries(); attempt++) {
                turnstile.pass();
                link.send(new AsfMessage.Ping(attempt).toDatagram(), attempt > 0);
                long until = link.waitEnd(attempt, callEnd);
                for (long left = until - link.nanoTime();
                        left > 0;
                        left = until - link.nanoTime()) {
                    byte[] datagram = inbox.poll(left);
                    if (datagram != null && isPong(datagram)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    private static boolean isPong(byte[] datagram) {
        try {
            return Packet.decode(datagram) instanceof Packet.Asf packet
                    && packet.message() instanceof AsfMessage.Pong pong
                    && pong.ipmi();
        } catch (WireFormatException foreign) {
            return false;
        }
    }

    private @Nullable Response capabilities(SessionlessClient client, int tries)
            throws IpmiException, InterruptedException {
        boolean withIpmi2Data = true;
        for (int attempt = 0; attempt < tries; attempt++) {
            turnstile.pass();
            try {
                return client.send(
                        new GetChannelAuthenticationCapabilities(
                                PrivilegeLevel.USER, withIpmi2Data));
            } catch (Refused older) {
                if (!withIpmi2Data) {
                    return null;
                }
                withIpmi2Data = false;
                attempt--;
            } catch (NoAnswer lost) {
                // Perhaps the next one comes through.
            }
        }
        return null;
    }
}
