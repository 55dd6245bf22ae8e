package io.parley.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.AnyCodec;
import io.parley.Codecs;
import io.parley.ObjectDeletedException;
import io.parley.Parley;
import io.parley.SharedObject;
import io.parley.collection.SharedList;
import io.parley.collection.SharedMap;
import io.parley.collection.SharedNamespace;
import io.parley.collection.SharedRef;
import io.parley.collection.SharedSet;
import io.parley.queue.JoinableQueue;
import io.parley.queue.SharedQueue;
import io.parley.queue.SimpleQueue;
import io.parley.queue.TransientQueue;
import io.parley.sync.BinaryLock;
import io.parley.sync.SharedBarrier;
import io.parley.sync.SharedEvent;
import io.parley.sync.SharedLatch;
import io.parley.sync.SharedLock;
import io.parley.sync.SharedReadWriteLock;
import io.parley.sync.SharedSemaphore;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import io.parley.value.SharedArray;
import io.parley.value.SharedBytes;
import io.parley.value.SharedLong;
import io.parley.value.SharedStruct;
import io.parley.value.SharedText;
import io.parley.value.SharedValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Shared objects that lie in shared collections, as another process finds them. */
@Timeout(180)
@ExtendWith(CrashTestWatcher.class)
class StoredHandlesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path directory;

    record Point(double x, double y) {}

    private static SharedMap<String, Object> open(Parley parley) {
        return parley.map("objects", Codecs.utf8(), Codecs.any(Point.class));
    }

    private static Map<String, SharedObject> objects(Parley parley) {
        Map<String, SharedObject> objects = new LinkedHashMap<>();
        for (String code : List.of("b", "B", "h", "H", "i", "I", "q", "Q", "f", "d", "?")) {
            objects.put("value " + code, parley.value("value" + (int) code.charAt(0), code, 1));
            if (!code.equals("?")) {
                objects.put("array " + code, parley.array("array" + (int) code.charAt(0), code, List.of(1, 2)));
            }
        }
        objects.put("text", parley.text("text", 20, "one"));
        objects.put("bytes", parley.bytes("bytes", 20));
        objects.put("struct", parley.struct("struct", Point.class, new Point(1, 1)));
        objects.put("lock", parley.lock("lock"));
        objects.put("binary lock", parley.binaryLock("binary"));
        objects.put("read-write lock", parley.readWriteLock("rw"));
        objects.put("semaphore", parley.semaphore("semaphore", 1));
        objects.put("bounded semaphore", parley.boundedSemaphore("bounded", 2));
        objects.put("event", parley.event("event"));
        objects.put("latch", parley.latch("latch", 2));
        objects.put("barrier", parley.barrier("barrier", 1));
        objects.put("queue", parley.queue("queue", Codecs.utf8()));
        objects.put("joinable queue", parley.joinableQueue("joinable", Codecs.record(Point.class)));
        objects.put("simple queue", parley.simpleQueue("simple", Codecs.any()));
        objects.put("transient queue", parley.transientQueue("transient", Codecs.utf8()));
        objects.put("map", parley.map("map", Codecs.utf8(), Codecs.record(Point.class)));
        objects.put("set", parley.set("set", Codecs.utf8()));
        objects.put("list", parley.list("list", Codecs.utf8()));
        objects.put("namespace", parley.namespace("namespace"));
        objects.put("ref", parley.ref("ref", Codecs.utf8()));
        return objects;
    }

    /** Does something to each object it finds in the map. */
    static final class User {
        public static void main(String[] args) throws Exception {
            try (Parley parley = Parley.open(Path.of(args[0]))) {
                for (Map.Entry<String, Object> each : open(parley).entrySet()) {
                    use(each.getValue());
                    Script.report(each.getKey(), each.getValue().getClass().getSimpleName());
                }
            }
        }

        @SuppressWarnings("unchecked") // the test knows what it put
        private static void use(Object object) throws Exception {
            if (object instanceof SharedValue value) {
                value.setValue(0);
            } else if (object instanceof SharedBytes bytes) {
                bytes.setValue("two".getBytes(StandardCharsets.US_ASCII));
            } else if (object instanceof SharedArray array) {
                array.setValue(1, 0);
            } else if (object instanceof SharedText text) {
                text.set("two");
            } else if (object instanceof SharedStruct) {
                ((SharedStruct<Point>) object).write(new Point(2, 2));
            } else if (object instanceof SharedQueue) {
                boolean points = object instanceof JoinableQueue;
                ((SharedQueue<Object>) object).put(points ? new Point(2, 2) : "two");
            } else if (object instanceof SimpleQueue) {
                ((SimpleQueue<Object>) object).put(List.of("two"));
            } else if (object instanceof TransientQueue) {
                ((TransientQueue<String>) object).put("two");
            } else if (object instanceof SharedMap) {
                ((SharedMap<String, Point>) object).put("k", new Point(2, 2));
            } else if (object instanceof SharedSet) {
                ((SharedSet<String>) object).add("two");
            } else if (object instanceof SharedList) {
                ((SharedList<String>) object).add("two");
            } else if (object instanceof SharedNamespace namespace) {
                namespace.set("x", "two");
            } else if (object instanceof SharedRef) {
                ((SharedRef<String>) object).set("two");
            } else {
                synchronise(object);
            }
        }

        private static void synchronise(Object object) throws Exception {
            if (object instanceof SharedLock lock) {
                lock.lock();
                lock.unlock();
            } else if (object instanceof BinaryLock lock) {
                lock.lock();
            } else if (object instanceof SharedReadWriteLock lock) {
                lock.writeLock().lock();
                lock.writeLock().unlock();
            } else if (object instanceof SharedSemaphore semaphore) {
                semaphore.acquire();
            } else if (object instanceof SharedEvent event) {
                event.set();
            } else if (object instanceof SharedLatch latch) {
                latch.countDown();
            } else if (object instanceof SharedBarrier barrier) {
                barrier.await();
            } else {
                throw new IllegalStateException("arrived as " + object.getClass());
            }
        }
    }

    @Test
    void shouldBeTheSameObjectsInAnotherProcess() throws Exception {
        try (Parley parley = Parley.open(directory)) {
            Map<String, SharedObject> mine = objects(parley);
            SharedMap<String, Object> shared = open(parley);
            shared.putAll(mine);

            ForkedJvm user = ForkedJvm.fork(User.class, directory.toString());
            user.awaitExit(0, PATIENCE);

            mine.forEach((name, object) -> assertThat(user.reported(name))
                    .as(name)
                    .contains(object.getClass().getSimpleName()));
            for (SharedObject object : mine.values()) {
                if (object instanceof SharedValue value) {
                    assertThat(value.value())
                            .as(value.name())
                            .satisfiesAnyOf(
                                    found -> assertThat(found).isEqualTo(false),
                                    found -> assertThat(((Number) found).doubleValue())
                                            .isZero());
                } else if (object instanceof SharedArray array && !(object instanceof SharedBytes)) {
                    assertThat(((Number) array.value(1)).doubleValue())
                            .as(array.name())
                            .isZero();
                }
            }
            requireUsed(mine);
        }
    }

    private static void requireUsed(Map<String, SharedObject> mine) throws Exception {
        assertThat(((SharedText) mine.get("text")).get()).isEqualTo("two");
        assertThat(((SharedBytes) mine.get("bytes")).value()).isEqualTo("two".getBytes(StandardCharsets.US_ASCII));
        assertThat(((SharedStruct<?>) mine.get("struct")).read()).isEqualTo(new Point(2, 2));
        assertThat(((SharedLock) mine.get("lock")).token()).isEqualTo(1);
        assertThat(((BinaryLock) mine.get("binary lock")).isLocked()).isTrue();
        assertThat(((SharedSemaphore) mine.get("semaphore")).availablePermits()).isZero();
        assertThat(((SharedSemaphore) mine.get("bounded semaphore")).availablePermits())
                .isEqualTo(1);
        assertThat(((SharedEvent) mine.get("event")).isSet()).isTrue();
        assertThat(((SharedLatch) mine.get("latch")).count()).isEqualTo(1);
        assertThat(((SharedQueue<?>) mine.get("queue")).take()).isEqualTo("two");
        assertThat(((SharedQueue<?>) mine.get("joinable queue")).take()).isEqualTo(new Point(2, 2));
        assertThat(((SimpleQueue<?>) mine.get("simple queue")).take()).isEqualTo(List.of("two"));
        assertThat(((TransientQueue<?>) mine.get("transient queue")).take()).isEqualTo("two");
        assertThat(((SharedMap<?, ?>) mine.get("map")).get("k")).isEqualTo(new Point(2, 2));
        assertThat(((SharedSet<?>) mine.get("set")).contains("two")).isTrue();
        assertThat((SharedList<?>) mine.get("list")).hasToString("[two]");
        assertThat(((SharedNamespace) mine.get("namespace")).get("x")).isEqualTo("two");
        assertThat(((SharedRef<?>) mine.get("ref")).get()).isEqualTo("two");
    }

    /** Stores a number and a list that has that number in it, and dies. */
    static final class Giver {
        public static void main(String[] args) {
            try (Parley parley = Parley.open(Path.of(args[0]))) {
                SharedLong number = parley.longValue("number", 7);
                SharedList<Object> list = parley.list("list", Codecs.any());
                list.add(number);
                list.add(List.of(number, "beside"));
                open(parley).put("list", list);
                Script.barrier("stored");
            }
        }
    }

    @Test
    void shouldStayWhenWhoeverStoredThemIsKilled() throws Exception {
        try (Parley parley = Parley.open(directory)) {
            ForkedJvm giver = ForkedJvm.fork(Giver.class, directory.toString());
            giver.awaitReached("stored", PATIENCE);
            giver.kill();

            SharedMap<String, Object> shared = open(parley);
            SharedList<?> list = (SharedList<?>) shared.get("list");
            SharedLong number = (SharedLong) list.get(0);
            number.incrementAndGet();

            assertThat(((SharedLong) ((List<?>) list.get(1)).get(0)).get()).isEqualTo(8);
            assertThat(shared.get("list")).isSameAs(list);
        }
    }

    /** Deletes the number, and founds another one of its name. */
    static final class Replacer {
        public static void main(String[] args) {
            try (Parley parley = Parley.open(Path.of(args[0]))) {
                parley.longValue("number").delete();
                parley.longValue("number", 100);
            }
        }
    }

    @Test
    void shouldNotBeTakenForAnObjectThatCameLater() throws Exception {
        try (Parley parley = Parley.open(directory)) {
            AnyCodec values = Codecs.any();
            SharedNamespace namespace = parley.namespace("namespace", values);
            namespace.set("number", parley.longValue("number", 1));
            assertThat(namespace.get("number", SharedLong.class).get()).isEqualTo(1);

            ForkedJvm replacer = ForkedJvm.fork(Replacer.class, directory.toString());
            replacer.awaitExit(0, PATIENCE);

            assertThatThrownBy(() -> namespace.get("number"))
                    .isInstanceOf(ObjectDeletedException.class)
                    .hasMessageContaining("'number'");
            try (Parley other = Parley.open(directory)) {
                SharedNamespace fresh = other.namespace("namespace", values);
                assertThatThrownBy(() -> fresh.get("number")).isInstanceOf(ObjectDeletedException.class);
                assertThat(other.longValue("number").get()).isEqualTo(100);
            }
        }
    }
}
