package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.SharedList;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.domain.Domain;
import io.parley.internal.map.MapConfig;
import io.parley.internal.map.MapStore;
import io.parley.internal.memory.ObjectKind;
import io.parley.sync.SharedLock;
import io.parley.value.SharedLong;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;

/**
 * A process that dies anywhere in a change of a list leaves it as it was or as it was to become. Three lists: one has
 * what everybody added, one has counters, one is always a permutation, or empty.
 */
@Timeout(300)
class ListCrashIT extends CrashContract {
    private static final int GROUP = 3;
    private static final List<Long> SORTED = LongStream.range(0, 40).boxed().toList();

    private Lists lists;
    private long counted;

    /** What everybody opens. */
    private static final class Lists {
        final Parley parley;
        final SharedList<Long> all;
        final SharedList<Long> counts;
        final SharedList<Long> permutation;
        final SharedLock refill;
        /** Operations that victims came back from since the latest death but one. */
        final SharedLong done;

        Lists(Parley parley) {
            this.parley = parley;
            all = parley.list("all", Codecs.int64());
            counts = parley.list("counts", Codecs.int64());
            permutation = parley.list("permutation", Codecs.int64());
            refill = parley.lock("refill");
            done = parley.longValue("done");
        }

        void refill() {
            refill.lock();
            try {
                if (permutation.isEmpty()) {
                    permutation.addAll(SORTED);
                }
            } finally {
                refill.unlock();
            }
        }

        void requirePermutation() {
            List<Long> now = permutation.snapshot();
            if (!now.isEmpty() && !now.stream().sorted().toList().equals(SORTED)) {
                throw new AssertionError("neither empty nor a permutation: " + now);
            }
        }
    }

    /** Survivors add positive numbers, victims negative ones. */
    static final class Actor extends CrashActor {
        private final Deque<Long> mine = new ArrayDeque<>();
        private Lists lists;
        private long added;
        private long counted;

        @Override
        void open(Parley parley) {
            lists = new Lists(parley);
            added = number == Control.VICTIM ? -ProcessHandle.current().pid() * 1_000 : number + 1;
        }

        @Override
        void work() {
            add();
            if (mine.size() > 15 && !lists.all.remove((Object) mine.removeFirst())) {
                throw new AssertionError("an element was lost before " + mine.getFirst());
            }
            Set<Long> seen = new HashSet<>();
            for (Long element : lists.all) {
                if (!seen.add(element)) {
                    throw new AssertionError("doubled: " + element + " in " + lists.all);
                }
            }
            if (!seen.containsAll(mine)) {
                throw new AssertionError("lost: some of " + mine + " in " + lists.all);
            }
            if (lists.counts.update(number, count -> count + 1) != ++counted) {
                throw new AssertionError("counted " + counted + ": " + lists.counts);
            }
            lists.requirePermutation();
            lists.permutation.reverse();
            if (number == 0) {
                lists.refill();
            }
        }

        private void add() {
            added += Control.SURVIVORS;
            mine.addLast(added);
            lists.all.add(added);
        }

        private List<Long> group() {
            added -= GROUP;
            return List.of(added, added + 1, added + 2);
        }

        @Override
        void die(String operation) {
            switch (operation) {
                case "append" -> lists.all.add(--added);
                case "insert" -> lists.all.add(0, --added);
                case "append a group" -> lists.all.addAll(group());
                case "insert a group" -> lists.all.addAll(1, group());
                case "count" -> lists.counts.update(number, count -> count + 1);
                case "remove" -> {
                    lists.all.add(1, --added);
                    lists.all.remove((Object) added);
                }
                case "remove a group" -> {
                    List<Long> group = group();
                    lists.all.addAll(group);
                    lists.all.removeAll(group);
                }
                case "remove the last" -> {
                    lists.permutation.add(7L);
                    lists.permutation.removeLast();
                }
                case "replace all" -> lists.permutation.replaceAll(element -> SORTED.size() - 1 - element);
                case "sort" -> lists.permutation.sort(null);
                case "clear" -> {
                    lists.permutation.clear();
                    lists.refill();
                }
                default -> throw new IllegalArgumentException(operation);
            }
            lists.done.incrementAndGet();
        }
    }

    @Override
    Class<? extends CrashActor> actor() {
        return Actor.class;
    }

    @Override
    List<Death> deaths() {
        return List.of(
                Death.in("append", Failpoint.LIST_ANNOUNCED),
                Death.in("append", Failpoint.LIST_ELEMENT_ADDED),
                Death.in("append", Failpoint.LIST_BEFORE_SWITCH),
                Death.in("append", Failpoint.LIST_SWITCHED),
                Death.in("append", Failpoint.LIST_CHANGED_BEFORE_WAKE),
                Death.in("insert", Failpoint.LIST_ELEMENT_ADDED),
                Death.in("append a group", Failpoint.LIST_ELEMENT_ADDED).at(5),
                Death.in("append a group", Failpoint.LIST_BEFORE_SWITCH),
                Death.in("insert a group", Failpoint.LIST_ELEMENT_ADDED).at(5),
                Death.in("insert a group", Failpoint.LIST_BEFORE_SWITCH),
                Death.in("insert a group", Failpoint.LIST_SWITCHED),
                Death.in("count", Failpoint.LIST_ELEMENT_REPLACED),
                Death.in("count", Failpoint.LIST_CHANGED_BEFORE_WAKE),
                Death.in("remove", Failpoint.LIST_BEFORE_SWITCH).at(4),
                Death.in("remove", Failpoint.LIST_SWITCHED).at(4),
                Death.in("remove", Failpoint.LIST_HALF_REMOVED),
                Death.in("remove a group", Failpoint.LIST_BEFORE_SWITCH).at(4),
                Death.in("remove a group", Failpoint.LIST_SWITCHED).at(4),
                Death.in("remove a group", Failpoint.LIST_HALF_REMOVED).at(5),
                Death.in("replace all", Failpoint.LIST_ELEMENT_ADDED).at(50),
                Death.in("replace all", Failpoint.LIST_BEFORE_SWITCH),
                Death.in("replace all", Failpoint.LIST_SWITCHED),
                Death.in("replace all", Failpoint.LIST_HALF_REMOVED).at(50),
                Death.in("sort", Failpoint.LIST_BEFORE_SWITCH),
                Death.in("sort", Failpoint.LIST_SWITCHED),
                Death.in("clear", Failpoint.LIST_BEFORE_SWITCH),
                Death.in("clear", Failpoint.LIST_SWITCHED),
                Death.in("append", Failpoint.LIST_TIDIED_UP).after(Death.in("append", Failpoint.LIST_ELEMENT_ADDED)),
                Death.in("append", Failpoint.LIST_HALF_REMOVED)
                        .after(Death.in("remove a group", Failpoint.LIST_SWITCHED)
                                .at(4)));
    }

    @Override
    void open(Parley parley) {
        lists = new Lists(parley);
        lists.counts.addAll(List.of(0L, 0L, 0L));
        lists.refill();
    }

    @Override
    void beforeDeath(Death death) {
        lists.all.removeIf(element -> element < 0);
        lists.done.set(0);
        counted = lists.counts.get(Control.VICTIM);
    }

    @Override
    void afterDeath(Death death) {
        long victims = lists.all.stream().filter(element -> element < 0).count();
        long done = lists.done.get();
        int deaths = death.before() == null ? 1 : 2;
        switch (death.operation()) {
            case "append", "insert" -> {
                if (deaths == 1) {
                    assertThat(victims).isBetween(done, done + 1);
                }
            }
            case "append a group", "insert a group" -> assertThat(victims).isIn(GROUP * done, GROUP * (done + 1));
            case "remove" -> assertThat(victims).isIn(0L, 1L);
            case "remove a group" -> assertThat(victims).isIn(0L, (long) GROUP);
            case "count" ->
                assertThat(lists.counts.get(Control.VICTIM) - counted).isBetween(done, done + 1);
            default -> lists.requirePermutation();
        }
    }

    @Override
    void atTheEnd() {
        lists.requirePermutation();
        for (SharedList<Long> list : List.of(lists.all, lists.counts, lists.permutation)) {
            list.reverse(); // whoever comes next removes what the last death left
            assertThat(elementsInTheMap(list)).as(list.name()).isEqualTo(list.size());
        }
    }

    private long elementsInTheMap(SharedList<Long> list) {
        MapConfig config =
                new MapConfig(ObjectKind.LIST, "list-id", Codecs.int64().id(), false, 1, 0);
        MapStore map = MapStore.open(Domain.of(lists.parley), list.name(), config);
        try {
            return map.size();
        } finally {
            map.close();
        }
    }
}
