package io.parley.struct;

import io.parley.Parley;
import io.parley.testkit.Script;
import io.parley.value.SharedLong;
import io.parley.value.SharedLongArray;
import io.parley.value.SharedStruct;
import java.nio.file.Path;

/** Adds one to a struct, and then to its own count, until told to stop. Arguments: domain, actor. */
final class Counter {
    /** Equal at any time. */
    record Sum(long count, long check) {}

    private Counter() {}

    static SharedLongArray counts(Parley parley) {
        return parley.longArray("counts", 256);
    }

    public static void main(String[] args) {
        int actor = Integer.parseInt(args[1]);
        try (Parley parley = Parley.open(Path.of(args[0]))) {
            SharedStruct<Sum> sum = parley.struct("sum", Sum.class);
            SharedLongArray counts = counts(parley);
            SharedLong stop = parley.longValue("stop");
            Script.reached("ready");
            while (stop.get() == 0) {
                sum.update(old -> new Sum(old.count() + 1, old.check() + 1));
                counts.incrementAndGet(actor);
            }
        }
    }
}
