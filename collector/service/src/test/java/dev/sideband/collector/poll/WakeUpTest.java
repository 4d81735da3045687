package dev.sideband.collector.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.collector.poll.WakeUp.Why;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WakeUpTest {
    private static final long LONG = 600_000;

    private final WakeUp wakeUp = new WakeUp();

    @Test
    void wakesWhenItIsDue() throws Exception {
        assertThat(wakeUp.await(0, 0)).isEqualTo(Why.DUE);
        assertThat(wakeUp.await(5, LONG)).isEqualTo(Why.DUE);
    }

    @Test
    void wakesForAHintFromAnotherThread() throws Exception {
        Thread hinter = Thread.startVirtualThread(wakeUp::hint);
        assertThat(wakeUp.await(LONG, 0)).isEqualTo(Why.HINTED);
        hinter.join();
    }

    @Test
    void takesManyHintsForOne() throws Exception {
        wakeUp.hint();
        wakeUp.hint();
        assertThat(wakeUp.await(LONG, 0)).isEqualTo(Why.HINTED);
        assertThat(wakeUp.await(5, 0)).isEqualTo(Why.DUE);
    }

    @Test
    void keepsAHintUntilItMayBeHeeded() throws Exception {
        wakeUp.hint();
        assertThat(wakeUp.await(5, LONG)).isEqualTo(Why.DUE);
        assertThat(wakeUp.await(LONG, 5)).isEqualTo(Why.HINTED);
    }

    @Test
    void forgetsAHintThatIsMet() throws Exception {
        wakeUp.hint();
        wakeUp.forgetHint();
        assertThat(wakeUp.await(5, 0)).isEqualTo(Why.DUE);
    }

    @Test
    void stopsWhateverElseThereIs() throws Exception {
        wakeUp.hint();
        wakeUp.stop();
        assertThat(wakeUp.stopped()).isTrue();
        assertThat(wakeUp.await(0, 0)).isEqualTo(Why.STOPPED);
    }
}
