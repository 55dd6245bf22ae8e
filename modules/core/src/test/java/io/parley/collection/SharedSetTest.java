package io.parley.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Codecs;
import io.parley.ObjectDeletedException;
import io.parley.ObjectMismatchException;
import io.parley.Parley;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link CollectionContractTest} does not ask for. */
@Timeout(60)
class SharedSetTest {
    private static final long SEED = Long.getLong("parley.seed", System.nanoTime());

    @TempDir
    Path directory;

    private Parley parley;

    @BeforeEach
    void open() {
        parley = Parley.open(directory.resolve("domain"));
    }

    @AfterEach
    void close() {
        parley.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldDoWhatTheSetOfTheJdkDoes(boolean ordered) {
        SharedSet<String> set = parley.set("set", Codecs.utf8(), o -> o.insertionOrder(ordered));
        Set<String> model = ordered ? new LinkedHashSet<>() : new HashSet<>();
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 3_000; i++) {
            String element = "e" + random.nextInt(40);
            List<String> several = List.of("e" + random.nextInt(40), "e" + random.nextInt(40));
            String seed = "step " + i + ", -Dparley.seed=" + SEED;
            switch (random.nextInt(8)) {
                case 0, 1 -> assertThat(set.add(element)).as(seed).isEqualTo(model.add(element));
                case 2 -> assertThat(set.remove(element)).as(seed).isEqualTo(model.remove(element));
                case 3 -> assertThat(set.contains(element)).as(seed).isEqualTo(model.contains(element));
                case 4 -> assertThat(set.addAll(several)).as(seed).isEqualTo(model.addAll(several));
                case 5 -> assertThat(set.removeAll(several)).as(seed).isEqualTo(model.removeAll(several));
                case 6 -> assertThat(set.removeIf(element::equals)).as(seed).isEqualTo(model.removeIf(element::equals));
                default -> {
                    assertThat(set.equals(model) && model.equals(set)).as(seed).isTrue();
                    assertThat(set.longSize()).as(seed).isEqualTo(model.size());
                    if (ordered) {
                        assertThat(set).as(seed).hasToString(model.toString());
                        assertThat(set.snapshot()).as(seed).containsExactlyElementsOf(model);
                    }
                }
            }
        }
    }

    @Test
    void shouldShowOneSetThroughTwoHandles() {
        SharedSet<String> set = parley.set("visitors", Codecs.utf8());
        SharedSet<String> other = parley.set("visitors", Codecs.utf8());

        assertThat(set.add("anna")).isTrue();
        assertThat(other.add("anna")).isFalse();

        assertThat(other).isEqualTo(Set.of("anna")).hasToString("[anna]").hasSize(1);
        assertThat(other.path()).hasFileName("visitors.set");
        assertThat(other.name()).isEqualTo("visitors");
        assertThat(set.contains(5)).isFalse();
        assertThat(set.remove(5)).isFalse();
    }

    @Test
    void shouldStreamInOrderWhileItChanges() {
        SharedSet<Long> set = parley.set("ordered", Codecs.int64(), o -> o.insertionOrder(true));
        IntStream.range(0, 100).forEach(i -> set.add(99L - i));

        assertThat(set.stream().peek(each -> set.remove(each - 1)).toList())
                .startsWith(99L, 97L, 95L)
                .hasSize(50);
        assertThat(set).hasSize(50);
        assertThat(set.keepsInsertionOrder()).isTrue();
        assertThatThrownBy(() -> set.snapshot().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void shouldRefuseAnotherCodecAndAnotherOrder() {
        parley.set("visitors", Codecs.utf8());
        assertThatThrownBy(() -> parley.set("visitors", Codecs.int64())).isInstanceOf(ObjectMismatchException.class);
        assertThatThrownBy(() -> parley.set("visitors", Codecs.utf8(), o -> o.insertionOrder(true)))
                .isInstanceOf(ObjectMismatchException.class);
    }

    @Test
    void shouldPrintItsNameWhenItIsOfNoUseAnyMore() {
        SharedSet<String> set = parley.set("visitors", Codecs.utf8());
        SharedSet<String> closed = parley.set("visitors", Codecs.utf8());
        closed.close();
        assertThat(closed.toString()).contains("visitors", "closed");
        set.delete();
        assertThat(set.isDeleted()).isTrue();
        assertThat(set.toString()).contains("visitors", "deleted");
        assertThatThrownBy(() -> set.add("a")).isInstanceOf(ObjectDeletedException.class);
    }
}
