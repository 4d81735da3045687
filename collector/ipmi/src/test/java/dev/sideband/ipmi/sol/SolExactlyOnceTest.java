package dev.sideband.ipmi.sol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.client.BmcAddress;
import dev.sideband.ipmi.client.FakeBmc;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.client.RetryPolicy;
import dev.sideband.ipmi.client.SessionOptions;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.wire.Bytes;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Whatever the network and the BMC do, each character arrives once and in order, both ways. Seeds
 * are printed; {@code -Dsideband.fuzz=50} tries fifty times as many, {@code -Dsideband.fuzz.seed=7}
 * repeats one.
 */
class SolExactlyOnceTest {
    private static final BmcAddress ADDRESS = new BmcAddress("127.0.0.1", 623);
    private static final int LIVES = 60;
    private static final RetryPolicy PATIENT =
            new RetryPolicy(
                    Duration.ofMillis(250), Duration.ofSeconds(1), 40, Duration.ofMinutes(1));

    @Test
    void carriesEveryCharacterOnceAndInOrder() throws Exception {
        long lives = LIVES * Long.getLong("sideband.fuzz", 1);
        long first = Long.getLong("sideband.fuzz.seed", System.nanoTime());
        System.out.printf("console lives: %d from seed %d%n", lives, first);
        long lost = 0;
        for (long seed = first; seed < first + lives; seed++) {
            lost += live(seed);
        }
        assertThat(lost).as("from seed %d", first).isPositive();
    }

    private static int live(long seed) throws Exception {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var system = new ScriptedConsole(random);
        var network = new SlowNetwork(random, system.bmc::receive);
        system.connect(network);
        byte[] printed = characters(random, random.nextInt(6000));
        byte[] typed = characters(random, 1 + random.nextInt(3000));
        system.print(printed);
        system.reluctance(random.nextDouble() * 0.5);
        var screen = new MoodyScreen(random, network);
        var options =
                SessionOptions.DEFAULT
                        .withCipherSuite(CipherSuite.SUITE_17)
                        .withRetryPolicy(PATIENT);
        try (var session = IpmiSession.open(network, ADDRESS, FakeBmc.CREDENTIALS, options);
                var console = SolConsole.activate(session, SolOptions.DEFAULT, screen)) {
            network.spoil(
                    random.nextDouble() * 0.25,
                    random.nextDouble() * 0.25,
                    random.nextDouble() * 0.4);
            screen.console = console;
            console.write(typed, 0, typed.length / 2);
            console.sendBreak();
            console.write(typed, typed.length / 2, typed.length - typed.length / 2);
            endWhenDone(network, system, screen, console, typed.length, printed.length);
            SolEnd end = console.run();
            assertThat(end.reason()).as("seed %d: %s", seed, end).isEqualTo(SolEnd.Reason.CLOSED);
            network.spoil(0, 0, 0);
        }
        assertThat(Bytes.of(screen.shown.toByteArray()))
                .as("seed %d: printed", seed)
                .isEqualTo(Bytes.of(printed));
        assertThat(Bytes.of(system.typed.toByteArray()))
                .as("seed %d: typed", seed)
                .isEqualTo(Bytes.of(typed));
        assertThat(system.breaksAt).as("seed %d: break", seed).containsExactly(typed.length / 2);
        assertThat(system.isActive()).as("seed %d: given back", seed).isFalse();
        return network.lost();
    }

    private static void endWhenDone(
            SlowNetwork network,
            ScriptedConsole system,
            MoodyScreen screen,
            SolConsole console,
            int typed,
            int printed) {
        network.after(
                Duration.ofMillis(50),
                () -> {
                    boolean done =
                            system.typed.size() >= typed
                                    && system.hasPrinted()
                                    && screen.shown.size() >= printed;
                    if (done) {
                        console.end();
                    } else if (network.nanoTime() > Duration.ofMinutes(30).toNanos()) {
                        throw new AssertionError(
                                "stuck with %d of %d typed and %d of %d printed"
                                        .formatted(
                                                system.typed.size(),
                                                typed,
                                                screen.shown.size(),
                                                printed));
                    } else {
                        endWhenDone(network, system, screen, console, typed, printed);
                    }
                });
    }

    private static byte[] characters(RandomGenerator random, int length) {
        byte[] characters = new byte[length];
        random.nextBytes(characters);
        return characters;
    }

    /** Takes nothing for a while now and then, as a terminal does on which somebody stopped it. */
    private static final class MoodyScreen implements SolSink {
        private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
        private final RandomGenerator random;
        private final SlowNetwork network;
        private final double mood;
        private boolean stopped;
        private @Nullable SolConsole console;

        MoodyScreen(RandomGenerator random, SlowNetwork network) {
            this.random = random;
            this.network = network;
            this.mood = random.nextDouble() * 0.3;
        }

        @Override
        public boolean offer(Bytes characters) {
            if (stopped) {
                return false;
            }
            SolConsole refused = console;
            if (refused != null && random.nextDouble() < mood) {
                stopped = true;
                network.after(
                        Duration.ofMillis(random.nextInt(3000)),
                        () -> {
                            stopped = false;
                            refused.resume();
                        });
                return false;
            }
            shown.writeBytes(characters.toArray());
            return true;
        }
    }
}
