package io.parley.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.internal.domain.Domain;
import io.parley.internal.map.MapConfig;
import io.parley.internal.map.MapStore;
import io.parley.internal.memory.ObjectKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.ListIterator;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Random operations on a list, through two handles, and on an {@link ArrayList}: both are the same at every step. */
@Timeout(120)
class SharedListModelTest {
    private static final int STEPS = 2_000;

    @TempDir
    Path directory;

    private Parley parley;
    private final List<Long> model = new ArrayList<>();
    private SharedList<Long> one;
    private SharedList<Long> other;
    private Random random;
    private long next;

    @BeforeEach
    void open() {
        parley = Parley.open(ParleyConfig.at(directory).withDurable(false));
        one = parley.list("numbers", Codecs.int64());
        other = parley.list("numbers", Codecs.int64());
        long seed = Long.getLong("parley.seed", ThreadLocalRandom.current().nextLong());
        System.err.println("random seed " + seed + "; repeat with -Dparley.seed=" + seed);
        random = new Random(seed);
    }

    @AfterEach
    void close() {
        parley.close();
    }

    @RepeatedTest(5)
    void shouldBeWhatAnArrayListIs() {
        for (int step = 0; step < STEPS; step++) {
            SharedList<Long> list = random.nextBoolean() ? one : other;
            step(list);
            if (step % 16 == 0) {
                compare(random.nextBoolean() ? one : other);
            }
        }
        compare(one);
        compare(other);
        assertThat(elementsInTheMap()).isEqualTo(model.size());
    }

    @Test
    void shouldGrowThroughManyPieces() {
        for (int round = 0; round < 12; round++) {
            List<Long> more = more(1 << round);
            one.addAll(more);
            model.addAll(more);
            other.add(model.size() / 2, -1L);
            model.add(model.size() / 2, -1L);
        }

        compare(one);
        compare(other);
        assertThat(model).hasSizeGreaterThan(4_000);
        assertThat(elementsInTheMap()).isEqualTo(model.size());
    }

    private void compare(SharedList<Long> list) {
        assertThat(list.snapshot()).isEqualTo(model);
        assertThat(list.size()).isEqualTo(model.size());
        if (!model.isEmpty()) {
            int index = random.nextInt(model.size());
            assertThat(list.get(index)).isEqualTo(model.get(index));
            assertThat(list.getFirst()).isEqualTo(model.get(0));
            assertThat(list.getLast()).isEqualTo(model.get(model.size() - 1));
            assertThat(list.indexOf(model.get(index))).isEqualTo(model.indexOf(model.get(index)));
            assertThat(list.lastIndexOf(model.get(index))).isEqualTo(model.lastIndexOf(model.get(index)));
        }
        assertThat(list.hashCode()).isEqualTo(model.hashCode());
        assertThat(list.toString()).isEqualTo(model.toString());
    }

    private void step(SharedList<Long> list) {
        switch (random.nextInt(24)) {
            case 0, 1, 2, 3 -> assertThat(list.add(next)).isEqualTo(model.add(next++));
            case 4, 5 -> addInside(list);
            case 6, 7 -> addAll(list);
            case 8, 9, 10 -> change(list);
            case 11, 12 -> removeOne(list);
            case 13 -> removeEnds(list);
            case 14 -> sort(list);
            case 15 -> replaceAll(list);
            case 16 -> removeSome(list);
            case 17 -> {
                list.reverse();
                Collections.reverse(model);
            }
            case 18 -> iterate(list.listIterator(), model.listIterator());
            case 19 -> range(list);
            case 20 -> clearSometimes(list);
            case 21 -> retain(list);
            case 22 -> assertThat(list.remove((Object) (next / 2))).isEqualTo(model.remove((Object) (next / 2)));
            default -> Collections.swap(both(list), index(), index());
        }
    }

    /** A list that does everything to both. */
    private List<Long> both(SharedList<Long> list) {
        return new java.util.AbstractList<>() {
            @Override
            public Long get(int index) {
                return model.get(index);
            }

            @Override
            public Long set(int index, Long element) {
                assertThat(list.set(index, element)).isEqualTo(model.get(index));
                return model.set(index, element);
            }

            @Override
            public int size() {
                return model.size();
            }
        };
    }

    private int index() {
        if (model.isEmpty()) {
            one.add(next);
            model.add(next++);
        }
        return random.nextInt(model.size());
    }

    private List<Long> more(int count) {
        List<Long> more = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            more.add(next++);
        }
        return more;
    }

    private void addInside(SharedList<Long> list) {
        int at = random.nextInt(model.size() + 1);
        list.add(at, next);
        model.add(at, next++);
    }

    private void addAll(SharedList<Long> list) {
        List<Long> more = more(random.nextInt(40));
        int at = random.nextBoolean() ? model.size() : random.nextInt(model.size() + 1);
        assertThat(list.addAll(at, more)).isEqualTo(model.addAll(at, more));
    }

    private void change(SharedList<Long> list) {
        int at = index();
        if (random.nextBoolean()) {
            assertThat(list.set(at, next)).isEqualTo(model.set(at, next++));
        } else {
            model.set(at, model.get(at) * 3);
            assertThat(list.update(at, element -> element * 3)).isEqualTo(model.get(at));
        }
    }

    private void removeOne(SharedList<Long> list) {
        int at = index();
        assertThat(list.remove(at)).isEqualTo(model.remove(at));
    }

    private void removeEnds(SharedList<Long> list) {
        index();
        assertThat(list.removeLast()).isEqualTo(model.remove(model.size() - 1));
        index();
        assertThat(list.removeFirst()).isEqualTo(model.remove(0));
    }

    private void sort(SharedList<Long> list) {
        Comparator<Long> order = random.nextBoolean() ? null : Comparator.comparing(element -> element % 10);
        list.sort(order);
        model.sort(order);
    }

    private void replaceAll(SharedList<Long> list) {
        list.replaceAll(element -> element + 1);
        model.replaceAll(element -> element + 1);
    }

    private void removeSome(SharedList<Long> list) {
        long rest = random.nextInt(7);
        assertThat(list.removeIf(element -> element % 7 == rest))
                .isEqualTo(model.removeIf(element -> element % 7 == rest));
    }

    private void retain(SharedList<Long> list) {
        List<Long> some = new ArrayList<>(model);
        some.removeIf(element -> random.nextInt(10) == 0);
        assertThat(list.retainAll(some)).isEqualTo(model.retainAll(some));
    }

    private void clearSometimes(SharedList<Long> list) {
        if (random.nextInt(20) == 0) {
            list.clear();
            model.clear();
        }
    }

    private void range(SharedList<Long> list) {
        int from = random.nextInt(model.size() + 1);
        int to = from + random.nextInt(Math.min(20, model.size() - from + 1));
        List<Long> range = list.subList(from, to);
        List<Long> expected = model.subList(from, to);
        assertThat(range).isEqualTo(expected);
        assertThat(range.add(next)).isEqualTo(expected.add(next++));
        range.set(0, next);
        expected.set(0, next++);
        range.subList(0, range.size() / 2).clear();
        expected.subList(0, expected.size() / 2).clear();
        assertThat(range).isEqualTo(expected);
    }

    private void iterate(ListIterator<Long> shared, ListIterator<Long> expected) {
        for (int i = 0; i < 20; i++) {
            boolean forwards = random.nextInt(3) > 0;
            if (forwards ? !expected.hasNext() : !expected.hasPrevious()) {
                continue;
            }
            assertThat(forwards ? shared.next() : shared.previous())
                    .isEqualTo(forwards ? expected.next() : expected.previous());
            assertThat(shared.nextIndex()).isEqualTo(expected.nextIndex());
            switch (random.nextInt(4)) {
                case 0 -> {
                    shared.set(next);
                    expected.set(next++);
                }
                case 1 -> {
                    shared.remove();
                    expected.remove();
                }
                case 2 -> {
                    shared.add(next);
                    expected.add(next++);
                }
                default -> assertThat(shared.hasNext()).isEqualTo(expected.hasNext());
            }
        }
    }

    private long elementsInTheMap() {
        MapStore map = MapStore.open(
                Domain.of(parley),
                "numbers",
                new MapConfig(ObjectKind.LIST, "list-id", Codecs.int64().id(), false, 1, 0));
        try {
            return map.size();
        } finally {
            map.close();
        }
    }
}
