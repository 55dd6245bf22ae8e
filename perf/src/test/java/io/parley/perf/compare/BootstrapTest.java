package io.parley.perf.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.perf.compare.Bootstrap.Interval;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BootstrapTest {
    private static final Figure ONE = figure(jvm(10.0, 10.0, 10.0), jvm(10.0, 10.0, 10.0));

    private static Figure figure(double[]... jvms) {
        return new Figure(
                "ns/op",
                Stream.of(jvms)
                        .map(jvm -> DoubleStream.of(jvm).boxed().toList())
                        .toList());
    }

    private static double[] jvm(double... iterations) {
        return iterations;
    }

    private static Interval ratio(Figure above, Figure below) {
        return new Bootstrap().ratio(List.of(above), List.of(below));
    }

    @Test
    void shouldBeExactWithoutNoise() {
        assertThat(ratio(figure(jvm(20.0), jvm(20.0)), ONE)).isEqualTo(new Interval(2, 2, 2));
    }

    @Test
    void shouldContainTheRatioAndReachNoFurtherThanTheData() {
        Figure noisy = figure(jvm(9.0, 10.0, 14.0), jvm(11.0, 12.0, 20.0), jvm(8.0, 9.0, 9.5));

        Interval interval = ratio(noisy, ONE);

        assertThat(interval.center()).isEqualTo((10 + 12 + 9) / 30.0);
        assertThat(interval.low()).isBetween(0.8, interval.center());
        assertThat(interval.high()).isBetween(interval.center(), 2.0);
        assertThat(interval.high()).isGreaterThan(interval.low());
    }

    @Test
    void shouldSeeDifferencesBetweenJvms() {
        Figure alike = figure(jvm(10.0, 12.0), jvm(10.0, 12.0), jvm(10.0, 12.0));
        Figure apart = figure(jvm(8.0, 8.0), jvm(11.0, 11.0), jvm(14.0, 14.0));

        Interval narrow = ratio(alike, ONE);
        Interval wide = ratio(apart, ONE);

        assertThat(wide.high() - wide.low()).isGreaterThan(narrow.high() - narrow.low());
    }

    @Test
    void shouldBeTheSameEachTime() {
        Figure noisy = figure(jvm(9.0, 10.0, 14.0), jvm(11.0, 12.0, 20.0));

        assertThat(ratio(noisy, ONE)).isEqualTo(ratio(noisy, ONE));
    }

    @Test
    void shouldMultiplySeveralFigures() {
        Interval interval = new Bootstrap()
                .ratio(List.of(figure(jvm(20.0)), figure(jvm(6.0))), List.of(figure(jvm(10.0)), figure(jvm(3.0))));

        assertThat(interval).isEqualTo(new Interval(4, 4, 4));
    }

    @Test
    void shouldFindTheMiddle() {
        assertThat(Figure.median(List.of(3.0, 1.0, 2.0))).isEqualTo(2);
        assertThat(Figure.median(List.of(4.0, 1.0))).isEqualTo(2.5);
    }
}
