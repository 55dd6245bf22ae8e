package io.parley.internal.process;

import java.util.Map;

/**
 * How many Parley processes are above this one: a number in the environment, which every child gets one higher. A
 * target that starts a child with the same target would otherwise go on until the machine has no memory left.
 */
final class LaunchDepth {
    /** The environment variable. */
    static final String VARIABLE = "PARLEY_DEPTH";

    private static final String LIMIT = "parley.process.maxDepth";
    private static final int DEFAULT_LIMIT = 16;

    private LaunchDepth() {}

    /** What a child's environment says, if this process's says {@code own}. */
    static String ofChild(Map<String, String> own) {
        int depth = parse(own.get(VARIABLE)) + 1;
        int limit = Integer.getInteger(LIMIT, DEFAULT_LIMIT);
        if (depth > limit) {
            throw new IllegalStateException(
                    "too many processes below one another: this one is the child of a child ..., "
                            + (depth - 1) + " deep, limit=" + limit
                            + ". Does a target start a process with the same target?"
                            + " If it is meant to, raise the limit with -D" + LIMIT + "=n");
        }
        return Integer.toString(depth);
    }

    private static int parse(String depth) {
        try {
            return depth == null ? 0 : Math.max(0, Integer.parseInt(depth));
        } catch (NumberFormatException somebodyElses) {
            return 0;
        }
    }
}
