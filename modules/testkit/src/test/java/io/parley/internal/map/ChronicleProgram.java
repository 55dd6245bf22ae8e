package io.parley.internal.map;

import io.parley.testkit.Script;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;

/** A program that knows nothing of Parley and has Chronicle Map. */
final class ChronicleProgram {
    /** Chronicle Map needs the compiler's internals to create its classes; Parley does not. */
    static final String FLAG = "--add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED";

    private ChronicleProgram() {}

    /** Whatever the numbers say here, those of an existing file count. */
    private static ChronicleMapBuilder<byte[], byte[]> builder() {
        return ChronicleMapBuilder.of(byte[].class, byte[].class)
                .entries(1_000)
                .averageKeySize(8)
                .averageValueSize(8);
    }

    /**
     * Expects what so many runs of {@link MapTraffic} left in a file, and does one more. Arguments: file, seed, runs,
     * changes in each.
     */
    static final class ReadAndWrite {
        public static void main(String[] args) throws IOException {
            File file = new File(args[0]);
            long seed = Long.parseLong(args[1]);
            int runs = Integer.parseInt(args[2]);
            int changes = Integer.parseInt(args[3]);
            Map<ByteBuffer, ByteBuffer> expected = MapTraffic.after(seed, runs, changes);
            try (ChronicleMap<byte[], byte[]> map = builder().createPersistedTo(file)) {
                requireSame(map, expected);
            }
            List<String> corruptions = new ArrayList<>();
            try (ChronicleMap<byte[], byte[]> map =
                    builder().recoverPersistedTo(file, true, found -> corruptions.add(found.message()))) {
                requireSame(map, expected);
                // Says so of its own files as well: its lowest free chunk is a hint, and recovery wants it exact.
                corruptions.removeIf(message -> message.startsWith("wrong lowest free chunk"));
                Script.report("corruptions", corruptions);
                MapTraffic.run(seed + runs, changes, new MapTraffic.Target() {
                    @Override
                    public void put(byte[] key, byte[] value) {
                        map.put(key, value);
                    }

                    @Override
                    public void remove(byte[] key) {
                        map.remove(key);
                    }
                });
                requireSame(map, MapTraffic.after(seed, runs + 1, changes));
            }
            Script.report("entries", expected.size());
        }

        private static void requireSame(ChronicleMap<byte[], byte[]> map, Map<ByteBuffer, ByteBuffer> expected) {
            Map<ByteBuffer, ByteBuffer> found = new HashMap<>();
            // The arrays may be filled again for the next entry.
            map.forEach((key, value) -> found.put(ByteBuffer.wrap(key.clone()), ByteBuffer.wrap(value.clone())));
            if (map.longSize() != expected.size() || !found.equals(expected)) {
                throw new AssertionError("size=" + map.longSize() + " shown=" + found.size() + " expected="
                        + expected.size() + " equal=" + found.equals(expected));
            }
            expected.forEach((key, value) -> {
                byte[] single = map.get(key.array());
                if (single == null || !ByteBuffer.wrap(single).equals(value)) {
                    throw new AssertionError("another value of a key of " + key.capacity() + " bytes");
                }
            });
        }
    }

    /** Creates a file of its own. Arguments: file. */
    static final class Create {
        public static void main(String[] args) throws IOException {
            try (ChronicleMap<byte[], byte[]> map = builder().createPersistedTo(new File(args[0]))) {
                map.put(new byte[] {1}, new byte[] {2});
            }
        }
    }
}
