package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import io.parley.internal.crash.Failpoint;
import io.parley.value.SharedBytes;
import io.parley.value.SharedText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Timeout;

/** Texts and byte strings whose writer dies are the old ones or the new ones, whole. */
@Timeout(180)
class TextCrashIT extends CrashContract {
    private static final int CAPACITY = 300;

    private SharedText text;
    private SharedBytes bytes;

    /** One letter, many times: as often as the letter says. */
    private static String next(String text) {
        char letter = text.isEmpty() || text.charAt(0) == 'z'
                ? 'a'
                : (char) (requireWhole(text).charAt(0) + 1);
        return String.valueOf(letter).repeat(10 * (letter - 'a' + 1));
    }

    private static String requireWhole(String text) {
        if (!text.isEmpty() && !text.equals(text.substring(0, 1).repeat(10 * (text.charAt(0) - 'a' + 1)))) {
            throw new AssertionError("half-written: " + text);
        }
        return text;
    }

    private static byte[] requireEqual(byte[] raw) {
        for (byte each : raw) {
            if (each != raw[0]) {
                throw new AssertionError("half-written: " + Arrays.toString(raw));
            }
        }
        return raw;
    }

    private static byte[] filled(byte value) {
        byte[] filled = new byte[CAPACITY];
        Arrays.fill(filled, value);
        return filled;
    }

    /** Moves each on by one letter. */
    static final class Actor extends CrashActor {
        private SharedText text;
        private SharedBytes bytes;

        @Override
        void open(Parley parley) {
            text = parley.text("text", CAPACITY);
            bytes = parley.bytes("bytes", CAPACITY);
        }

        @Override
        void work() {
            requireWhole(text.get());
            requireWhole(text.updateAndGet(TextCrashIT::next));
            byte[] raw = requireEqual(bytes.raw());
            bytes.setRaw(filled((byte) (raw[0] + 1)));
        }

        @Override
        void die(String operation) {
            switch (operation) {
                case "set" -> text.set(next(text.get()));
                case "getAndSet" -> requireWhole(text.getAndSet("aaaaaaaaaa"));
                case "updateAndGet" -> text.updateAndGet(TextCrashIT::next);
                case "setRaw" -> bytes.setRaw(filled((byte) 7));
                default -> bytes.copyFrom(filled((byte) 9), 0, 0, CAPACITY);
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
                Death.in("set", Failpoint.CELL_HALF_WRITTEN),
                Death.in("getAndSet", Failpoint.CELL_BEFORE_PUBLISH),
                Death.in("updateAndGet", Failpoint.CELL_PUBLISHED),
                Death.in("setRaw", Failpoint.CELL_HALF_WRITTEN),
                Death.in("copyFrom", Failpoint.CELL_BEFORE_PUBLISH));
    }

    @Override
    void open(Parley parley) {
        text = parley.text("text", CAPACITY);
        bytes = parley.bytes("bytes", CAPACITY);
    }

    @Override
    void afterDeath(Death death) {
        requireWhole(text.get());
        requireEqual(bytes.raw());
    }

    @Override
    void atTheEnd() {
        text.set("still");
        assertThat(text.get()).isEqualTo("still");
        bytes.setValue("works".getBytes(StandardCharsets.US_ASCII));
        assertThat(bytes.value()).asString(StandardCharsets.US_ASCII).isEqualTo("works");
    }
}
