package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.ManagedList;
import io.parley.collection.ManagedMap;
import io.parley.manager.Manager;
import io.parley.value.ManagedInt;
import java.io.IOException;
import java.util.List;

/** {@link TwentyProcesses} over TCP: the lock, the list, the value and the map are another JVM's. */
public final class TwentyOverTcp {
    private TwentyOverTcp() {}

    /** No arguments. */
    public static void main(String[] args) throws Exception {
        OverTcp.run("twenty-over-tcp", TwentyOverTcp::run);
    }

    private static void run(Parley parley, int port, Manager manager) throws InterruptedException {
        ManagedList<Integer> list = list(manager);
        list.addAll(List.of(1, 2, 3, 4, 5));
        ManagedInt value = manager.intValue("value", 1);
        TwentyProcesses.startAndJoin(parley, () -> add(port));
        TwentyProcesses.print(list, value, map(manager), manager.intArrayOf("array", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    }

    private static void add(int port) throws IOException {
        try (Manager manager = OverTcp.connect(port)) {
            TwentyProcesses.add(manager.lock("lock"), manager.intValue("value"), map(manager), list(manager));
        }
    }

    private static ManagedList<Integer> list(Manager manager) {
        return manager.list("list", Codecs.int32());
    }

    private static ManagedMap<Integer, String> map(Manager manager) {
        return manager.map("dict", Codecs.int32(), Codecs.utf8(), options -> options.insertionOrder(true));
    }
}
