package dev.sideband.ipmi.sol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.wire.Bytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** What lies between the session's thread and others, on either side. */
@Timeout(20)
class SolBufferTest {
    private static final Bytes HUNDRED = Bytes.of(new byte[100]);

    private final SolBuffer buffer = new SolBuffer(300, _ -> {});
    private final SolOutbox outbox = new SolOutbox();

    @Test
    void refusesWhatDoesNotFitAndTellsWhenThereIsRoomAgain() throws Exception {
        var told = new AtomicInteger();
        buffer.whenRoom(told::incrementAndGet);
        for (int i = 0; i < 3; i++) {
            assertThat(buffer.offer(HUNDRED)).isTrue();
        }
        assertThat(buffer.offer(HUNDRED)).isFalse();
        buffer.take(Duration.ZERO);
        assertThat(told).as("200 of 300 bytes are left").hasValue(0);
        buffer.take(Duration.ZERO);
        assertThat(told).hasValue(1);
        assertThat(buffer.offer(HUNDRED)).isTrue();
    }

    @Test
    void waitsForCharactersAndForTheEnd() throws Exception {
        assertThat(buffer.take(Duration.ofMillis(1))).isEqualTo(Bytes.EMPTY);
        Thread.ofVirtual().start(() -> buffer.offer(HUNDRED));
        assertThat(buffer.take(Duration.ofSeconds(10))).isEqualTo(HUNDRED);
        Thread.ofVirtual().start(buffer::finish);
        assertThat(buffer.take(Duration.ofSeconds(10))).isNull();
    }

    @Test
    void givesOutWhatCameBeforeTheEnd() throws Exception {
        buffer.offer(HUNDRED);
        buffer.finish();
        assertThat(buffer.take(Duration.ZERO)).isEqualTo(HUNDRED);
        assertThat(buffer.take(Duration.ZERO)).isNull();
    }

    @Test
    void keepsCharactersAndBreaksInOrder() throws Exception {
        type(new byte[] {1, 2, 3});
        type(new byte[] {4, 5});
        outbox.putBreak();
        type(new byte[] {6});
        assertThat(outbox.take(4)).isEqualTo(characters("01020304"));
        assertThat(outbox.take(4)).isEqualTo(characters("05"));
        assertThat(outbox.take(4)).isEqualTo(new SolOutbox.Break());
        assertThat(outbox.take(4)).isEqualTo(characters("06"));
        assertThat(outbox.take(4)).isNull();
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void letsWhoTypesTooFastWait() throws Exception {
        var full = new CountDownLatch(1);
        byte[] much = new byte[SolOutbox.CAPACITY_BYTES + 1];
        Thread typist =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                outbox.put(much, 0, much.length, full::countDown);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        full.await();
        assertThat(typist.isAlive()).isTrue();
        int taken = 0;
        while (taken < much.length) {
            if (outbox.take(1000) instanceof SolOutbox.Characters(Bytes bytes)) {
                taken += bytes.length();
            }
        }
        typist.join();
    }

    @Test
    void freesWhoWaitsWhenTheConsoleEnds() throws Exception {
        outbox.put(new byte[SolOutbox.CAPACITY_BYTES], 0, SolOutbox.CAPACITY_BYTES, () -> {});
        Thread.ofVirtual().start(outbox::close);
        assertThat(outbox.putBreak()).isFalse();
    }

    private void type(byte[] keys) throws InterruptedException {
        outbox.put(keys, 0, keys.length, () -> {});
    }

    private static SolOutbox.Characters characters(String hex) {
        return new SolOutbox.Characters(Bytes.fromHex(hex));
    }
}
