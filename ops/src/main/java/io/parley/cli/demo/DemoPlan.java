package io.parley.cli.demo;

import java.nio.file.Path;
import java.util.List;

/**
 * What every process of one demo knows; travels as program arguments.
 *
 * @param domain the domain's directory
 * @param input the file
 * @param rows how many rows it has
 * @param firstBucket the smallest {@link Tick#bucket}
 * @param buckets how many buckets from there
 * @param rate messages per second, 0 for as fast as possible
 * @param kill whether a consumer is to be killed in the middle
 */
record DemoPlan(Path domain, Path input, long rows, int firstBucket, int buckets, long rate, boolean kill) {
    /** How many arguments {@link #toArgs} makes. */
    static final int ARGS = 7;

    /** Consumers at a time. */
    static final int CONSUMERS = 2;

    List<String> toArgs() {
        return List.of(
                domain.toString(),
                input.toString(),
                Long.toString(rows),
                Integer.toString(firstBucket),
                Integer.toString(buckets),
                Long.toString(rate),
                Boolean.toString(kill));
    }

    static DemoPlan fromArgs(String[] args) {
        return new DemoPlan(
                Path.of(args[0]),
                Path.of(args[1]),
                Long.parseLong(args[2]),
                Integer.parseInt(args[3]),
                Integer.parseInt(args[4]),
                Long.parseLong(args[5]),
                Boolean.parseBoolean(args[6]));
    }

    /** The consumer that first applies a message from this one on stops in the middle and waits for its end. */
    long killFrom() {
        return kill ? rows / 2 : Long.MAX_VALUE;
    }

    /** The publisher keeps messages from this one on until the replacement is there, so that it gets some work. */
    long keepBackFrom() {
        return kill ? Math.max(killFrom() + 1, rows / 4 * 3) : Long.MAX_VALUE;
    }
}
