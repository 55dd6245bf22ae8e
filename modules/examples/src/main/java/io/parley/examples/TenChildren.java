package io.parley.examples;

import io.parley.Parley;
import io.parley.process.ParleyProcess;
import io.parley.value.SharedInt;
import io.parley.value.SharedIntArray;
import java.util.ArrayList;
import java.util.List;

/** Ten children write their number into a value and its square into an array, and print what the value is then. */
public final class TenChildren {
    private static final int CHILDREN = 10;

    private TenChildren() {}

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley =
                Parley.open("ten-children-" + ProcessHandle.current().pid())) {
            SharedInt value = parley.intValue("value");
            SharedIntArray array = parley.intArrayOf("array", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
            System.out.println("init g_value=" + value.get() + ",g_array=" + array.contentToString());

            List<ParleyProcess> children = new ArrayList<>();
            for (int i = 0; i < CHILDREN; i++) {
                int number = i;
                children.add(parley.process(() -> write(number, value, array)).start());
            }
            for (ParleyProcess child : children) {
                child.join();
            }

            System.out.println("end g_value=" + value.get() + ",g_array=" + array.contentToString());
            parley.delete();
        }
    }

    private static void write(int number, SharedInt value, SharedIntArray array) {
        value.set(number);
        array.set(number, number * number);
        System.out.println("g_value.value=" + value.get());
    }
}
