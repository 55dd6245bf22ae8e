package io.parley.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Codec;
import io.parley.Codecs;
import io.parley.ObjectMismatchException;
import io.parley.ReusingCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedRefTest extends CellFixture {
    record Settings(int level, List<String> names) {}

    private static final Codec<Settings> CODEC = Codecs.record(Settings.class);

    @Test
    void shouldHoldAnyValueOrNull() {
        SharedRef<Settings> ref = parley.ref("r", CODEC);
        SharedRef<Settings> again = parley.ref("r", CODEC);
        Settings first = new Settings(1, List.of("a"));
        Settings second = new Settings(2, List.of());

        assertThat(ref.get()).isNull();
        ref.set(first);
        assertThat(again.get()).isEqualTo(first).isNotSameAs(first);
        assertThat(again.getAndSet(second)).isEqualTo(first);
        assertThat(ref.compareAndSet(first, null)).isFalse();
        assertThat(ref.compareAndSet(second, null)).isTrue();
        assertThat(again.get()).isNull();
        assertThat(again.compareAndSet(null, first)).isTrue();
        ref.set(null);
        assertThat(again.get()).isNull();
    }

    @Test
    void shouldUpdateByFunctions() {
        SharedRef<String> ref = parley.ref("r", Codecs.utf8());
        ref.set("a");

        assertThat(ref.updateAndGet(old -> old + "b")).isEqualTo("ab");
        assertThat(ref.getAndUpdate(old -> old + "c")).isEqualTo("ab");
        assertThat(ref.accumulateAndGet("d", String::concat)).isEqualTo("abcd");
        assertThat(ref.getAndAccumulate("e", String::concat)).isEqualTo("abcd");
        assertThatThrownBy(() -> ref.updateAndGet(old -> {
                    ref.set("inside");
                    return old;
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(ref.get()).isEqualTo("abcde");
    }

    @Test
    void shouldLoseNoChangeOfManyThreads() throws Exception {
        SharedRef<Settings> ref = parley.ref("r", CODEC);
        ref.set(new Settings(0, List.of()));

        inThreads(3, () -> {
            for (int i = 0; i < 2_000; i++) {
                ref.updateAndGet(old -> new Settings(old.level() + 1, old.names()));
            }
        });

        assertThat(ref.get().level()).isEqualTo(6_000);
    }

    @Test
    void shouldGiveOutListsThatCannotBeChangedToNoEffect() {
        SharedRef<Object> ref = parley.ref("r", Codecs.serializable(Object.class));
        ref.set(new ArrayList<>(List.of("a")));

        assertThatThrownBy(() -> ((List<?>) ref.get()).clear())
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("detached copy of reference 'r': ")
                .hasMessageContaining("updateAndGet");
        ref.updateAndGet(old -> {
            List<Object> list = new ArrayList<>((List<?>) old);
            list.add("b");
            return list;
        });
        assertThat(ref.get()).isEqualTo(List.of("a", "b"));
    }

    interface Level {
        int level();

        void level(int level);
    }

    @Test
    void shouldReadIntoAnObject() {
        ReusingCodec<Level> codec = Codecs.struct(Level.class);
        SharedRef<Level> ref = parley.ref("r", codec);
        Level level = codec.newInstance();
        level.level(7);
        ref.set(level);
        level.level(8);

        assertThat(ref.getUsing(level)).isTrue();
        assertThat(level.level()).isEqualTo(7);
    }

    @Test
    void shouldWaitForAChange() throws Exception {
        SharedRef<String> ref = parley.ref("r", Codecs.utf8());
        CompletableFuture<String> change = CompletableFuture.supplyAsync(() -> {
            try {
                return ref.awaitChange(null);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        ref.set("a");

        assertThat(change.get()).isEqualTo("a");
        assertThat(ref.awaitChange("a", Duration.ofMillis(2))).isFalse();
    }

    @Test
    void shouldLiveAsOtherObjectsDo() {
        SharedRef<String> ref = parley.ref("r", Codecs.utf8());
        ref.set("a");

        assertThatThrownBy(() -> parley.ref("r", CODEC)).isInstanceOf(ObjectMismatchException.class);
        assertThat(ref).asString().startsWith("SharedRef(r=a, ");
        assertThat(ref.name()).isEqualTo("r");
        assertThat(ref.path()).isDirectory();
        ref.flush();
        ref.delete();
        assertThat(ref.isDeleted()).isTrue();
        assertThat(ref).asString().startsWith("SharedRef(r, deleted, ");
        SharedRef<String> next = parley.ref("r", Codecs.utf8());
        assertThat(next.get()).isNull();
        next.close();
        assertThat(next).asString().startsWith("SharedRef(r, handle closed, ");
    }
}
