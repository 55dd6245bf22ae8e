package io.parley.internal.map;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Changes of a map that two processes can both work out: they depend on a seed only. */
final class MapTraffic {
    private static final int KEYS = 800;
    private static final int LARGE = 1 << 20;

    /** Whatever is changed. */
    interface Target {
        void put(byte[] key, byte[] value);

        void remove(byte[] key);
    }

    private MapTraffic() {}

    /** Changes a map. */
    static void run(long seed, int changes, Target target) {
        Random random = new Random(seed);
        for (int i = 0; i < changes; i++) {
            byte[] key = key(random);
            if (random.nextInt(3) == 0) {
                target.remove(key);
            } else {
                target.put(key, bytes(random, random.nextInt(20) == 0 ? random.nextInt(5_000) : random.nextInt(100)));
            }
        }
        for (int length : new int[] {1, 127, 128, 16_383, 16_384, LARGE}) {
            Random fixed = new Random(length);
            target.put(bytes(fixed, length), bytes(random, length == 1 ? 0 : length));
        }
    }

    private static byte[] key(Random random) {
        int number = random.nextInt(KEYS);
        return ByteBuffer.allocate(Integer.BYTES + number % 50).putInt(number).array();
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** What is in an empty map after so many runs, with the seeds from {@code seed} on. */
    static Map<ByteBuffer, ByteBuffer> after(long seed, int runs, int changes) {
        Map<ByteBuffer, ByteBuffer> content = new HashMap<>();
        for (int i = 0; i < runs; i++) {
            run(seed + i, changes, new Target() {
                @Override
                public void put(byte[] key, byte[] value) {
                    content.put(ByteBuffer.wrap(key), ByteBuffer.wrap(value));
                }

                @Override
                public void remove(byte[] key) {
                    content.remove(ByteBuffer.wrap(key));
                }
            });
        }
        return content;
    }
}
