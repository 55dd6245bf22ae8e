package io.parley.internal.queue;

import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.Memory;

/**
 * What may be deleted of a queue's log once it was read.
 *
 * @param keepNs what is older; 0 = no rule
 * @param keepBytes what lies before the newest so many bytes; 0 = no rule
 * @param untilRead everything
 * @param withoutConsumers the shared cursor does not count: nobody takes from this queue
 */
public record RetentionRules(long keepNs, long keepBytes, boolean untilRead, boolean withoutConsumers) {
    private static final int UNTIL_READ = 1;
    private static final int WITHOUT_CONSUMERS = 2;

    /** The number that stands for the two truth values. */
    public int flags() {
        return (untilRead ? UNTIL_READ : 0) | (withoutConsumers ? WITHOUT_CONSUMERS : 0);
    }

    /** The rules with these truth values. */
    static RetentionRules of(long keepNs, long keepBytes, int flags) {
        return new RetentionRules(keepNs, keepBytes, (flags & UNTIL_READ) != 0, (flags & WITHOUT_CONSUMERS) != 0);
    }

    static RetentionRules read(Memory memory) {
        return of(
                memory.getLongVolatile(QueueLayout.KEEP_NS),
                memory.getLongVolatile(QueueLayout.KEEP_BYTES),
                memory.getIntVolatile(QueueLayout.KEEP_UNTIL_READ));
    }

    /** First nothing may go, then one rule after the other holds: who finds this half-done deletes too little. */
    void write(Memory memory) {
        memory.putIntVolatile(QueueLayout.KEEP_UNTIL_READ, 0);
        memory.putLongVolatile(QueueLayout.KEEP_NS, 0);
        memory.putLongVolatile(QueueLayout.KEEP_BYTES, 0);
        Failpoint.RETENTION_HALF_SET.hit();
        memory.putLongVolatile(QueueLayout.KEEP_NS, keepNs);
        memory.putLongVolatile(QueueLayout.KEEP_BYTES, keepBytes);
        memory.putIntVolatile(QueueLayout.KEEP_UNTIL_READ, flags());
    }

    /** Whether nothing is ever deleted. */
    boolean keepsEverything() {
        return keepNs == 0 && keepBytes == 0 && !untilRead;
    }
}
