package io.parley.examples;

import io.parley.Parley;
import io.parley.process.ProcessPool;
import java.util.List;

/** Five processes square ten numbers; the results come in the order of the numbers. */
public final class PoolMap {
    private PoolMap() {}

    /** No arguments. */
    public static void main(String[] args) throws Exception {
        try (Parley parley = Parley.open("pool-map-" + ProcessHandle.current().pid())) {
            try (ProcessPool pool = parley.pool(5)) {
                System.out.println(pool.map(i -> i * i, List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)));
            }
            parley.delete();
        }
    }
}
