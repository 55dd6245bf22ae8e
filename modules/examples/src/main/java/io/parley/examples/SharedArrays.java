package io.parley.examples;

import io.parley.Parley;
import io.parley.process.ParleyProcess;
import io.parley.value.SharedInt;
import io.parley.value.SharedIntArray;
import io.parley.value.SharedLongArray;
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
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley =
                Parley.open("shared-arrays-" + ProcessHandle.current().pid())) {
            SharedInt last = parley.intValue("last", -1);
            SharedIntArray squares = parley.intArray("squares", PROCESSES);
            SharedLongArray parity = parley.longArray("parity", 2);
            for (int i = 0; i < squares.length(); i++) {
                squares.set(i, i);
            }
            System.out.println("before: last=" + last.get() + " squares=" + Arrays.toString(squares.toArray()));

            List<ParleyProcess> workers = new ArrayList<>();
            for (int i = 0; i < PROCESSES; i++) {
                int number = i;
                workers.add(parley.process(() -> work(number, last, squares, parity))
                        .start());
            }
            for (ParleyProcess worker : workers) {
                worker.join();
            }

            System.out.println("after: last is one of them: " + (last.get() >= 0 && last.get() < PROCESSES));
            System.out.println("after: squares=" + Arrays.toString(squares.toArray()));
            System.out.println("after: even=" + parity.get(0) + " odd=" + parity.at(-1));
            parley.delete();
        }
    }

    private static void work(int number, SharedInt last, SharedIntArray squares, SharedLongArray parity) {
        last.set(number);
        squares.set(number, number * number);
        parity.incrementAndGet(number % 2);
    }
}
