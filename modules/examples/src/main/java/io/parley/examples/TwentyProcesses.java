package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.PyFormat;
import io.parley.collection.SharedList;
import io.parley.collection.SharedMap;
import io.parley.sync.SharedLock;
import io.parley.value.SharedInt;
import java.io.IOException;
import java.nio.file.Path;
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

    private static SharedList<Integer> list(Parley parley) {
        return parley.list("list", Codecs.int32());
    }

    private static SharedMap<Integer, String> map(Parley parley) {
        return parley.map("dict", Codecs.int32(), Codecs.utf8(), options -> options.insertionOrder(true));
    }

    /** No arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (Parley parley =
                Parley.open("twenty-processes-" + ProcessHandle.current().pid())) {
            SharedList<Integer> list = list(parley);
            list.addAll(List.of(1, 2, 3, 4, 5));
            SharedInt value = parley.intValue("value", 1);
            SharedMap<Integer, String> map = map(parley);

            for (int started = 0; started < PROCESSES; started += AT_A_TIME) {
                List<Process> children = new ArrayList<>();
                for (int i = 0; i < AT_A_TIME; i++) {
                    children.add(Child.start(Adder.class, parley.directory()));
                }
                Child.join(children);
            }

            System.out.println(PyFormat.str(list));
            System.out.println(PyFormat.str(value));
            System.out.println(PyFormat.str(map));
            System.out.println(PyFormat.str(parley.intArrayOf("array", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9)));
            parley.delete();
        }
    }

    /** One of the processes; its argument is the domain's directory. */
    static final class Adder {
        private Adder() {}

        public static void main(String[] args) {
            try (Parley parley = Parley.open(Path.of(args[0]))) {
                SharedLock lock = parley.lock("lock");
                lock.lock();
                try {
                    parley.intValue("value", 1).incrementAndGet();
                    map(parley).put(1, "1");
                    map(parley).put(2, "2");
                    list(parley).replaceAll(element -> element + 1);
                } finally {
                    lock.unlock();
                }
            }
        }
    }
}
