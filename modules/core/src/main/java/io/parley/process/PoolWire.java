package io.parley.process;

import io.parley.WaitStrategy;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.pipe.PipeConfig;
import java.io.Serializable;
import java.time.Duration;

/**
 * What a pool and a worker say to each other, over a pipe that nobody else can open.
 *
 * <p>To the worker: the bytes of a task, or nothing at all, which means that it shall end. Both sides count the tasks,
 * so a task needs no number. In front of a task that is measured are {@link #MEASURED} and when it was submitted. From
 * the worker: a byte that says what it is, then the rest.
 */
final class PoolWire {
    /** The worker is ready for tasks. */
    static final byte READY = 1;
    /** The initializer failed; its outcome follows. The worker ends. */
    static final byte NOT_READY = 2;
    /** The outcome of a task follows. */
    static final byte OUTCOME = 3;
    /** The outcome of a task follows, and it is the worker's last one. */
    static final byte LAST_OUTCOME = 4;
    /** Where the task is follows, as text; the worker was asked. */
    static final byte STACKS = 5;

    /** The first byte of a task that is measured; no task begins with it. */
    static final byte MEASURED = 64;
    /** What is in front of such a task: that byte, and a time. */
    static final int MEASURED_LENGTH = 1 + Long.BYTES;

    static final PipeConfig PIPE = new PipeConfig(PipeConfig.DEFAULT_CAPACITY, 0, "parley:pool");

    private PoolWire() {}

    /** How many bytes are in front of a task. */
    static int before(MessageBuffer task) {
        return task.array()[0] == MEASURED ? MEASURED_LENGTH : 0;
    }

    /** When a task was submitted; 0 if it is not measured. */
    static long queuedAtNs(MessageBuffer task) {
        return task.array()[0] == MEASURED ? task.getLong(1) : 0;
    }

    /**
     * A strategy as it travels.
     *
     * @param name what it is
     * @param parkNs how long it parks; 0 if it does not
     */
    record Waiting(String name, long parkNs) implements Serializable {
        static Waiting of(WaitStrategy strategy) {
            return new Waiting(strategy.toString(), strategy.parkNs());
        }

        WaitStrategy strategy() {
            if (parkNs != 0) {
                return WaitStrategy.park(Duration.ofNanos(parkNs));
            }
            return switch (name) {
                case "spin" -> WaitStrategy.spin();
                case "block" -> WaitStrategy.block();
                default -> WaitStrategy.adaptive();
            };
        }
    }
}
