package dev.sideband.testing;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Feeds a decoder with damaged and invented bytes: samples with bits flipped, bytes set, cut off,
 * grown, doubled and spliced, and noise.
 *
 * <p>Each run prints its name, count and seed, and a failure names the input. {@code
 * -Dsideband.fuzz=50} makes all runs fifty times as long, {@code -Dsideband.fuzz.seed=7} repeats
 * one.
 */
public final class Fuzz {
    private static final int MAX_LENGTH = 512;
    private static final int[] TELLING = {
        0x00, 0x01, 0x0F, 0x10, 0x7F, 0x80, 0xC0, 0xC1, 0xFE, 0xFF
    };

    private final String name;
    private final List<byte[]> samples;

    private Fuzz(String name, List<byte[]> samples) {
        this.name = name;
        this.samples = samples;
    }

    /**
     * Fuzzing of what {@code name} says, starting from good inputs; noise alone where none are
     * given.
     */
    public static Fuzz of(String name, List<byte[]> samples) {
        return new Fuzz(name, List.copyOf(samples));
    }

    /**
     * Gives {@code inputs} inputs, times {@code sideband.fuzz}, to {@code decoder}, which may throw
     * {@code expected} and nothing else.
     *
     * @return how many inputs were refused with {@code expected}
     */
    public long run(
            int inputs, Class<? extends RuntimeException> expected, Consumer<byte[]> decoder) {
        long count = inputs * Long.getLong("sideband.fuzz", 1);
        long seed = Long.getLong("sideband.fuzz.seed", System.nanoTime());
        System.out.printf("fuzz: %s: %d inputs from seed %d%n", name, count, seed);
        var random = new SplittableRandom(seed);
        long refused = 0;
        for (long n = 0; n < count; n++) {
            byte[] input = input(random);
            byte[] kept = input.clone();
            try {
                decoder.accept(input);
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError e) {
                if (!expected.isInstance(e)) {
                    throw new AssertionError(
                            "%s: input %d of seed %d: %s"
                                    .formatted(name, n, seed, HexFormat.of().formatHex(kept)),
                            e);
                }
                refused++;
            }
        }
        return refused;
    }

    private byte[] input(RandomGenerator random) {
        if (samples.isEmpty() || random.nextInt(16) == 0) {
            byte[] noise = new byte[random.nextInt(120)];
            random.nextBytes(noise);
            return noise;
        }
        byte[] input = sample(random).clone();
        for (int damage = 1 + random.nextInt(4); damage > 0; damage--) {
            input = damaged(input, random);
        }
        return input;
    }

    private byte[] damaged(byte[] input, RandomGenerator random) {
        if (input.length == 0) {
            return sample(random).clone();
        }
        int at = random.nextInt(input.length);
        switch (random.nextInt(7)) {
            case 0 -> input[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> input[at] = (byte) random.nextInt();
            case 2 -> input[at] = (byte) TELLING[random.nextInt(TELLING.length)];
            case 3 -> {
                return Arrays.copyOf(input, at);
            }
            case 4 -> {
                return Arrays.copyOf(input, Math.min(MAX_LENGTH, input.length + 1 + at));
            }
            case 5 -> {
                return spliced(input, at, sample(random), random);
            }
            default ->
                    Arrays.fill(
                            input,
                            at,
                            at + random.nextInt(input.length - at + 1),
                            (byte) random.nextInt());
        }
        return input;
    }

    /** The front of one, the back of the other. */
    private static byte[] spliced(byte[] front, int at, byte[] back, RandomGenerator random) {
        int from = random.nextInt(back.length + 1);
        int length = Math.min(MAX_LENGTH, at + back.length - from);
        byte[] both = Arrays.copyOf(front, Math.max(at, length));
        System.arraycopy(back, from, both, at, Math.max(0, both.length - at));
        return both;
    }

    private byte[] sample(RandomGenerator random) {
        return samples.get(random.nextInt(samples.size()));
    }
}
