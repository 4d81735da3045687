package dev.sideband.redfish.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.redfish.RedfishException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** How one BMC is heard, and how it is given up. */
@Timeout(60)
class PushWatchTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final String STREAM = "{\"ServerSentEventUri\":\"/redfish/v1/SSE\"}";
    private static final String NEWS = "data: {\"Events\":[{\"MessageId\":\"x\"}]}\n\n";
    private static final String WITH_STREAM = "push by server-sent events";
    private static final String WITH_WEBHOOK = "push by webhook";

    private final FakeStreams streams = new FakeStreams();
    private final FakeReceiver receiver = new FakeReceiver();
    private final BlockingQueue<String> looks = new LinkedBlockingQueue<>();
    private FakeEventService bmc = new FakeEventService(STREAM, (_, _) -> {});
    private PushWatch watch;

    /** A receiver of which a test knows what it gave. */
    private static final class FakeReceiver implements EventReceiver {
        private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

        @Override
        public Mailbox open(Consumer<String> listener) {
            listeners.add(listener);
            int number = listeners.size();
            return new Mailbox() {
                @Override
                public String url() {
                    return base() + number;
                }

                @Override
                public void close() {
                    listeners.remove(listener);
                }
            };
        }

        @Override
        public String base() {
            return "https://collector/";
        }
    }

    private static PushTimes times(Duration check, Duration rest) {
        Duration shortest = Duration.ofMillis(1);
        return new PushTimes(
                shortest, Duration.ofMillis(5), LONG, LONG, check, rest, Duration.ofSeconds(5));
    }

    private PushWatch watch(boolean hearsStreams, boolean posts, Duration rest) {
        return watch(hearsStreams, posts, times(LONG, rest));
    }

    private PushWatch watch(boolean hearsStreams, boolean posts, PushTimes times) {
        watch =
                new PushWatch(
                        "r12-u07",
                        bmc,
                        streams,
                        new PushMeans(
                                hearsStreams,
                                posts ? Optional.of(receiver) : Optional.empty(),
                                "dc1"),
                        times,
                        () -> 0.5);
        watch.onNews(() -> looks.add("look"));
        return watch;
    }

    @BeforeEach
    void begin() {
        watch = watch(false, false, LONG);
    }

    @AfterEach
    void closes() {
        watch.close();
        assertThat(streams.open).hasValue(0);
        assertThat(bmc.subscriptions).isEmpty();
        assertThat(receiver.listeners).isEmpty();
    }

    @Test
    void asksNothingBeforeTheBmcAnsweredAPoll() {
        watch(true, true, LONG);
        watch.failed();
        assertThat(bmc.lines).isEmpty();
        assertThat(watch.how()).isEqualTo("polling");
    }

    @Test
    void looksWhenSomethingComesByTheStream() throws Exception {
        watch(true, true, LONG).answered("1.0");
        FakeStreams.Stream stream = streams.next();
        stream.send(": alive\n\n");
        stream.send(NEWS);
        assertThat(looks.poll(10, TimeUnit.SECONDS)).isEqualTo("look");
        until(() -> watch.how().equals(WITH_STREAM));
        assertThat(watch.isStreaming()).isTrue();
        assertThat(bmc.lines).noneMatch(line -> line.startsWith("POST"));
    }

    @Test
    void doesNotLookForReportsOfMetrics() throws Exception {
        watch(true, false, LONG).answered("1.0");
        FakeStreams.Stream stream = streams.next();
        stream.send("data: {\"@odata.type\":\"#MetricReport.v1_0_0.MetricReport\"}\n\n");
        stream.send(NEWS);
        assertThat(looks.poll(10, TimeUnit.SECONDS)).isEqualTo("look");
        assertThat(looks).isEmpty();
    }

    @Test
    void opensAStreamThatEndedBehindTheLastEvent() throws Exception {
        watch(true, false, LONG).answered("1.0");
        FakeStreams.Stream first = streams.next();
        first.send("id: 41\n" + NEWS);
        first.send("");
        streams.next();
        assertThat(streams.asked).containsExactly("", "41");
    }

    @Test
    void comesBackToAStreamThatFailsForATime() throws Exception {
        streams.refuse(
                new RedfishException.Busy("too many streams"),
                new RedfishException.NoAnswer("no answer"),
                new RedfishException.Refused(500, "internal"));
        watch(true, false, LONG).answered("1.0");
        streams.next();
        assertThat(streams.asked).hasSize(4);
    }

    @Test
    void remembersUntilOtherFirmwareThatThereIsNoStream() throws Exception {
        streams.refuse(new RedfishException.Refused(405, "no such method"));
        watch(true, false, Duration.ofMillis(1)).answered("1.0");
        until(() -> watch.how().equals("polling: no such method"));
        watch.answered("1.0");
        watch.failed();
        watch.answered("1.0");
        assertThat(streams.asked).hasSize(1);

        watch.answered("1.1");

        streams.next();
        until(() -> watch.how().equals(WITH_STREAM));
    }

    @Test
    void subscribesWhereThereIsNoStream() throws Exception {
        bmc = new FakeEventService("{}", (_, _) -> {});
        watch(true, true, LONG).answered("1.0");
        until(() -> watch.how().equals(WITH_WEBHOOK));
        assertThat(bmc.contexts()).containsExactly("sideband:dc1:r12-u07");
        receiver.listeners.getFirst().accept("{\"Events\":[{}]}");
        assertThat(looks.poll(10, TimeUnit.SECONDS)).isEqualTo("look");
    }

    @Test
    void subscribesWhereTheStreamIsRefused() throws Exception {
        streams.refuse(new RedfishException.NotFound("not there"));
        watch(true, true, LONG).answered("1.0");
        until(() -> watch.how().equals(WITH_WEBHOOK));
    }

    @Test
    void saysThatItOnlyPollsWhileAStreamEndsAtOnceAgainAndAgain() throws Exception {
        for (int i = 0; i < 4; i++) {
            streams.refuse(new RedfishException.Busy("too many streams"));
        }
        Duration wait = Duration.ofMillis(50);
        watch(true, false, new PushTimes(wait, LONG, LONG, LONG, LONG, LONG, wait.multipliedBy(99)))
                .answered("1.0");
        until(() -> watch.how().contains("opened again"));
        streams.next();
        until(() -> watch.how().equals(WITH_STREAM));
    }

    @Test
    void subscribesWhereTheStreamEndsAgainAndAgain() throws Exception {
        watch(true, true, LONG).answered("1.0");
        for (int i = 0; i < 6; i++) {
            streams.next().send("");
        }
        until(() -> watch.how().equals(WITH_WEBHOOK));
    }

    @Test
    void doesNotSubscribeWhereTheServiceIsOff() throws Exception {
        bmc = new FakeEventService("{\"ServiceEnabled\":false}", (_, _) -> {});
        watch(true, true, LONG).answered("1.0");
        until(() -> watch.how().contains("switched off"));
        assertThat(bmc.lines).noneMatch(line -> line.startsWith("POST"));
    }

    @Test
    void makesASubscriptionAnewThatTheBmcForgot() throws Exception {
        bmc = new FakeEventService("{}", (_, _) -> {});
        watch(false, true, times(Duration.ofMillis(5), LONG)).answered("1.0");
        until(() -> watch.how().equals(WITH_WEBHOOK));
        String first = bmc.destinations().getFirst();
        bmc.forget();
        until(() -> bmc.destinations().equals(List.of(first)));
    }

    @Test
    void subscribesSoonWhereTheBmcWasTooBusyAtFirst() throws Exception {
        var refusals = new AtomicInteger(3);
        bmc =
                new FakeEventService(
                        "{}",
                        (method, _) -> {
                            if (method.equals("POST") && refusals.getAndDecrement() > 0) {
                                throw new RedfishException.Busy("later");
                            }
                        });
        watch(false, true, LONG).answered("1.0");
        until(() -> watch.how().equals(WITH_WEBHOOK));
        assertThat(bmc.destinations()).hasSize(1);
    }

    @Test
    void looksAfterItsSubscriptionWhenTheBmcWasAway() throws Exception {
        bmc = new FakeEventService("{}", (_, _) -> {});
        watch(false, true, LONG).answered("1.0");
        until(() -> watch.how().equals(WITH_WEBHOOK));
        bmc.forget();
        watch.failed();
        watch.answered("1.0");
        until(() -> bmc.destinations().size() == 1);
    }

    @Test
    void opensASilentStreamAnewOnceAndThenOnlyPolls() throws Exception {
        watch(true, false, LONG).answered("1.0");
        streams.next();
        missesTwice();
        streams.next();
        assertThat(watch.how()).isEqualTo(WITH_STREAM);
        missesTwice();
        until(() -> watch.how().startsWith("polling: "));
        assertThat(streams.asked).hasSize(2);
        assertThat(watch.isStreaming()).isFalse();
    }

    @Test
    void keepsAStreamThatSpeaksAgainAfterItWasOpenedAnew() throws Exception {
        watch(true, false, LONG).answered("1.0");
        streams.next();
        missesTwice();
        FakeStreams.Stream second = streams.next();
        second.send(NEWS);
        looks.poll(10, TimeUnit.SECONDS);
        watch.found(true);
        missesTwice();
        streams.next();
        assertThat(watch.how()).isEqualTo(WITH_STREAM);
    }

    @Test
    void givesUpASilentSubscriptionAndTriesAgainLater() throws Exception {
        bmc = new FakeEventService("{}", (_, _) -> {});
        watch(false, true, Duration.ofMillis(300)).answered("1.0");
        until(() -> watch.how().equals(WITH_WEBHOOK));
        String first = bmc.subscriptions.keySet().iterator().next();
        missesTwice();
        until(() -> !bmc.subscriptions.isEmpty() && !bmc.subscriptions.containsKey(first));
        missesTwice();
        until(() -> watch.how().startsWith("polling: "));
        until(() -> watch.how().equals(WITH_WEBHOOK));
    }

    /** Finds in logs what nobody spoke of, until that is noticed. */
    private void missesTwice() throws InterruptedException {
        until(() -> {
            watch.readToEnd();
            return watch.found(true);
        });
    }

    @Test
    void onlyPollsWhereThereIsNoRoom() throws Exception {
        bmc = new FakeEventService("{}", (_, _) -> {});
        bmc.room = 0;
        watch(false, true, LONG).answered("1.0");
        until(() -> watch.how().contains("no room"));
        assertThat(bmc.lines).filteredOn(line -> line.startsWith("POST")).hasSize(1);
    }

    @Test
    void deletesASubscriptionOfWhichItNeverHeardThatItWasMade() throws Exception {
        bmc = new FakeEventService("{}", (_, _) -> {});
        bmc.loses = true;
        watch(false, true, times(LONG, LONG)).answered("1.0");
        until(() -> bmc.destinations().size() == 1);
        watch.close();
        assertThat(bmc.destinations()).isEmpty();
    }

    @Test
    void deletesItsSubscriptionAlsoWhereWhoClosesItIsInterrupted() throws Exception {
        bmc = new FakeEventService("{}", (_, _) -> {});
        watch(false, true, LONG).answered("1.0");
        until(() -> watch.how().equals(WITH_WEBHOOK));
        Thread.currentThread().interrupt();
        watch.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(bmc.destinations()).isEmpty();
    }

    @Test
    void deletesWhatAPredecessorLeftBehind() throws Exception {
        bmc = new FakeEventService("{}", (_, _) -> {});
        bmc.with("{\"Destination\":\"https://gone/1\",\"Context\":\"sideband:dc1:r12-u07\"}");
        watch(false, true, LONG).answered("1.0");
        until(() -> watch.how().equals(WITH_WEBHOOK));
        assertThat(bmc.destinations()).containsExactly("https://collector/1");
    }

    @Test
    void doesNothingWithoutMeans() {
        watch(false, false, LONG).answered("1.0");
        watch.failed();
        watch.answered("1.1");
        assertThat(bmc.lines).isEmpty();
    }

    private static void until(BooleanSupplier holds) throws InterruptedException {
        var nobody = new LinkedBlockingQueue<String>();
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("time left").isNegative();
            nobody.poll(2, TimeUnit.MILLISECONDS);
        }
    }
}
