package io.parley.examples;

import io.parley.Parley;
import io.parley.value.SharedInt;
import io.parley.value.SharedIntArray;
import io.parley.value.SharedLongArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Ten processes write their number into a shared value, its square into a shared array, and add themselves to the array
 * of how many were even and odd.
 */
public final class SharedArrays {
    private static final int PROCESSES = 10;

    private SharedArrays() {}

    /** No arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (Parley parley =
                Parley.open("shared-arrays-" + ProcessHandle.current().pid())) {
            SharedInt last = parley.intValue("last", -1);
            SharedIntArray squares = parley.intArray("squares", PROCESSES);
            SharedLongArray parity = parley.longArray("parity", 2);
            for (int i = 0; i < squares.length(); i++) {
                squares.set(i, i);
            }
            System.out.println("before: last=" + last.get() + " squares=" + Arrays.toString(squares.toArray()));

            List<Process> workers = new ArrayList<>();
            for (int i = 0; i < PROCESSES; i++) {
                workers.add(Child.start(Worker.class, parley.directory(), i));
            }
            Child.join(workers);

            System.out.println("after: last is one of them: " + (last.get() >= 0 && last.get() < PROCESSES));
            System.out.println("after: squares=" + Arrays.toString(squares.toArray()));
            System.out.println("after: even=" + parity.get(0) + " odd=" + parity.at(-1));
            parley.delete();
        }
    }

    /** One of the processes; its arguments are the domain's directory and its number. */
    static final class Worker {
        private Worker() {}

        public static void main(String[] args) {
            int number = Integer.parseInt(args[1]);
            try (Parley parley = Parley.open(Path.of(args[0]))) {
                parley.intValue("last").set(number);
                parley.intArray("squares", PROCESSES).set(number, number * number);
                parley.longArray("parity", 2).incrementAndGet(number % 2);
            }
        }
    }
}
