package io.parley.multi;

import static io.parley.multi.Domains.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.SharedMap;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import io.parley.value.SharedLong;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who reads takes no lock, and yet never gets half a value, an older one than before, or nothing where there is
 * something, while another process overwrites, inserts, removes and moves entries of the same stripe as fast as it can.
 */
@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
class MapReadersIT {
    private static final int READS = Integer.getInteger("parley.map.reads", 300_000);
    /** Overwritten all the time. */
    private static final int HOT = 2;
    /** Never changed after the beginning. */
    private static final int STILL = 60;

    private static final long FIRST_STILL = 1_000;
    private static final long FIRST_OTHER = 1_000_000;
    private static final int MOST_LONGS = 600;

    @TempDir
    Path directory;

    /** Arguments: domain. */
    static final class Writer {
        public static void main(String[] args) {
            SplittableRandom random = new SplittableRandom();
            try (Parley parley = Domains.open(Path.of(args[0]), "writer");
                    SharedMap<Long, byte[]> map = map(parley)) {
                SharedLong stop = parley.longValue("stop");
                SharedLong writes = parley.longValue("writes");
                Script.reached("ready");
                for (long version = 1; stop.get() == 0; version++) {
                    map.set(version % HOT, value(version));
                    long other = FIRST_OTHER + random.nextInt(60);
                    if (random.nextBoolean()) {
                        map.set(other, value(version));
                    } else {
                        map.removeKey(other);
                    }
                    if (version % 5_000 == 0) {
                        growAndShrink(map);
                    }
                    writes.set(version);
                }
            }
        }

        private static void growAndShrink(SharedMap<Long, byte[]> map) {
            for (long i = 0; i < 200; i++) {
                map.set(2 * FIRST_OTHER + i, value(i));
            }
            for (long i = 0; i < 200; i++) {
                map.removeKey(2 * FIRST_OTHER + i);
            }
            map.compact();
        }
    }

    private static SharedMap<Long, byte[]> map(Parley parley) {
        return parley.map("map", Codecs.int64(), Codecs.bytes(), options -> options.stripes(1));
    }

    /** Its version again and again, and as long as only this version is. */
    private static byte[] value(long version) {
        ByteBuffer value = ByteBuffer.allocate(longs(version) * Long.BYTES);
        while (value.hasRemaining()) {
            value.putLong(version);
        }
        return value.array();
    }

    private static int longs(long version) {
        return 1 + (int) (version * 7_919 % MOST_LONGS);
    }

    private static long version(byte[] value) {
        LongBuffer longs = ByteBuffer.wrap(value).asLongBuffer();
        long version = longs.get(0);
        assertThat(longs.remaining()).as("length of version %d", version).isEqualTo(longs(version));
        while (longs.hasRemaining()) {
            if (longs.get() != version) {
                throw new AssertionError("half a value: version " + version + " and version "
                        + longs.get(longs.position() - 1) + " at " + (longs.position() - 1));
            }
        }
        return version;
    }

    @Test
    void shouldReadWholeValuesThatNeverGoBack() {
        try (Parley parley = Domains.open(directory, "test");
                SharedMap<Long, byte[]> map = map(parley)) {
            for (long key = 0; key < HOT; key++) {
                map.set(key, value(0));
            }
            for (long key = FIRST_STILL; key < FIRST_STILL + STILL; key++) {
                map.set(key, value(key));
            }
            ForkedJvm writer = ForkedJvm.fork(Writer.class, directory.toString());
            writer.awaitReached("ready", START);

            long[] seen = new long[HOT];
            for (int read = 0; read < READS; read++) {
                int hot = read % HOT;
                long version = version(map.get((long) hot));
                assertThat(version).as("version of a hot key").isGreaterThanOrEqualTo(seen[hot]);
                seen[hot] = version;
                long still = FIRST_STILL + read % STILL;
                byte[] value = map.get(still);
                if (value == null || version(value) != still) {
                    throw new AssertionError("key " + still + " that nobody changes has "
                            + (value == null ? "no value" : "version " + version(value)));
                }
            }

            parley.longValue("stop").set(1);
            writer.awaitExit(0, START);
            assertThat(seen[0]).as("versions seen").isPositive();
            System.err.println("map: " + READS + " reads of a stripe beside "
                    + parley.longValue("writes").get() + " writes");
        }
    }
}
