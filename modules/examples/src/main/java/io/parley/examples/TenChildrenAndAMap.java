package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.SharedMap;
import io.parley.process.ParleyProcess;
import io.parley.value.SharedInt;
import io.parley.value.SharedIntArray;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** As {@link TenChildren}, and each child also puts twice its number into a map. */
public final class TenChildrenAndAMap {
    private static final int CHILDREN = 10;

    private TenChildrenAndAMap() {}

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley =
                Parley.open("ten-children-and-a-map-" + ProcessHandle.current().pid())) {
            SharedInt value = parley.intValue("value");
            SharedIntArray array = parley.intArrayOf("array", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
            SharedMap<Long, Long> map = parley.map("map", Codecs.int64(), Codecs.int64());
            System.out.println("init dict=" + map + ",g_value=" + value.get() + ",g_array=" + array.contentToString());

            List<ParleyProcess> children = new ArrayList<>();
            for (int i = 0; i < CHILDREN; i++) {
                int number = i;
                children.add(
                        parley.process(() -> write(number, value, array, map)).start());
            }
            for (ParleyProcess child : children) {
                child.join();
            }

            // The map has no order; which child was first is open anyhow.
            System.out.println("end dict=" + new TreeMap<>(map) + ",g_value=" + value.get() + ",g_array="
                    + array.contentToString());
            parley.delete();
        }
    }

    private static void write(int number, SharedInt value, SharedIntArray array, SharedMap<Long, Long> map) {
        value.set(number);
        array.set(number, number * number);
        map.put((long) number, (long) number + number);
        System.out.println("g_value.value=" + value.get());
    }
}
