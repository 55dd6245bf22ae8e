package io.parley.testkit;

import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The seed of everything random in a test run: printed when it is chosen, so that a failure can be repeated, and given
 * with {@code -Dparley.seed=} to repeat it. Forked JVMs get the same one.
 *
 * <p><b>Threading:</b> thread-safe.
 */
public final class Seeds {
    static final String PROPERTY = "parley.seed";

    private static Long current;

    private Seeds() {}

    /**
     * The seed of this JVM: the system property {@code parley.seed} (decimal, or hexadecimal with {@code 0x}) or else a
     * random one. The first call prints it on standard error.
     *
     * @return the same seed at every call
     * @throws IllegalArgumentException if the property is no number
     */
    public static synchronized long current() {
        if (current == null) {
            current = fromProperty().orElseGet(() -> ThreadLocalRandom.current().nextLong());
            System.err.println("random seed " + current + "; repeat with -D" + PROPERTY + "=" + current);
        }
        return current;
    }

    /**
     * A seed for one purpose, so that adding another random decision to a test does not change this one.
     *
     * @param purpose what it is for, such as {@code "producer 3"} or {@code "round 17"}
     * @return a seed that depends on {@link #current()} and {@code purpose} only
     */
    public static long derive(String purpose) {
        return new SplittableRandom(current() ^ ((long) purpose.hashCode() << 32)).nextLong();
    }

    /** What a child should use: nothing if this JVM has not needed a seed and was not given one. */
    static synchronized OptionalLong chosen() {
        return current == null ? fromProperty() : OptionalLong.of(current);
    }

    private static OptionalLong fromProperty() {
        String given = System.getProperty(PROPERTY, "");
        if (given.isBlank()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.decode(given.strip()));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a seed: -D" + PROPERTY + "=" + given + ". Give a whole number.", e);
        }
    }
}
