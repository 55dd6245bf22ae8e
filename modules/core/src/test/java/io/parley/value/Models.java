package io.parley.value;

import java.util.SplittableRandom;

/** Random operations against a model, reproducible by {@code -Dparley.seed}. */
final class Models {
    static final int STEPS = 5_000;

    private Models() {}

    /** What one step does, and compares. */
    interface Step {
        void run(SplittableRandom random, int step);
    }

    /** Runs many steps; a failure says by which seed and at which step. */
    static void run(Step step) {
        long seed = Long.getLong("parley.seed", System.nanoTime());
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < STEPS; i++) {
            try {
                step.run(random, i);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("step " + i + " failed; repeat with -Dparley.seed=" + seed, e);
            }
        }
    }

    /** A text of ASCII, of two, three and four bytes, of zeros, and at times of half a surrogate pair. */
    static String text(SplittableRandom random, int maxChars) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(maxChars + 1);
        for (int i = 0; i < length; i++) {
            switch (random.nextInt(12)) {
                case 0 -> text.append('\0');
                case 1, 2 -> text.append((char) random.nextInt(0x80, 0x800));
                case 3, 4 -> text.append((char) random.nextInt(0x800, 0xD800));
                case 5 -> text.append((char) random.nextInt(0xE000, 0x10000));
                case 6, 7 -> text.appendCodePoint(random.nextInt(0x10000, 0x110000));
                case 8 -> text.append(random.nextInt(20) == 0 ? (char) random.nextInt(0xD800, 0xE000) : 'x');
                default -> text.append((char) random.nextInt(1, 0x80));
            }
        }
        return text.toString();
    }

    static byte[] bytes(SplittableRandom random, int maxLength) {
        byte[] bytes = new byte[random.nextInt(maxLength + 1)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) random.nextInt(-2, 4);
        }
        return bytes;
    }
}
