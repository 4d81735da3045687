package dev.sideband.collector.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The way of one collector to the broker, which can be cut: then nothing goes either way. */
final class Forwarder implements AutoCloseable {
    private static final int BYTES = 64 * 1024;

    private final ServerSocket door = new ServerSocket();
    private final InetSocketAddress broker;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private boolean cut;

    Forwarder(InetAddress at, int port) throws IOException {
        broker = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        door.setReuseAddress(true);
        door.bind(new InetSocketAddress(at, port));
        Thread.ofVirtual().start(this::accept);
    }

    synchronized void cut(boolean now) {
        cut = now;
        notifyAll();
    }

    private synchronized void awaitWay() throws InterruptedException {
        while (cut) {
            wait();
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        try {
            awaitWay();
            Socket server = new Socket();
            open.add(client);
            open.add(server);
            server.connect(broker);
            Thread.ofVirtual().start(() -> copy(client, server));
            copy(server, client);
        } catch (IOException away) {
            close(client);
        } catch (InterruptedException never) {
            Thread.currentThread().interrupt();
        }
    }

    private void copy(Socket from, Socket to) {
        byte[] buffer = new byte[BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                awaitWay();
                out.write(buffer, 0, n);
            }
        } catch (IOException gone) {
            // Both ends are closed below.
        } catch (InterruptedException never) {
            Thread.currentThread().interrupt();
        }
        close(from);
        close(to);
    }

    private void close(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException closed) {
            // It is.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        Set.copyOf(open).forEach(this::close);
        cut(false);
    }
}
