package dev.sideband.collector.pet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.collector.Await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Traps over a real socket, from addresses of loopback. */
class PetReceiverIT {
    private static final Map<String, String> TARGETS =
            Map.of("a", "127.61.7.1", "b", "127.61.7.2:1623", "c", "no.such.name.invalid");

    private final List<String> looks = new CopyOnWriteArrayList<>();
    private PetReceiver receiver;

    @BeforeEach
    void start() throws Exception {
        receiver = PetReceiver.start(new PetOptions("127.0.0.1", 0), () -> TARGETS, looks::add);
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void hasTheSenderLookedAt() throws Exception {
        send("127.61.7.2", Traps.trap(1));
        send("127.61.7.1", Traps.trap(1));
        Await.until("both", () -> looks.size() == 2);
        assertThat(looks).containsExactly("b", "a");
    }

    @Test
    void takesARepeatForOne() throws Exception {
        for (int i = 0; i < 3; i++) {
            send("127.61.7.1", Traps.trap(1));
        }
        send("127.61.7.1", Traps.trap(2));
        Await.until("all", () -> receiver.counts().received() == 4 && looks.size() == 2);
        Await.until("repeats", () -> receiver.counts().repeated() == 2);
    }

    @Test
    void heedsNoStranger() throws Exception {
        send("127.61.7.9", Traps.trap(1));
        send("127.61.7.1", new byte[] {0x30, 0x03, 1, 2, 3});
        send("127.61.7.1", Traps.trap(1));
        Await.until("the good one", () -> looks.size() == 1);
        assertThat(receiver.counts().strangers()).isEqualTo(1);
        assertThat(receiver.counts().malformed()).isEqualTo(1);
    }

    @Test
    void saysThatThePortIsTaken() {
        var same = new PetOptions("127.0.0.1", receiver.port());
        assertThatThrownBy(() -> PetReceiver.start(same, () -> TARGETS, looks::add))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("pet-port %d".formatted(receiver.port()));
    }

    private void send(String from, byte[] datagram) throws IOException {
        Traps.send(from, receiver.port(), datagram);
    }
}
