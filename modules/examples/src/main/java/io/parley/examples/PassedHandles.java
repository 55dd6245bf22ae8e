package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.ManagedList;
import io.parley.collection.SharedList;
import io.parley.process.ProcessPool;
import io.parley.value.ManagedInt;
import io.parley.value.SharedInt;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What a task in another process changes is seen here only if it is shared and was passed: handles arrive live, static
 * fields are another process's own.
 */
public final class PassedHandles {
    private static Integer now;
    private static Integer total;

    private PassedHandles() {}

    /** No arguments. */
    public static void main(String[] args) throws Exception {
        try (Parley parley =
                        Parley.open("passed-handles-" + ProcessHandle.current().pid());
                SharedList<String> list = parley.list("list", Codecs.utf8())) {
            SharedInt sharedNow = parley.intValue("now");
            SharedInt sharedTotal = parley.intValue("total");
            list.addAll(List.of("None", "None"));

            try (ProcessPool pool = parley.pool(2)) {
                CompletableFuture<String> seen = pool.submit(() -> monitor(list));
                pool.call(() -> work(list, sharedNow, sharedTotal));
                System.out.println("the monitor saw " + seen.get());
            }
            print(list, sharedNow, sharedTotal);
            parley.delete();
        }
    }

    static void print(ManagedList<String> list, ManagedInt sharedNow, ManagedInt sharedTotal) {
        System.out.println("never passed, here: " + fields());
        System.out.println("passed: list " + list + ", now " + sharedNow.get() + ", total " + sharedTotal.get());
    }

    static int work(ManagedList<String> list, ManagedInt sharedNow, ManagedInt sharedTotal) {
        now = 11; // this process's own
        total = 101;
        sharedNow.set(now);
        sharedTotal.set(total);
        list.add("12");
        list.add("102");
        return total;
    }

    /** Waits for the change, instead of looking once a second. */
    static String monitor(ManagedList<String> list) throws InterruptedException {
        for (long seen = list.version(); list.size() < 4; ) {
            seen = list.awaitChange(seen);
        }
        return list + ", and of the fields that were not passed " + fields();
    }

    private static String fields() {
        return List.of(String.valueOf(now), String.valueOf(total)).toString();
    }
}
