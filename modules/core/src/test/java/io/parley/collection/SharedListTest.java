package io.parley.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Codec;
import io.parley.CodecException;
import io.parley.Codecs;
import io.parley.MessageReader;
import io.parley.MessageWriter;
import io.parley.ObjectDeletedException;
import io.parley.Parley;
import io.parley.ParleyConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SharedListTest {
    @TempDir
    Path directory;

    private Parley parley;
    private SharedList<String> list;
    private SharedList<String> other;

    @BeforeEach
    void open() {
        parley = Parley.open(ParleyConfig.at(directory).withDurable(false));
        list = parley.list("names", Codecs.utf8());
        other = parley.list("names", Codecs.utf8());
    }

    @AfterEach
    void close() {
        parley.close();
    }

    @Test
    void shouldShowEachHandleWhatTheOtherDid() {
        list.add("a");
        other.addAll(List.of("b", "c"));
        list.set(1, "B");

        assertThat(other).containsExactly("a", "B", "c").isEqualTo(list).hasToString("[a, B, c]");
        assertThat(other.update(0, name -> name + "!")).isEqualTo("a!");
        assertThat(list.get(0)).isEqualTo("a!");
    }

    @Test
    void shouldRefuseIndexesThatThereAreNot() {
        list.add("a");

        assertThatThrownBy(() -> list.get(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> list.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> list.set(1, "b")).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> list.remove(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> list.add(2, "b")).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> list.update(1, name -> name)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> list.subList(0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> list.listIterator(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(list).containsExactly("a");
    }

    @Test
    void shouldRefuseNullAndStayAsItWas() {
        list.add("a");

        assertThatThrownBy(() -> list.add(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> list.set(0, null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> list.update(0, name -> null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> list.replaceAll(name -> null)).isInstanceOf(NullPointerException.class);
        assertThat(list).containsExactly("a");
        assertThat(list.contains(null)).isFalse();
    }

    @Test
    void shouldTakeFromBothEnds() {
        list.addAll(List.of("a", "b", "c"));

        assertThat(list.removeLast()).isEqualTo("c");
        assertThat(list.removeFirst()).isEqualTo("a");
        assertThat(list.getFirst()).isEqualTo("b").isEqualTo(list.getLast());
        assertThat(list.removeLast()).isEqualTo("b");
        assertThatThrownBy(list::removeLast).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(list::removeFirst).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(list::getLast).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(list::getFirst).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void shouldIterateOverWhatWasThere() {
        list.addAll(List.of("a", "b", "c"));
        Iterator<String> iterator = list.iterator();

        other.clear();
        other.add("d");

        assertThat(iterator).toIterable().containsExactly("a", "b", "c");
        assertThat(list).containsExactly("d");
    }

    @Test
    void shouldRemoveAndSetWhatTheIteratorReturnedWhereverItIs() {
        list.addAll(List.of("a", "b", "c"));
        ListIterator<String> iterator = list.listIterator(1);
        assertThat(iterator.next()).isEqualTo("b");

        other.add(0, "first");
        iterator.set("B");
        assertThat(list).containsExactly("first", "a", "B", "c");
        iterator.add("after");
        assertThat(list).containsExactly("first", "a", "B", "after", "c");
        assertThat(iterator.previous()).isEqualTo("after");
        assertThat(iterator.previous()).isEqualTo("B");
        other.remove("a");
        iterator.remove();
        assertThat(list).containsExactly("first", "after", "c");
    }

    @Test
    void shouldNotBringBackWhatOthersRemoved() {
        list.addAll(List.of("a", "b"));
        ListIterator<String> iterator = list.listIterator();
        iterator.next();

        other.remove("a");

        assertThatThrownBy(() -> iterator.set("A")).isInstanceOf(ConcurrentModificationException.class);
        iterator.remove();
        assertThat(list).containsExactly("b");
    }

    @Test
    void shouldEndARangeWhenOthersMoveIt() {
        list.addAll(List.of("a", "b", "c", "d"));
        List<String> range = list.subList(1, 3);

        other.add("e");
        other.set(1, "B");
        assertThat(range).containsExactly("B", "c");
        range.add("x");
        assertThat(list).containsExactly("a", "B", "c", "x", "d", "e");
        other.remove(0);

        assertThatThrownBy(() -> range.get(0)).isInstanceOf(ConcurrentModificationException.class);
        assertThatThrownBy(() -> range.add("y")).isInstanceOf(ConcurrentModificationException.class);
        assertThatThrownBy(range::size).isInstanceOf(ConcurrentModificationException.class);
        assertThat(list).containsExactly("B", "c", "x", "d", "e");
    }

    @Test
    void shouldStayAsItWasWhenAFunctionFails() {
        list.addAll(List.of("c", "a", "b"));

        assertThatThrownBy(() -> list.sort((a, b) -> fail())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> list.removeIf(name -> !name.equals("c") && fail() == 0))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> list.update(0, name -> name + fail())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> list.replaceAll(name -> name + fail())).isInstanceOf(IllegalStateException.class);
        assertThat(other).containsExactly("c", "a", "b");
        other.add("d");
        assertThat(list.getLast()).isEqualTo("d");
    }

    private static int fail() {
        throw new IllegalStateException("as planned");
    }

    @Test
    void shouldRefuseFunctionsThatChangeTheListUnderTheirHands() {
        list.addAll(List.of("a", "b"));

        assertThatThrownBy(() -> list.removeIf(name -> list.add("c")))
                .isInstanceOf(ConcurrentModificationException.class);
        assertThatThrownBy(() -> list.update(0, name -> list.remove(0)))
                .isInstanceOf(ConcurrentModificationException.class);
        assertThat(list.update(0, name -> name + list.size() + list.get(0))).isEqualTo("b3b");
    }

    @Test
    void shouldAddItselfToItself() {
        list.addAll(List.of("a", "b"));

        list.addAll(list);
        list.addAll(1, list);

        assertThat(list).containsExactly("a", "a", "b", "a", "b", "b", "a", "b");
        assertThat(list.removeAll(list)).isTrue();
        assertThat(list).isEmpty();
    }

    @Test
    void shouldKeepSnapshotsAsTheyAre() {
        list.addAll(List.of("a", "b"));
        List<String> snapshot = list.snapshot();

        list.clear();

        assertThat(snapshot).containsExactly("a", "b");
        assertThatThrownBy(() -> snapshot.add("c")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void shouldWakeWhoWaitsForAChange() throws Exception {
        long seen = list.version();
        assertThat(list.awaitChange(seen, Duration.ofMillis(1))).isFalse();
        CompletableFuture<Long> waiter = CompletableFuture.supplyAsync(() -> {
            try {
                return list.awaitChange(seen);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        other.add("a");

        assertThat(waiter.get(30, TimeUnit.SECONDS)).isGreaterThan(seen);
        assertThat(list.awaitChange(seen, Duration.ZERO)).isTrue();
    }

    @Test
    void shouldTellWhoWaitsThatTheListWasDeleted() {
        CompletableFuture<Long> waiter = CompletableFuture.supplyAsync(() -> {
            try {
                return list.awaitChange(list.version());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        other.delete();

        assertThatThrownBy(() -> waiter.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(ObjectDeletedException.class);
        assertThat(list.isDeleted()).isTrue();
        assertThatThrownBy(() -> list.add("a")).isInstanceOf(ObjectDeletedException.class);
        assertThat(Files.exists(list.path())).isFalse();
    }

    @Test
    void shouldBeEmptyWhenItIsCreatedAgain() {
        list.add("a");
        list.delete();

        try (SharedList<String> again = parley.list("names", Codecs.utf8())) {
            assertThat(again).isEmpty();
            again.add("b");
            assertThat(again).containsExactly("b");
        }
    }

    @Test
    void shouldRefuseAHandleThatIsClosed() {
        list.add("a");
        list.close();
        list.close();

        assertThatThrownBy(list::size).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> list.get(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> list.add("b")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(list::iterator).isInstanceOf(IllegalStateException.class);
        assertThat(list.toString()).contains("closed");
        assertThat(other).containsExactly("a");
    }

    @Test
    void shouldOpenAnyNumberOfListsWithEqualContent() {
        List<SharedList<String>> lists = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            lists.add(parley.list("equal-" + i, Codecs.utf8()));
        }
        lists.get(0).close();

        assertThat(lists.get(1)).isEqualTo(lists.get(2)).hasSameHashCodeAs(lists.get(3));
    }

    @Test
    void shouldSayWhichElementCannotBeDecoded() {
        list.addAll(List.of("1", "x", "3"));
        SharedList<String> broken = parley.list("names", new Codec<>() {
            @Override
            public void encode(String message, MessageWriter out) {
                Codecs.utf8().encode(message, out);
            }

            @Override
            public String decode(MessageReader in) {
                return Long.toString(Long.parseLong(Codecs.utf8().decode(in)));
            }

            @Override
            public String id() {
                return Codecs.utf8().id();
            }
        });

        assertThat(broken.get(0)).isEqualTo("1");
        assertThatThrownBy(() -> broken.get(1))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("index=1")
                .hasMessageContaining("names.list");
        assertThatThrownBy(() -> broken.remove(1)).isInstanceOf(CodecException.class);
        broken.subList(1, 2).clear();
        assertThat(broken).containsExactly("1", "3");
    }

    @Test
    void shouldGoOnWhileTheCallingThreadIsInterrupted() {
        Thread.currentThread().interrupt();
        try {
            for (int i = 0; i < 600; i++) {
                list.add("n" + i);
            }
            list.remove(0);
            assertThat(other.get(598)).isEqualTo("n599");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(list).hasSize(599);
    }

    @Test
    @SuppressWarnings("unchecked")
    void shouldRefuseToChangeACopyAndSayWhatToDo() {
        SharedList<Object> rows = parley.list("rows", Codecs.serializable(Object.class, ArrayList.class));
        rows.add(new ArrayList<>(List.of("a")));

        for (Object copy : List.of(
                rows.get(0),
                rows.getLast(),
                rows.iterator().next(),
                rows.snapshot().get(0))) {
            assertThatThrownBy(() -> ((List<String>) copy).add("b"))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContainingAll("list 'rows'", "index '0'", "update");
        }
        rows.update(0, row -> {
            ((List<String>) row).add("b");
            return row;
        });
        rows.replaceAll(row -> {
            ((List<String>) row).add("c");
            return row;
        });
        assertThat(rows).containsExactly(List.of("a", "b", "c"));
        assertThat(rows.remove(List.of("a", "b", "c"))).isTrue();
    }

    @Test
    void shouldFindArraysByTheirContent() {
        SharedList<byte[]> arrays = parley.list("arrays", Codecs.bytes());
        arrays.addAll(List.of(new byte[] {1}, new byte[] {2}));

        assertThat(arrays.indexOf(new byte[] {2})).isEqualTo(1);
        assertThat(arrays.indexOf("something else")).isEqualTo(-1);
        assertThat(arrays.remove(new byte[] {1})).isTrue();
        assertThat(arrays).containsExactly(new byte[] {2});
    }

    /** A list of the same length, with something else at the same place. */
    @Test
    void shouldEndARangeWhenItsLastElementIsExchanged() {
        list.addAll(List.of("a", "b", "c"));
        List<String> range = list.subList(0, 3);

        other.removeLast();
        other.add("x");

        assertThatThrownBy(() -> range.get(2)).isInstanceOf(ConcurrentModificationException.class);
        assertThat(list.get(2)).isEqualTo("x");
    }

    /** Somebody replaces both elements while the first one is being decoded. */
    @Test
    void shouldNotMixElementsOfTwoMoments() {
        list.addAll(List.of("1", "2"));
        AtomicInteger decoded = new AtomicInteger();
        SharedList<String> slow = parley.list("names", decoding(() -> {
            if (decoded.incrementAndGet() == 1) {
                other.set(0, "3");
                other.set(1, "4");
            }
        }));

        assertThat(slow.snapshot()).containsExactly("3", "4");
        assertThat(decoded.get()).isEqualTo(4);
    }

    /** Nobody gets a chance between the looks of a long list: it is looked at once more, in peace. */
    @Test
    void shouldLookInPeaceWhenOthersChangeTheListAllTheTime() {
        for (int i = 0; i < 20; i++) {
            list.add(Integer.toString(i));
        }
        AtomicInteger decoded = new AtomicInteger();
        SharedList<String> slow = parley.list("names", decoding(() -> {
            if (decoded.incrementAndGet() <= 8 * 20) {
                other.set(0, "100");
            }
        }));

        assertThat(slow.snapshot()).hasSize(20).startsWith("100", "1");
        assertThat(decoded.get()).isEqualTo(9 * 20);
    }

    private static Codec<String> decoding(Runnable hook) {
        return new Codec<>() {
            @Override
            public void encode(String message, MessageWriter out) {
                Codecs.utf8().encode(message, out);
            }

            @Override
            public String decode(MessageReader in) {
                String text = Codecs.utf8().decode(in);
                hook.run();
                return text;
            }

            @Override
            public String id() {
                return Codecs.utf8().id();
            }
        };
    }
}
