package dev.sideband.collector.share;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

class GroupMembershipTest {
    private static final Duration SESSION = Duration.ofSeconds(5);

    private final List<Consumer<Set<String>>> questions = new ArrayList<>();
    private long now = 7;
    private final GroupMembership membership =
            new GroupMembership(questions::add, SESSION, () -> now);

    @SuppressWarnings("removal") // There is no other way to have one without a broker.
    private static ConsumerGroupMetadata member(String id) {
        return new ConsumerGroupMetadata("collectors", 1, id, Optional.empty());
    }

    private void pass(long millis) {
        now += Duration.ofMillis(millis).toNanos();
    }

    private void ask() {
        membership.refresh(member("a"));
    }

    private void answer(String... members) {
        questions.removeLast().accept(Set.of(members));
    }

    @Test
    void mayNotPollBeforeTheBrokersHaveSaidThatItIsAMember() {
        assertThat(membership.mayPoll()).isFalse();

        ask();
        assertThat(membership.mayPoll()).isFalse();

        answer("a", "b");
        assertThat(membership.mayPoll()).isTrue();
        assertThat(membership.mayKeepSessions()).isTrue();
    }

    @Test
    void restsAndClosesSessionsBeforeTheSessionTimeOutHasPassedSinceTheQuestion() {
        ask();
        pass(2_000);
        answer("a", "b");
        assertThat(membership.mayPoll()).isTrue();

        pass(1_000);
        assertThat(membership.mayPoll()).isFalse();
        assertThat(membership.mayKeepSessions()).isTrue();

        pass(1_000);
        assertThat(membership.mayKeepSessions()).isFalse();
    }

    @Test
    void goesOnWhileTheBrokersAreAwayWhereNobodyElseCouldTakeOver() {
        ask();
        answer("a");

        pass(60_000);

        assertThat(membership.mayPoll()).isTrue();
        assertThat(membership.mayKeepSessions()).isTrue();
    }

    @Test
    void isNoMemberWhereOthersAreOnly() {
        ask();
        answer("b", "c");

        assertThat(membership.mayPoll()).isFalse();
    }

    @Test
    void forgetsAllWhenTheMembershipIsLost() {
        ask();
        answer("a");

        membership.lost();

        assertThat(membership.mayPoll()).isFalse();
    }

    @Test
    void asksSeveralTimesASession() {
        ask();
        answer("a", "b");
        int asked = questions.size();
        for (int n = 0; n < 50; n++) {
            pass(100);
            ask();
        }

        assertThat(questions.size() - asked).isBetween(4, 6);
    }

    @Test
    void confirmsOnlyByAnAnswerToAQuestionThatWasAskedSince() throws Exception {
        ask();
        Consumer<Set<String>> old = questions.removeLast();
        pass(10);
        old.accept(Set.of("a", "b"));
        assertThat(membership.mayPoll()).isTrue();

        assertThat(membership.confirm(Duration.ZERO)).isFalse();
        answer("a", "b");
        assertThat(membership.confirm(Duration.ZERO)).isTrue();
    }
}
