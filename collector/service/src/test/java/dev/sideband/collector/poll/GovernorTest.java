package dev.sideband.collector.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sideband.collector.poll.Governor.Limits;
import dev.sideband.collector.poll.Governor.Turn;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

@Timeout(30)
class GovernorTest {
    private static final boolean POLL = false;
    private static final boolean TRIAL = true;

    private final Governor governor = new Governor(new Limits(4, 2, 2, 1));
    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void cutOffWhoStillWaits() throws InterruptedException {
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join();
        }
        assertThat(governor.waiting()).isZero();
    }

    @Test
    void asksNoMoreOfASubnetThanItMay() throws Exception {
        Turn first = governor.enter("10.0.1", POLL);
        governor.enter("10.0.1", POLL);
        var third = comes("10.0.1", POLL);
        var elsewhere = comes("10.0.2", POLL);

        elsewhere.join();
        awaitWaiting(1);
        assertThat(third).isNotDone();
        first.close();
        third.join();
    }

    @Test
    void asksNoMoreInAllThanItMay() throws Exception {
        Turn first = governor.enter("10.0.1", POLL);
        governor.enter("10.0.2", POLL);
        governor.enter("10.0.3", POLL);
        governor.enter("10.0.4", POLL);
        var fifth = comes("10.0.5", POLL);

        awaitWaiting(1);
        assertThat(fifth).isNotDone();
        first.close();
        fifth.join();
    }

    @Test
    void keepsPlacesForThoseThatAnswer() throws Exception {
        governor.enter("10.0.1", TRIAL);
        governor.enter("10.0.2", TRIAL);
        var secondOfASubnet = comes("10.0.1", TRIAL);
        var thirdInAll = comes("10.0.3", TRIAL);
        awaitWaiting(2);

        comes("10.0.1", POLL).join();
        comes("10.0.3", POLL).join();

        assertThat(secondOfASubnet).isNotDone();
        assertThat(thirdInAll).isNotDone();
    }

    @Test
    void lettingGoWhileWaitingTakesNoPlace() throws Exception {
        Turn first = governor.enter("10.0.1", TRIAL);
        var second = comes("10.0.1", TRIAL);
        awaitWaiting(1);

        threads.getFirst().interrupt();
        threads.getFirst().join();
        first.close();

        assertThat(second).isNotDone();
        comes("10.0.1", TRIAL).join();
    }

    @Test
    void refusesLimitsThatContradictEachOther() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Limits(4, 5, 2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Limits(4, 2, 5, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Limits(4, 2, 2, 0));
    }

    /** Somebody who wants a place, done when there is one. */
    private CompletableFuture<Turn> comes(String subnet, boolean trial) {
        var turn = new CompletableFuture<Turn>();
        threads.add(
                Thread.startVirtualThread(() -> {
                    try {
                        turn.complete(governor.enter(subnet, trial));
                    } catch (InterruptedException cut) {
                        // Then there is none.
                    }
                }));
        return turn;
    }

    private void awaitWaiting(int number) {
        while (governor.waiting() != number) {
            Thread.onSpinWait();
        }
    }
}
