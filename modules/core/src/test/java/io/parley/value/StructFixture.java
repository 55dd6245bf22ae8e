package io.parley.value;

import io.parley.Parley;
import io.parley.ParleyConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A domain, and the types that the tests of structs, texts and byte strings share. */
abstract class StructFixture {
    @TempDir
    Path directory;

    Parley parley;

    @BeforeEach
    void openDomain() {
        parley = Parley.open(ParleyConfig.at(directory).withDurable(false));
    }

    @AfterEach
    void closeDomain() {
        parley.close();
    }

    enum Side {
        NONE,
        BUY,
        SELL
    }

    record Money(long units, int scale) {}

    record Everything(
            boolean flag,
            byte octet,
            short small,
            char letter,
            int medium,
            long large,
            float single,
            double real,
            Side side,
            @MaxBytes(8) String text,
            Money money) {}

    static final Everything FULL = new Everything(
            true,
            (byte) -1,
            Short.MIN_VALUE,
            '€',
            -2,
            Long.MIN_VALUE,
            -1.5f,
            Math.PI,
            Side.SELL,
            "añb",
            new Money(7, 2));

    static final Everything ZERO =
            new Everything(false, (byte) 0, (short) 0, '\0', 0, 0, 0, 0, Side.NONE, "", new Money(0, 0));

    /** The same fields as {@link Everything}, in another order, with Java's two ways of naming. */
    interface Panorama {
        Price money();

        boolean isFlag();

        void setFlag(boolean flag);

        @MaxBytes(8)
        String getText();

        void setText(String text);

        byte octet();

        short small();

        char letter();

        void letter(char letter);

        int medium();

        void medium(int medium);

        long large();

        void large(long large);

        float single();

        void single(float single);

        double real();

        void real(double real);

        Side side();

        void side(Side side);

        default double twice() {
            return 2 * real();
        }
    }

    interface Price {
        long units();

        void units(long units);

        int scale();
    }

    /** Two numbers that belong together. */
    interface Pair {
        long left();

        void left(long left);

        long right();

        void right(long right);
    }
}
