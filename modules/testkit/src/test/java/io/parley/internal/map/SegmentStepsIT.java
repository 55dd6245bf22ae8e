package io.parley.internal.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.MessageBuffer;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import io.parley.testkit.Seeds;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Wherever a writer stands between two stores of a segment, others find everything: there, and after a repair, and
 * after a repair of a repair. Many thousand such places, without killing anybody: a copy of the segment is what a
 * survivor would find.
 */
@Timeout(300)
@ExtendWith(CrashTestWatcher.class)
class SegmentStepsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(240);

    /** Writes in small tables and looks at each failpoint. Arguments: seed. */
    static final class Writer {
        private static final int HEAD = 128;
        private static final SegmentSize SIZE = new SegmentSize(64, 256);
        private static final Segment.Place PLACE = new Segment.Place(0, 1, SIZE, 0);

        private final Map<Failpoint, Integer> looks = new EnumMap<>(Failpoint.class);
        private final Map<ByteBuffer, ByteBuffer> model = new HashMap<>();
        private final ByteBuffer bytes = memory();
        private final Segment segment = new Segment(PLACE, bytes, 0, bytes, HEAD);
        private final Random random;
        /** What a process is writing right now: the segment, or a copy that is being repaired. */
        private ByteBuffer writing = bytes;

        private int depth;
        /** The key that is being changed. */
        private ByteBuffer touched;

        Writer(long seed) {
            random = new Random(seed);
        }

        public static void main(String[] args) {
            Writer writer = new Writer(Long.parseLong(args[0]));
            Failpoint.install(writer::look);
            for (int i = 0; i < 20_000; i++) {
                writer.change();
            }
            writer.looks.forEach((point, times) -> Script.report(point.name(), times));
        }

        private static ByteBuffer memory() {
            return ByteBuffer.allocateDirect(HEAD + (int) SIZE.bytes()).order(ByteOrder.nativeOrder());
        }

        private void change() {
            MessageBuffer key = new MessageBuffer();
            key.writeInt(random.nextInt(60));
            touched = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
            touched.putInt(key.readInt()).clear();
            long hash = Segment.hash(key);
            int slot = segment.find(key, hash);
            if (random.nextInt(5) < 3) {
                put(key, hash, slot);
            } else if (slot != Segment.NONE) {
                long old = segment.entry(slot);
                segment.removeSlot(slot);
                segment.free(old);
                segment.added(-1);
                model.remove(touched);
            }
        }

        private void put(MessageBuffer key, long hash, int slot) {
            byte[] content = new byte[random.nextInt(120)];
            random.nextBytes(content);
            MessageBuffer value = new MessageBuffer();
            value.writeBytes(content, 0, content.length);
            if (slot == Segment.NONE && !segment.hasSlot()) {
                return;
            }
            int chunk = segment.allocate(Segment.chunksFor(4, content.length));
            segment.write(chunk, key, hash, value);
            if (slot == Segment.NONE) {
                segment.insert(hash, chunk);
                segment.added(1);
            } else {
                long old = segment.entry(slot);
                segment.replace(slot, hash, chunk);
                segment.free(old);
            }
            model.put(touched, ByteBuffer.wrap(content));
        }

        /** As a survivor; and, while that repairs, as the survivor of the survivor. */
        private void look(Failpoint point) {
            if (depth == 2) {
                return;
            }
            looks.merge(point, 1, Integer::sum);
            ByteBuffer dead = writing;
            ByteBuffer copy = memory();
            copy.put(0, dead, 0, dead.capacity());
            depth++;
            writing = copy;
            Segment survivor = new Segment(PLACE, copy, 0, copy, HEAD);
            SegmentCheck check = SegmentCheck.of(survivor);
            require(check.damages().isEmpty(), point, check);
            require(SegmentRepair.repair(survivor).isEmpty(), point, "damage");
            SegmentCheck after = SegmentCheck.of(survivor);
            require(after.isClean(), point, after);
            requireOldOrNew(survivor, point);
            writing = dead;
            depth--;
        }

        private void requireOldOrNew(Segment survivor, Failpoint point) {
            Map<ByteBuffer, ByteBuffer> content = new HashMap<>();
            survivor.forEach((words, keyOffset, keyLength, valueOffset, valueLength) -> {
                byte[] key = new byte[keyLength];
                byte[] value = new byte[valueLength];
                words.get(keyOffset, key);
                words.get(valueOffset, value);
                content.put(ByteBuffer.wrap(key), ByteBuffer.wrap(value));
                return true;
            });
            // At none of the points is a written entry reachable: the key is as it was, or it is being removed.
            Map<ByteBuffer, ByteBuffer> removed = new HashMap<>(model);
            removed.remove(touched);
            require(
                    content.equals(model) || point != Failpoint.MAP_ENTRY_HALF_WRITTEN && content.equals(removed),
                    point,
                    content.size() + " entries of " + model.size());
        }

        private static void require(boolean condition, Failpoint point, Object what) {
            if (!condition) {
                throw new AssertionError(point + ": " + what);
            }
        }
    }

    @Test
    void shouldLoseNothingAtAnyStore() {
        long seed = Seeds.derive("steps");
        ForkedJvm writer = ForkedJvm.builder(Writer.class)
                .jvmFlags("-Dparley.failpoints=true")
                .args(Long.toString(seed))
                .start();

        writer.awaitExit(0, PATIENCE);

        for (Failpoint point : new Failpoint[] {
            Failpoint.MAP_ENTRY_HALF_WRITTEN, Failpoint.MAP_SLOT_SHIFTED, Failpoint.MAP_REPAIR_HALF_DONE
        }) {
            assertThat(Integer.parseInt(writer.reported(point.name()).orElse("0")))
                    .as("times at %s", point)
                    .isGreaterThan(1_000);
        }
    }
}
