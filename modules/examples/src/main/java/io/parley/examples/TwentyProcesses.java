package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.ManagedList;
import io.parley.collection.ManagedMap;
import io.parley.collection.PyFormat;
import io.parley.collection.SharedList;
import io.parley.collection.SharedMap;
import io.parley.process.ParleyProcess;
import io.parley.process.ProcessTarget;
import io.parley.sync.ManagedLock;
import io.parley.sync.SharedLock;
import io.parley.value.ManagedInt;
import io.parley.value.ManagedIntArray;
import io.parley.value.SharedInt;
import java.util.ArrayList;
import java.util.List;

/**
 * Twenty processes change a list, a value and a map, all under one lock; then they are printed as Python prints them.
 * Each single change would be atomic without the lock; the lock makes one of all three.
 */
public final class TwentyProcesses {
    private static final int PROCESSES = 20;
    private static final int AT_A_TIME = 5;

    private TwentyProcesses() {}

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley =
                Parley.open("twenty-processes-" + ProcessHandle.current().pid())) {
            SharedList<Integer> list = parley.list("list", Codecs.int32());
            list.addAll(List.of(1, 2, 3, 4, 5));
            SharedInt value = parley.intValue("value", 1);
            SharedMap<Integer, String> map =
                    parley.map("dict", Codecs.int32(), Codecs.utf8(), options -> options.insertionOrder(true));
            SharedLock lock = parley.lock("lock");

            startAndJoin(parley, () -> add(lock, value, map, list));
            print(list, value, map, parley.intArrayOf("array", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
            parley.delete();
        }
    }

    static void startAndJoin(Parley parley, ProcessTarget target) throws InterruptedException {
        for (int started = 0; started < PROCESSES; started += AT_A_TIME) {
            List<ParleyProcess> children = new ArrayList<>();
            for (int i = 0; i < AT_A_TIME; i++) {
                children.add(parley.process(target).start());
            }
            for (ParleyProcess child : children) {
                child.join();
            }
        }
    }

    static void print(
            ManagedList<Integer> list, ManagedInt value, ManagedMap<Integer, String> map, ManagedIntArray array) {
        System.out.println(PyFormat.str(list));
        System.out.println(PyFormat.str(value));
        System.out.println(PyFormat.str(map));
        System.out.println(PyFormat.str(array));
    }

    static void add(ManagedLock lock, ManagedInt value, ManagedMap<Integer, String> map, ManagedList<Integer> list) {
        lock.lock();
        try {
            value.incrementAndGet();
            map.put(1, "1");
            map.put(2, "2");
            list.replaceAll(element -> element + 1);
        } finally {
            lock.unlock();
        }
    }
}
