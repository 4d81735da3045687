package dev.sideband.collector.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The UDP ports that a process of this machine has, as Linux tells them. */
final class UdpPorts {
    private static final int LOCAL_ADDRESS = 1;
    private static final int INODE = 9;
    private static final int HEX = 16;

    private UdpPorts() {}

    static Set<Integer> of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        Set<String> sockets = new HashSet<>();
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            for (Path file : files.toList()) {
                if (Files.isSymbolicLink(file)) {
                    sockets.add(target(file));
                }
            }
        }
        Set<Integer> ports = new HashSet<>();
        for (String table : List.of("udp", "udp6")) {
            for (String line : Files.readAllLines(process.resolve("net").resolve(table))) {
                String[] words = line.strip().split("\\s+", -1);
                if (words.length > INODE
                        && sockets.contains("socket:[%s]".formatted(words[INODE]))) {
                    String port = words[LOCAL_ADDRESS].split(":", -1)[1];
                    ports.add(Integer.parseInt(port, HEX));
                }
            }
        }
        return ports;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closed) {
            return "";
        }
    }
}
