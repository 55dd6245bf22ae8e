package io.parley.examples;

import io.parley.Parley;
import io.parley.value.SharedInt;
import io.parley.value.SharedIntArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Ten children write their number into a value and its square into an array, and print what the value is then. */
public final class TenChildren {
    private static final int CHILDREN = 10;

    private TenChildren() {}

    /** No arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (Parley parley =
                Parley.open("ten-children-" + ProcessHandle.current().pid())) {
            SharedInt value = parley.intValue("value");
            SharedIntArray array = parley.intArrayOf("array", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
            System.out.println("init g_value=" + value.get() + ",g_array=" + array.contentToString());

            List<Process> children = new ArrayList<>();
            for (int i = 0; i < CHILDREN; i++) {
                children.add(Child.start(Writer.class, parley.directory(), i));
            }
            Child.join(children);

            System.out.println("end g_value=" + value.get() + ",g_array=" + array.contentToString());
            parley.delete();
        }
    }

    /** One of the children; its arguments are the domain's directory and its number. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) {
            int number = Integer.parseInt(args[1]);
            try (Parley parley = Parley.open(Path.of(args[0]))) {
                SharedInt value = parley.intValue("value");
                value.set(number);
                parley.intArray("array", CHILDREN).set(number, number * number);
                System.out.println("g_value.value=" + value.get());
            }
        }
    }
}
