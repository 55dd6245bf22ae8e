package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import io.parley.internal.crash.Failpoint;
import io.parley.value.SharedStruct;
import io.parley.value.SharedStructArray;
import java.util.List;
import org.junit.jupiter.api.Timeout;

/** A writer that dies leaves the old struct or the new one, and whoever reads or writes next goes on. */
@Timeout(180)
class StructCrashIT extends CrashContract {
    private static final int LENGTH = 3;

    private SharedStruct<Row> struct;
    private SharedStructArray<Row> array;
    private long versions;

    /** All fields are equal, always. */
    record Row(long a, long b, long c, long d, long e, long f, long g, long h) {
        static Row of(long n) {
            return new Row(n, n, n, n, n, n, n, n);
        }

        long requireWhole() {
            if (!equals(of(a))) {
                throw new AssertionError("half-written: " + this);
            }
            return a;
        }
    }

    /** The same struct as an interface. */
    interface View {
        long a();

        long b();

        long c();

        long d();

        long e();

        long f();

        long g();

        long h();

        void a(long n);

        void b(long n);

        void c(long n);

        void d(long n);

        void e(long n);

        void f(long n);

        void g(long n);

        void h(long n);

        default void setAll(long n) {
            a(n);
            b(n);
            c(n);
            d(n);
            e(n);
            f(n);
            g(n);
            h(n);
        }
    }

    /** Counts in each struct. */
    static final class Actor extends CrashActor {
        private SharedStruct<Row> struct;
        private SharedStruct<View> view;
        private SharedStructArray<Row> array;
        private long seen;

        @Override
        void open(Parley parley) {
            struct = parley.struct("struct", Row.class);
            view = parley.struct("struct", View.class);
            array = parley.structArray("array", Row.class, LENGTH);
        }

        @Override
        void work() {
            long read = struct.read().requireWhole();
            if (read < seen) {
                throw new AssertionError("the struct went back from " + seen + " to " + read);
            }
            seen = struct.update(old -> Row.of(old.requireWhole() + 1)).a();
            array.update(1, old -> Row.of(old.requireWhole() + 1));
            array.read(0).requireWhole();
        }

        @Override
        void die(String operation) {
            switch (operation) {
                case "update" -> struct.update(old -> Row.of(old.requireWhole() + 1));
                case "edit" -> view.edit(row -> row.setAll(row.a() + 1));
                case "write" -> writeUnderTheLock();
                case "compareAndSet" -> {
                    Row now = struct.read();
                    struct.compareAndSet(now, Row.of(now.a() + 1));
                }
                default -> array.update(0, old -> Row.of(old.requireWhole() + 1));
            }
        }

        private void writeUnderTheLock() {
            struct.lock().lock();
            try {
                struct.write(Row.of(struct.read().requireWhole() + 1));
            } finally {
                struct.lock().unlock();
            }
        }
    }

    @Override
    Class<? extends CrashActor> actor() {
        return Actor.class;
    }

    @Override
    List<Death> deaths() {
        return List.of(
                Death.in("update", Failpoint.CELL_HALF_WRITTEN),
                Death.in("update", Failpoint.CELL_BEFORE_PUBLISH),
                Death.in("update", Failpoint.CELL_PUBLISHED),
                Death.in("write", Failpoint.CELL_HALF_WRITTEN),
                Death.in("edit", Failpoint.CELL_HALF_WRITTEN),
                Death.in("compareAndSet", Failpoint.CELL_BEFORE_PUBLISH).atOnce(),
                Death.in("array update", Failpoint.CELL_HALF_WRITTEN),
                Death.in("array update", Failpoint.CELL_HALF_WRITTEN)
                        .after(Death.in("array update", Failpoint.CELL_HALF_WRITTEN)));
    }

    @Override
    void open(Parley parley) {
        struct = parley.struct("struct", Row.class);
        array = parley.structArray("array", Row.class, LENGTH);
    }

    @Override
    void beforeDeath(Death death) {
        versions = struct.version() + array.version(0);
    }

    @Override
    void afterDeath(Death death) {
        assertThat(struct.version() + array.version(0)).isGreaterThan(versions);
        struct.read().requireWhole();
    }

    @Override
    void atTheEnd() {
        // each change counts one, so none that was published is lost
        assertThat(struct.read().requireWhole()).isEqualTo(struct.version());
        for (int i = 0; i < LENGTH; i++) {
            assertThat(array.read(i).requireWhole()).isEqualTo(array.version(i));
        }
    }
}
