package io.parley.examples;

import io.parley.Parley;
import io.parley.process.ProcessPool;
import java.util.List;
import java.util.stream.IntStream;

/** A pool with a process for each processor squares twenty numbers; the results are in the order of the numbers. */
public final class Squares {
    private static final int NUMBERS = 20;

    private Squares() {}

    /** No arguments. */
    public static void main(String[] args) throws Exception {
        try (Parley parley = Parley.open("squares-" + ProcessHandle.current().pid())) {
            List<Integer> numbers = IntStream.range(0, NUMBERS).boxed().toList();
            try (ProcessPool pool = parley.pool(options -> options)) {
                System.out.println(pool.map(Squares::square, numbers));
            }
            parley.delete();
        }
    }

    private static int square(int number) {
        System.out.println("num=" + number + ", pid=" + ProcessHandle.current().pid());
        return number * number;
    }
}
