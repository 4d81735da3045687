package dev.sideband.ipmi.client;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.rmcp.AsfMessage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;

/**
 * Tells a closed port from silence: to a connected socket, unlike to those that serve many BMCs,
 * the system reports that nobody listens.
 */
final class ClosedPortProbe {
    private static final Logger LOG = LoggerFactory.getLogger(ClosedPortProbe.class);
    private static final int TIMEOUT_MILLIS = 100;

    private ClosedPortProbe() {}

    static void run(BmcAddress address, InetSocketAddress remote) throws IpmiException.Unreachable {
        byte[] ping = new AsfMessage.Ping(0).toDatagram();
        try (var socket = new DatagramSocket()) {
            socket.connect(remote);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.send(new DatagramPacket(ping, ping.length));
            socket.receive(new DatagramPacket(new byte[64], 64));
        } catch (SocketTimeoutException e) {
            LOG.debug("{} is silent, but not closed", address);
        } catch (IOException e) {
            throw explained(address, e);
        }
    }

    /** What a connected socket says of {@code address}, in words that help. */
    static IpmiException.Unreachable explained(BmcAddress address, IOException problem) {
        String text =
                switch (problem) {
                    case PortUnreachableException _ ->
                            "nobody listens on this port: check address and port, and that the BMC"
                                    + " has IPMI over LAN switched on";
                    case NoRouteToHostException _ ->
                            "no route to this host: check address and network";
                    default -> "the network refuses to send: " + problem.getMessage();
                };
        return new IpmiException.Unreachable(address + ": " + text);
    }
}
