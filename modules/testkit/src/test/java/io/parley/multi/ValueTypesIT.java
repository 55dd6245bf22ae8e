package io.parley.multi;

import static io.parley.multi.Domains.HANG;
import static io.parley.multi.Domains.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.ObjectMismatchException;
import io.parley.Parley;
import io.parley.internal.crash.Failpoint;
import io.parley.sync.Lease;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.FailAction;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import io.parley.value.SharedArray;
import io.parley.value.SharedByteArray;
import io.parley.value.SharedDouble;
import io.parley.value.SharedInt;
import io.parley.value.SharedLongArray;
import io.parley.value.SharedShortArray;
import io.parley.value.SharedValue;
import io.parley.value.ValueOptions;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Values and arrays of every type between processes that work, wait and die. */
@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
class ValueTypesIT {
    private static final int ROUNDS = 200_000;
    private static final String CODES = "bBhHiIlLqQfd";

    @TempDir
    Path directory;

    private Path domain() {
        return directory.resolve("domain");
    }

    /** Adds to elements that share a word with those of the test. Arguments: domain. */
    static final class Neighbour {
        public static void main(String[] args) {
            try (Parley parley = Domains.open(Path.of(args[0]), "neighbour")) {
                Script.barrier("start");
                work(parley, 1);
            }
        }
    }

    private static void work(Parley parley, int own) {
        SharedByteArray bytes = parley.byteArray("bytes", 4);
        SharedShortArray shorts = parley.shortArray("shorts", 2);
        SharedDouble sum = parley.doubleValue("sum");
        for (int i = 0; i < ROUNDS; i++) {
            bytes.getAndAdd(own, 1);
            bytes.set(own + 2, (byte) i);
            shorts.getAndAdd(own, 1);
            sum.getAndAdd(0.5);
        }
    }

    @Test
    void shouldLoseNoUpdateOfNeighboursInOneWord() {
        try (Parley parley = Domains.open(domain(), "test")) {
            ForkedJvm other = ForkedJvm.fork(Neighbour.class, domain().toString());
            other.awaitReached("start", START);
            other.proceed("start");
            work(parley, 0);
            other.awaitExit(0, HANG);

            byte last = (byte) (ROUNDS - 1);
            assertThat(parley.byteArray("bytes", 4).toArray())
                    .containsExactly((byte) ROUNDS, (byte) ROUNDS, last, last);
            assertThat(parley.shortArray("shorts", 2).toArray()).containsExactly((short) ROUNDS, (short) ROUNDS);
            assertThat(parley.doubleValue("sum").get()).isEqualTo(ROUNDS);
        }
    }

    /** Sees a value of every type as the test wrote it, and answers with 7 in each. Arguments: domain. */
    static final class Reader {
        public static void main(String[] args) {
            try (Parley parley = Domains.open(Path.of(args[0]), "reader")) {
                for (char code : CODES.toCharArray()) {
                    SharedValue value = parley.value("v" + code, String.valueOf(code), 5);
                    SharedArray array = parley.array("a" + code, String.valueOf(code), 3);
                    Script.report(String.valueOf(code), value.value() + " " + array.value(-1));
                    value.setValue(7);
                    array.setValue(0, 7);
                }
            }
        }
    }

    @Test
    void shouldShowEveryTypeToOtherProcesses() {
        try (Parley parley = Domains.open(domain(), "test")) {
            for (char code : CODES.toCharArray()) {
                parley.value("v" + code, String.valueOf(code), 100);
                parley.array("a" + code, String.valueOf(code), new int[] {1, 2, -1});
            }
            ForkedJvm reader = ForkedJvm.fork(Reader.class, domain().toString());
            reader.awaitExit(0, START);

            assertThat(reader.reported("b")).contains("100 -1");
            assertThat(reader.reported("B")).contains("100 255");
            assertThat(reader.reported("H")).contains("100 65535");
            assertThat(reader.reported("I")).contains("100 4294967295");
            assertThat(reader.reported("L")).contains("100 18446744073709551615");
            assertThat(reader.reported("f")).contains("100.0 -1.0");
            for (char code : CODES.toCharArray()) {
                SharedValue value = parley.value("v" + code, String.valueOf(code), 0);
                SharedArray array = parley.array("a" + code, String.valueOf(code), 3);
                assertThat(((Number) value.value()).intValue()).as("%c", code).isEqualTo(7);
                assertThat(((Number) array.value(0)).intValue()).as("%c", code).isEqualTo(7);
            }
        }
    }

    /** Changes what the test waits for. Arguments: domain. */
    static final class Changer {
        public static void main(String[] args) {
            try (Parley parley = Domains.open(Path.of(args[0]), "changer")) {
                Script.barrier("change");
                parley.byteArray("bytes", 4).set(2, (byte) 9);
            }
        }
    }

    @Test
    void shouldNoticeAChangeWhoseWriterDiedBeforeItRang() throws Exception {
        try (Parley parley = Domains.open(domain(), "test")) {
            // given a thread that sleeps until an element changes
            SharedByteArray bytes = parley.byteArray("bytes", 4);
            CompletableFuture<Byte> change = new CompletableFuture<>();
            Thread waiter = new Thread(() -> wait(bytes, change), "value-waiter");
            waiter.setDaemon(true);
            waiter.start();
            Sleepers.await("value-waiter", 1);

            // when the writer dies between the change and the bell
            ForkedJvm changer = ForkedJvm.builder(Changer.class)
                    .args(domain().toString())
                    .failAt(Failpoint.VALUE_CHANGED_BEFORE_WAKE, FailAction.KILL)
                    .start();
            changer.awaitReached("change", START);
            changer.proceed("change");
            changer.awaitFailpoint(Failpoint.VALUE_CHANGED_BEFORE_WAKE, START);

            // then the waiter sees it all the same
            assertThat(change.get(HANG.toSeconds(), TimeUnit.SECONDS)).isEqualTo((byte) 9);
        }
    }

    private static void wait(SharedByteArray bytes, CompletableFuture<Byte> change) {
        try {
            change.complete(bytes.awaitChange(2, (byte) 0));
        } catch (InterruptedException | RuntimeException e) {
            change.completeExceptionally(e);
        }
    }

    /** Fills an array under its lock. Arguments: domain. */
    static final class Filler {
        public static void main(String[] args) throws InterruptedException {
            try (Parley parley = Domains.open(Path.of(args[0]), "filler")) {
                SharedLongArray array = parley.longArray("array", 100);
                try (Lease lease = array.lock().acquire()) {
                    assertThat(lease.recovered()).isFalse();
                    array.fill(8);
                }
            }
        }
    }

    @Test
    void shouldTellTheNextHolderOfAHalfWrittenArray() throws Exception {
        try (Parley parley = Domains.open(domain(), "test")) {
            SharedLongArray array = parley.longArray("array", 100);
            array.fill(1);

            ForkedJvm filler = ForkedJvm.builder(Filler.class)
                    .args(domain().toString())
                    .failAt(Failpoint.ARRAY_HALF_WRITTEN, FailAction.KILL, 60)
                    .start();
            filler.awaitFailpoint(Failpoint.ARRAY_HALF_WRITTEN, START);

            try (Lease lease = array.lock().acquire(HANG)) {
                assertThat(lease.recovered()).isTrue();
                assertThat(array.copyRange(0, 60)).as("each element whole").containsOnly(8);
                assertThat(array.copyRange(60, 100)).containsOnly(1);
                array.fill(2);
                lease.markConsistent();
            }
            assertThat(array.snapshot()).containsOnly(2);
            assertThat(array.lock().isRecovered()).isFalse();
        }
    }

    /** Creates an array with a content. Arguments: domain. */
    static final class Creator {
        public static void main(String[] args) {
            try (Parley parley = Domains.open(Path.of(args[0]), "creator")) {
                parley.intArrayOf("array", 1, 2, 3);
            }
        }
    }

    @Test
    void shouldNeverShowAnArrayWithoutItsContent() {
        try (Parley parley = Domains.open(domain(), "test")) {
            ForkedJvm creator = ForkedJvm.builder(Creator.class)
                    .args(domain().toString())
                    .failAt(Failpoint.CREATE_BEFORE_LINK, FailAction.KILL)
                    .start();
            creator.awaitFailpoint(Failpoint.CREATE_BEFORE_LINK, START);
            assertThat(domain().resolve("array.ints")).doesNotExist();
            assertThat(parley.intArrayOf("array", 4, 5, 6).toArray()).containsExactly(4, 5, 6);
            parley.intArray("array", 3).delete();

            ForkedJvm second = ForkedJvm.builder(Creator.class)
                    .args(domain().toString())
                    .failAt(Failpoint.CREATE_AFTER_LINK, FailAction.KILL)
                    .start();
            second.awaitFailpoint(Failpoint.CREATE_AFTER_LINK, START);
            assertThat(parley.intArrayOf("array", 4, 5, 6).toArray()).containsExactly(1, 2, 3);
        }
    }

    /** Holds the lock that two values share. Arguments: domain. */
    static final class SharedHolder {
        public static void main(String[] args) throws InterruptedException {
            try (Parley parley = Domains.open(Path.of(args[0]), "holder")) {
                SharedInt one =
                        SharedInt.open(parley, "one", 0, ValueOptions.defaults().lockedBy("both"));
                one.lock().lock();
                Script.reached("held");
                one.awaitChange(0);
                one.lockedSet(5);
                one.lock().unlock();
                assertThatThrownBy(() -> SharedInt.open(parley, "one", 0)).isInstanceOf(ObjectMismatchException.class);
            }
        }
    }

    @Test
    void shouldShareOneLockAmongValuesAndProcesses() {
        try (Parley parley = Domains.open(domain(), "test")) {
            ValueOptions both = ValueOptions.defaults().lockedBy("both");
            SharedInt one = SharedInt.open(parley, "one", 0, both);
            SharedInt two = SharedInt.open(parley, "two", 0, both);
            ForkedJvm holder = ForkedJvm.fork(SharedHolder.class, domain().toString());
            holder.awaitReached("held", START);

            assertThat(two.lock().tryLock()).as("held through the other value").isFalse();
            one.set(1);

            assertThat(two.lockedGet()).isZero();
            assertThat(one.get()).isEqualTo(5);
            holder.awaitExit(0, HANG);
        }
    }
}
