package io.parley.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Background;
import io.parley.ObjectMismatchException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedTextTest extends StructFixture {
    @Test
    void shouldSayWhatItIs() {
        SharedText text = parley.text("t", 10, "hello");

        assertThat(text.path()).isEqualTo(parley.directory().resolve("t.text"));
        assertThat(text.maxUtf8Bytes()).isEqualTo(10);
        assertThat(text.toString()).contains("(t=hello, ");
        assertThat(parley.text("t", 10).get()).isEqualTo("hello");
        assertThat(parley.text("empty", 10).get()).isEmpty();
    }

    @Test
    void shouldGiveBackAnyTextThatFits() {
        SharedText text = parley.text("t", 16);
        for (String each : new String[] {
            "", "a", "exactly 16 bytes", "ends in zeros\0\0\0", "\0", "äöü€", "👍🏽 ok", "\uFFFF\uE000"
        }) {
            text.set(each);
            assertThat(parley.text("t", 16).get()).isEqualTo(each);
        }
    }

    @Test
    void shouldRefuseWhatDoesNotFitAndKeepTheOldText() {
        SharedText text = parley.text("t", 5, "12345");
        long version = text.version();

        assertThatThrownBy(() -> text.set("123456"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("text is too long: " + text.path() + " bytes=6, max=5");
        assertThatThrownBy(() -> text.set("€€"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bytes=6, max=5");
        assertThatThrownBy(() -> text.compareAndSet("12345", "123456")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> text.updateAndGet(old -> old + "6")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> text.getAndSet("123456")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> text.set(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> text.updateAndGet(old -> null)).isInstanceOf(NullPointerException.class);

        assertThat(text.get()).isEqualTo("12345");
        assertThat(text.version()).isEqualTo(version);
        assertThat(text.lock().isLocked()).isFalse();
    }

    @Test
    void shouldRefuseHalfASurrogatePair() {
        SharedText text = parley.text("t", 20, "old");
        for (String each : new String[] {"\uD83D", "a\uDC4D", "\uD83Dx", "\uDC4D\uD83D"}) {
            assertThatThrownBy(() -> text.set(each))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("half a surrogate pair");
        }
        assertThat(text.get()).isEqualTo("old");
    }

    @Test
    void shouldRefuseAnImpossibleRoomAndAnotherRoom() {
        assertThatThrownBy(() -> parley.text("t", -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("text room out of range: bytes=-1");
        assertThatThrownBy(() -> parley.text("t", Integer.MAX_VALUE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> parley.text("t", 2, "abc")).isInstanceOf(IllegalArgumentException.class);
        assertThat(directory.resolve("t.text")).doesNotExist();

        assertThat(parley.text("t", 0).get()).isEmpty();
        assertThatThrownBy(() -> parley.text("t", 1)).isInstanceOf(ObjectMismatchException.class);
    }

    @Test
    void shouldReplaceOnlyWhatIsExpected() {
        SharedText text = parley.text("t", 8, "a");

        assertThat(text.compareAndSet("b", "c")).isFalse();
        assertThat(text.compareAndSet(null, "c")).isFalse();
        assertThat(text.version()).isZero();
        assertThat(text.compareAndSet("a", "c")).isTrue();
        assertThat(text.getAndSet("d")).isEqualTo("c");
        assertThat(text.updateAndGet(old -> old + "!")).isEqualTo("d!");
        assertThat(text.version()).isEqualTo(3);
    }

    @Test
    void shouldNeverShowHalfAText() throws Exception {
        int room = 4096;
        SharedText text = parley.text("t", room, "");
        AtomicBoolean stop = new AtomicBoolean();
        Background<Void> writer = Background.run(() -> {
            for (int i = 0; !stop.get(); i++) {
                text.set(String.valueOf((char) ('a' + i % 26)).repeat(i * 37 % room));
            }
        });

        SharedText mine = parley.text("t", room);
        for (int i = 0; i < 20_000; i++) {
            String seen = mine.get();
            assertThat(seen.chars().distinct().count()).isLessThanOrEqualTo(1);
        }
        stop.set(true);
        writer.result();
    }

    @Test
    void shouldDoAsTheModelDoes() {
        int room = 24;
        SharedText[] handles = {parley.text("t", room), parley.text("t", room)};
        String[] model = {""};

        Models.run((random, step) -> {
            SharedText text = handles[random.nextInt(2)];
            String next = Models.text(random, 12);
            boolean possible = utf8Length(next) <= room;
            try {
                switch (random.nextInt(4)) {
                    case 0 -> text.set(next);
                    case 1 -> assertThat(text.getAndSet(next)).isEqualTo(model[0]);
                    case 2 -> assertThat(text.updateAndGet(old -> next)).isEqualTo(next);
                    default -> assertThat(text.compareAndSet(model[0], next)).isTrue();
                }
                assertThat(possible).as(next).isTrue();
                model[0] = next;
            } catch (IllegalArgumentException e) {
                assertThat(possible).as(e.getMessage()).isFalse();
            }
            assertThat(handles[random.nextInt(2)].get()).isEqualTo(model[0]);
        });
    }

    /** The JDK's own opinion; more than any room for what is no text. */
    private static int utf8Length(String text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(java.nio.CharBuffer.wrap(text));
            return encoded.remaining();
        } catch (CharacterCodingException e) {
            return Integer.MAX_VALUE;
        }
    }

    @Test
    void shouldEncodeAsTheLibraryDoes() {
        SharedText text = parley.text("t", 400);
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 1_000; i++) {
            String each = Models.text(random, 100);
            if (utf8Length(each) <= 400) {
                text.set(each);
                assertThat(text.get()).isEqualTo(each);
            }
        }
    }
}
