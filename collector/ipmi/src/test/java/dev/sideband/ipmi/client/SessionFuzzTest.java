package dev.sideband.ipmi.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.crypto.AuthenticationType;
import dev.sideband.ipmi.crypto.CipherSuite;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Damaged, doubled, held back and invented datagrams in the midst of logins and sessions: what
 * comes out is the right answer or a typed exception, in time, and nothing stays behind.
 *
 * <p>{@code -Dsideband.fuzz=50} makes it fifty times as long, {@code -Dsideband.fuzz.seed=7}
 * repeats a run.
 */
class SessionFuzzTest {
    private static final BmcAddress ADDRESS = new BmcAddress("127.0.0.1", 623);
    private static final int DATAGRAMS = 20_000;
    private static final int COMMANDS = 20;
    private static final long MAX_GROWTH_BYTES = 16L << 20;

    private final long seed = Long.getLong("sideband.fuzz.seed", System.nanoTime());
    private final RandomGenerator random = new SplittableRandom(seed);
    private final Map<String, Integer> outcomes = new HashMap<>();
    private long damaged;

    @Test
    void meetsAnyDatagramsWithAnAnswerOrATypedException() throws Exception {
        long wanted = DATAGRAMS * Long.getLong("sideband.fuzz", 1);
        System.out.printf("fuzz: sessions: %d datagrams from seed %d%n", wanted, seed);
        live(wanted / 4);
        long before = used();
        live(wanted);
        assertThat(used() - before).as("seed %d", seed).isLessThan(MAX_GROWTH_BYTES);
        System.out.printf("fuzz: sessions: %d damaged datagrams: %s%n", damaged, outcomes);
        assertThat(outcomes).as("seed %d", seed).containsKeys("answer", "no session");
    }

    private void live(long until) throws InterruptedException {
        while (damaged < until) {
            // At times hardly anything is damaged, at times almost all.
            double chance = random.nextDouble() * random.nextDouble();
            if (random.nextInt(5) == 0) {
                var type = any(AuthenticationType.values());
                var bmc = new FakeBmc15();
                bmc.authenticationTypes = 1 << type.number();
                live(
                        bmc::receive,
                        SessionOptions.DEFAULT.withIpmi15Only(AuthenticationType.NONE),
                        type == AuthenticationType.MD5 || type == AuthenticationType.MD2,
                        chance);
            } else {
                var suite = any(CipherSuite.values());
                live(
                        new FakeBmc()::receive,
                        random.nextInt(4) == 0
                                ? SessionOptions.DEFAULT
                                : SessionOptions.DEFAULT.withCipherSuite(suite),
                        suite.integrity().codeLength() > 0,
                        chance);
            }
        }
    }

    private void live(
            Function<byte[], List<byte[]>> bmc,
            SessionOptions options,
            boolean signed,
            double chance)
            throws InterruptedException {
        var port = new ScriptedPort(new Damage(bmc, chance)::answers);
        long deadline = options.retryPolicy().deadline().toNanos();
        try (var session = IpmiSession.open(port, ADDRESS, FakeBmc.CREDENTIALS, options)) {
            for (int i = 0; i < COMMANDS; i++) {
                long start = port.nanoTime();
                ask(session, signed);
                assertThat(port.nanoTime() - start)
                        .as("seed %d", seed)
                        .isLessThanOrEqualTo(deadline);
            }
        } catch (IpmiException e) {
            count("no session");
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError("seed %d after %d datagrams".formatted(seed, damaged), e);
        }
        assertThat(port.openInboxes()).as("seed %d", seed).isZero();
        assertThat(port.nanoTime())
                .as("seed %d", seed)
                .isLessThanOrEqualTo(deadline * (COMMANDS + 6));
    }

    private void ask(IpmiSession session, boolean signed) throws InterruptedException {
        try {
            var answer = session.send(new GetDeviceId());
            if (signed) {
                assertThat(answer.firmwareRevision()).as("seed %d", seed).isEqualTo("2.49");
            }
            count("answer");
        } catch (IpmiException e) {
            count(e.getClass().getSimpleName());
        }
    }

    private <T> T any(T[] all) {
        return all[random.nextInt(all.length)];
    }

    private void count(String outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }

    private static long used() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** Puts damaged datagrams before, behind and in the place of good ones. */
    private final class Damage {
        private static final int KEPT = 16;

        private final Function<byte[], List<byte[]>> bmc;
        private final double chance;
        private final List<byte[]> earlier = new ArrayList<>();

        Damage(Function<byte[], List<byte[]>> bmc, double chance) {
            this.bmc = bmc;
            this.chance = chance;
        }

        List<byte[]> answers(byte[] question) {
            var answers = new ArrayList<byte[]>();
            for (byte[] good : bmc.apply(question)) {
                keep(good);
                while (random.nextDouble() < chance) {
                    damaged++;
                    answers.add(damaged(good));
                }
                if (random.nextDouble() >= chance / 4) {
                    answers.add(good);
                }
            }
            return answers;
        }

        private void keep(byte[] good) {
            if (earlier.size() == KEPT) {
                earlier.remove(random.nextInt(KEPT));
            }
            earlier.add(good.clone());
        }

        private byte[] damaged(byte[] good) {
            byte[] bytes = good.clone();
            int at = random.nextInt(bytes.length);
            return switch (random.nextInt(8)) {
                case 0 -> noise();
                case 1 -> earlier.get(random.nextInt(earlier.size())).clone();
                case 2 -> Arrays.copyOf(bytes, at);
                case 3 -> Arrays.copyOf(bytes, bytes.length + at);
                case 4 -> {
                    Arrays.fill(bytes, at, bytes.length, (byte) random.nextInt());
                    yield bytes;
                }
                case 5, 6 -> {
                    bytes[at] ^= (byte) (1 << random.nextInt(8));
                    yield bytes;
                }
                default -> {
                    bytes[at] = (byte) random.nextInt();
                    yield bytes;
                }
            };
        }

        private byte[] noise() {
            byte[] noise = new byte[random.nextInt(120)];
            random.nextBytes(noise);
            return noise;
        }
    }
}
