package dev.sideband.collector.share;

import dev.sideband.collector.publish.Membership;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * What is known of the collector's place in its group, and since when. The brokers are asked again
 * and again whether it is a member; an answer holds for less than the group's session time-out from
 * the moment of the question, so that it runs out before another collector may take over. Where the
 * collector was the only member there is nobody to take over, and it goes on while the brokers are
 * away.
 */
final class GroupMembership implements Membership {
    private static final Duration BETWEEN_FIRST_QUESTIONS = Duration.ofMillis(100);
    private static final int QUESTIONS_PER_SESSION = 6;

    private final Roll roll;
    private final LongSupplier nanoTime;
    private final long session;
    private final Map<Integer, Long> offsets = new ConcurrentHashMap<>();
    private volatile @Nullable ConsumerGroupMetadata metadata;

    private @Nullable Long provenAt;
    private boolean alone;
    private long askedAt;

    /** Who is in the group, as the brokers say. */
    @FunctionalInterface
    interface Roll {
        /**
         * Asks without waiting; where the brokers do not answer, {@code heard} is never called.
         *
         * @param heard takes the ids of all members, on any thread
         */
        void call(Consumer<Set<String>> heard);

        /** That of a group. */
        static Roll of(Admin admin, String group) {
            return heard ->
                    admin.describeConsumerGroups(List.of(group))
                            .describedGroups()
                            .values()
                            .forEach(description -> {
                                var _ =
                                        description.whenComplete(
                                                (answer, _) -> tell(heard, answer));
                            });
        }

        private static void tell(
                Consumer<Set<String>> heard, @Nullable ConsumerGroupDescription answer) {
            if (answer != null) {
                heard.accept(
                        answer.members().stream()
                                .map(MemberDescription::consumerId)
                                .collect(Collectors.toSet()));
            }
        }
    }

    /**
     * Not a member yet.
     *
     * @param session how long the group waits for a member that is silent
     */
    GroupMembership(Roll roll, Duration session, LongSupplier nanoTime) {
        this.roll = roll;
        this.session = session.toNanos();
        this.nanoTime = nanoTime;
        this.askedAt = nanoTime.getAsLong() - this.session;
    }

    /** Takes over what the consumer knows, and asks where it is time; in each of its turns. */
    void refresh(ConsumerGroupMetadata now) {
        metadata = now;
        long pause =
                isProven() ? session / QUESTIONS_PER_SESSION : BETWEEN_FIRST_QUESTIONS.toNanos();
        if (nanoTime.getAsLong() - askedAtLast() >= pause) {
            ask();
        }
    }

    private synchronized boolean isProven() {
        return provenAt != null;
    }

    private synchronized long askedAtLast() {
        return askedAt;
    }

    private void ask() {
        String member = memberId();
        long now = nanoTime.getAsLong();
        synchronized (this) {
            askedAt = now;
        }
        if (!member.isEmpty()) {
            roll.call(members -> heard(member, now, members));
        }
    }

    private synchronized void heard(String member, long asked, Set<String> members) {
        boolean isMember = memberId().equals(member) && members.contains(member);
        if (isMember && (provenAt == null || asked - provenAt > 0)) {
            provenAt = asked;
            alone = members.size() == 1;
            notifyAll();
        }
    }

    /** The membership is lost: what was heard of it holds no more. */
    synchronized void lost() {
        provenAt = null;
    }

    /** Whether BMCs may be talked to. */
    boolean mayPoll() {
        return isYounger(session * 3 / 5);
    }

    /** Whether sessions with BMCs may stay open. */
    boolean mayKeepSessions() {
        return isYounger(session * 4 / 5);
    }

    private synchronized boolean isYounger(long age) {
        return provenAt != null && (alone || nanoTime.getAsLong() - provenAt < age);
    }

    /** The partition's targets are read up to there. */
    void read(int partition, long offset) {
        offsets.put(partition, offset);
    }

    private String memberId() {
        ConsumerGroupMetadata known = metadata;
        return known == null ? "" : known.memberId();
    }

    @Override
    public ConsumerGroupMetadata metadata() {
        ConsumerGroupMetadata known = metadata;
        if (known == null) {
            throw new IllegalStateException("not a member of the group yet");
        }
        return known;
    }

    @Override
    public long offset(int partition) {
        return offsets.getOrDefault(partition, 0L);
    }

    @Override
    public boolean confirm(Duration limit) throws InterruptedException {
        long began = nanoTime.getAsLong();
        ask();
        synchronized (this) {
            while (provenAt == null || provenAt - began < 0) {
                long left = limit.toNanos() - (nanoTime.getAsLong() - began);
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            return true;
        }
    }
}
