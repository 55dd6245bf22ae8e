package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.SharedMap;
import io.parley.value.SharedInt;
import io.parley.value.SharedIntArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** As {@link TenChildren}, and each child also puts twice its number into a map. */
public final class TenChildrenAndAMap {
    private static final int CHILDREN = 10;

    private TenChildrenAndAMap() {}

    private static SharedMap<Long, Long> map(Parley parley) {
        return parley.map("map", Codecs.int64(), Codecs.int64());
    }

    /** No arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (Parley parley =
                Parley.open("ten-children-and-a-map-" + ProcessHandle.current().pid())) {
            SharedInt value = parley.intValue("value");
            SharedIntArray array = parley.intArrayOf("array", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
            SharedMap<Long, Long> map = map(parley);
            System.out.println("init dict=" + map + ",g_value=" + value.get() + ",g_array=" + array.contentToString());

            List<Process> children = new ArrayList<>();
            for (int i = 0; i < CHILDREN; i++) {
                children.add(Child.start(Writer.class, parley.directory(), i));
            }
            Child.join(children);

            // The map has no order; which child was first is open anyhow.
            System.out.println("end dict=" + new TreeMap<>(map) + ",g_value=" + value.get() + ",g_array="
                    + array.contentToString());
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
                map(parley).put((long) number, (long) number + number);
                System.out.println("g_value.value=" + value.get());
            }
        }
    }
}
