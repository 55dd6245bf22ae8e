package io.parley.cli.bundle;

import io.parley.ChildInfo;
import io.parley.observe.ObjectSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was found, without what programs have put into it. */
public final class Withheld {
    /** Stands for a value. */
    static final String WORD = "withheld";

    /** Those that consist of numbers, of names, and of who holds and waits. Others are left out as a whole. */
    static final Set<Class<?>> WITHOUT_VALUES = Set.of(
            ObjectSnapshot.Lock.class,
            ObjectSnapshot.ReadWriteLock.class,
            ObjectSnapshot.Semaphore.class,
            ObjectSnapshot.Event.class,
            ObjectSnapshot.Latch.class,
            ObjectSnapshot.Barrier.class,
            ObjectSnapshot.Condition.class,
            ObjectSnapshot.Queue.class,
            ObjectSnapshot.TransientQueue.class,
            ObjectSnapshot.Pipe.class,
            ObjectSnapshot.Pool.class,
            ObjectSnapshot.Entries.class,
            ObjectSnapshot.Sequence.class,
            ObjectSnapshot.Histogram.class,
            ObjectSnapshot.Table.class,
            ObjectSnapshot.Unreadable.class);

    private Withheld() {}

    /** Of an object. */
    public static ObjectSnapshot from(ObjectSnapshot snapshot) {
        if (snapshot instanceof ObjectSnapshot.Value value) {
            return new ObjectSnapshot.Value(value.type(), WORD, value.lock(), value.lockName());
        } else if (snapshot instanceof ObjectSnapshot.Array array) {
            return new ObjectSnapshot.Array(array.type(), array.length(), List.of(), array.lock(), array.lockName());
        } else if (snapshot instanceof ObjectSnapshot.Text text) {
            return new ObjectSnapshot.Text(WORD, text.bytes(), text.capacity(), text.version(), text.lock());
        } else if (snapshot instanceof ObjectSnapshot.Struct struct) {
            return new ObjectSnapshot.Struct(
                    struct.length(), struct.fields(), List.<Map<String, Object>>of(), struct.lock());
        }
        return WITHOUT_VALUES.contains(snapshot.getClass())
                ? snapshot
                : new ObjectSnapshot.Unreadable(WORD + ": a bundle has no such objects yet");
    }

    /** Of a child: what an exception says may have anything in it; its class stays. */
    public static ChildInfo from(ChildInfo child) {
        return new ChildInfo(
                child.number(),
                child.name(),
                child.pid(),
                child.slot(),
                child.parent(),
                child.daemon(),
                child.worker(),
                child.state(),
                child.startedAt(),
                child.endedAt(),
                child.exit(),
                reason(child.reason()));
    }

    private static String reason(String reason) {
        int colon = reason.indexOf(':');
        String type = colon < 0 ? reason : reason.substring(0, colon);
        return reason.isEmpty() || type.matches("[\\w.$]+(Exception|Error)") ? type : WORD;
    }
}
