package io.parley.struct;

/** Eight fields that belong together: all of them say the same number, each in its own way. */
interface Octet {
    long one();

    void one(long value);

    long two();

    void two(long value);

    long three();

    void three(long value);

    long four();

    void four(long value);

    double five();

    void five(double value);

    double six();

    void six(double value);

    double seven();

    void seven(double value);

    double eight();

    void eight(double value);

    /** Makes all fields say {@code n}. */
    default void say(long n) {
        one(n);
        two(-n);
        three(2 * n);
        four(~n);
        five(n);
        six(-n);
        seven(2.0 * n);
        eight(0.5 * n);
    }

    /** How many fields do not say what the first says. */
    default long violations() {
        long n = one();
        return (two() == -n ? 0 : 1)
                + (three() == 2 * n ? 0 : 1)
                + (four() == ~n ? 0 : 1)
                + (five() == n ? 0 : 1)
                + (six() == -n ? 0 : 1)
                + (seven() == 2.0 * n ? 0 : 1)
                + (eight() == 0.5 * n ? 0 : 1);
    }
}
