package io.parley.multi;

import static io.parley.multi.Domains.HANG;
import static io.parley.multi.Domains.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.SharedList;
import io.parley.internal.crash.Failpoint;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.FailAction;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.ForkedJvmBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A process stands still in the middle of each kind of change: the others read the old list, or the new one. */
@Timeout(180)
@ExtendWith(CrashTestWatcher.class)
class SharedListStepsIT {
    @TempDir
    Path directory;

    /** Each kind of change; the same on a shared list and on any other. */
    private enum Change {
        APPEND(list -> list.add(-1L)),
        APPEND_MANY(list -> list.addAll(numbers(1_000))),
        INSERT(list -> list.add(300, -2L)),
        INSERT_MANY(list -> list.addAll(0, numbers(700))),
        REMOVE(list -> list.remove(5)),
        REMOVE_LAST(list -> list.remove(list.size() - 1)),
        REMOVE_RANGE(list -> list.subList(200, 600).clear()),
        REMOVE_SOME(list -> list.removeIf(element -> element % 3 == 0)),
        SORT(list -> list.sort(Comparator.reverseOrder())),
        REPLACE_ALL(list -> list.replaceAll(element -> element + 1)),
        ORDER(list -> list.sort(null)),
        CLEAR(List::clear),
        BEGIN_ANEW(list -> list.addAll(numbers(10)));

        final Consumer<List<Long>> change;

        Change(Consumer<List<Long>> change) {
            this.change = change;
        }

        private static List<Long> numbers(int count) {
            return LongStream.range(0, count).boxed().toList();
        }
    }

    /** Argument: domain. */
    static final class Writer {
        public static void main(String[] args) {
            try (Parley parley = Domains.open(Path.of(args[0]), "writer")) {
                SharedList<Long> list = parley.list("numbers", Codecs.int64());
                for (Change each : Change.values()) {
                    each.change.accept(list);
                }
            }
        }
    }

    /** Argument: domain. */
    static final class Counter {
        public static void main(String[] args) {
            try (Parley parley = Domains.open(Path.of(args[0]), "counter")) {
                parley.list("numbers", Codecs.int64()).update(0, count -> count + 1);
            }
        }
    }

    @Test
    void shouldReadTheOldListOrTheNewOneBesideAWriterThatStandsStill() throws Exception {
        Path domain = directory.resolve("domain");
        try (Parley parley = Domains.open(domain, "test")) {
            SharedList<Long> list = parley.list("numbers", Codecs.int64());
            List<Long> model = new ArrayList<>();
            for (long i = 0; i < 700; i++) {
                model.add(i);
            }
            Collections.shuffle(model);
            list.addAll(model);
            ForkedJvm writer = writer(domain);

            for (Change each : Change.values()) {
                writer.awaitFailpoint(Failpoint.LIST_BEFORE_SWITCH, START);
                requireEqual(list, model, each);
                writer.resume();
                each.change.accept(model);
                writer.awaitFailpoint(Failpoint.LIST_SWITCHED, START);
                requireEqual(list, model, each);
                writer.resume();
            }
            writer.awaitExit(0, HANG);
            requireEqual(list, model, Change.BEGIN_ANEW);
        }
    }

    private static ForkedJvm writer(Path domain) {
        ForkedJvmBuilder builder = Domains.child(Writer.class, domain);
        for (int i = 1; i <= Change.values().length; i++) {
            builder = builder.failAt(Failpoint.LIST_BEFORE_SWITCH, FailAction.STOP, i)
                    .failAt(Failpoint.LIST_SWITCHED, FailAction.STOP, i);
        }
        return builder.start();
    }

    private static void requireEqual(SharedList<Long> list, List<Long> model, Change change) {
        assertThat(list.snapshot()).as("%s", change).isEqualTo(model);
        assertThat(list.size()).isEqualTo(model.size());
        for (int i = 0; i < model.size(); i += 17) {
            assertThat(list.get(i)).as("%s: element %d", change, i).isEqualTo(model.get(i));
        }
    }

    /** Its element is there, and those who wait for a change are woken, although it died before it could say so. */
    @Test
    void shouldShowWhoWaitsWhatTheDeadOneReplaced() throws Exception {
        Path domain = directory.resolve("domain");
        try (Parley parley = Domains.open(domain, "test")) {
            SharedList<Long> list = parley.list("numbers", Codecs.int64());
            list.add(41L);
            long seen = list.version();
            ForkedJvm counter = Domains.child(Counter.class, domain)
                    .failAt(Failpoint.LIST_ELEMENT_REPLACED, FailAction.STOP)
                    .start();
            counter.awaitFailpoint(Failpoint.LIST_ELEMENT_REPLACED, START);
            assertThat(list.version()).isEqualTo(seen);
            CompletableFuture<Long> waiter = CompletableFuture.supplyAsync(() -> {
                try {
                    return list.awaitChange(seen);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });

            counter.kill();

            assertThat(waiter.get(HANG.toSeconds(), TimeUnit.SECONDS)).isGreaterThan(seen);
            assertThat(list).containsExactly(42L);
        }
    }
}
