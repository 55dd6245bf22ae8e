package io.parley.perf.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Intervals for ratios of figures by the bootstrap on two levels: for each figure, draw as many JVMs as there were,
 * with replacement, and from each of them as many iterations as there were, with replacement; compute the ratio of what
 * was drawn; repeat. The interval is what lies between the outer percentiles of these ratios. Nothing is assumed about
 * how times are distributed, and the differences between JVMs count as what they are: larger than those between
 * iterations.
 *
 * <p>Sources: B. Efron, "Bootstrap Methods: Another Look at the Jackknife", Annals of Statistics 7 (1979); the
 * percentile interval is from chapter 13 of B. Efron and R. Tibshirani, "An Introduction to the Bootstrap" (1993);
 * drawing on each level of repetition is from T. Kalibera and R. Jones, "Rigorous Benchmarking in Reasonable Time",
 * ISMM 2013.
 *
 * <p>With few JVMs such intervals are too narrow, with one they say nothing of the differences between JVMs. Draws are
 * the same each time: the same files have the same intervals.
 */
final class Bootstrap {
    /** The part of all ratios that lies in the interval. */
    static final double CONFIDENCE = 0.95;

    private static final int DRAWS = 4_000;
    private static final long SEED = 20_260_101;

    private final SplittableRandom random = new SplittableRandom(SEED);

    /**
     * Where a ratio probably is.
     *
     * @param center of what was measured
     * @param low below it lie 2.5 % of what was drawn
     * @param high above it lie 2.5 % of what was drawn
     */
    record Interval(double center, double low, double high) {}

    /** The product of the first figures' centers by that of the second ones'. */
    Interval ratio(List<Figure> above, List<Figure> below) {
        double[] drawn = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            drawn[i] = product(above, this::draw) / product(below, this::draw);
        }
        Arrays.sort(drawn);
        int outside = (int) (DRAWS * (1 - CONFIDENCE) / 2);
        return new Interval(
                product(above, Figure::center) / product(below, Figure::center),
                drawn[outside],
                drawn[DRAWS - 1 - outside]);
    }

    private static double product(List<Figure> figures, ToDoubleFunction<Figure> center) {
        return figures.stream().mapToDouble(center).reduce(1, (a, b) -> a * b);
    }

    private double draw(Figure figure) {
        double sum = 0;
        int jvms = figure.jvms().size();
        for (int i = 0; i < jvms; i++) {
            List<Double> jvm = figure.jvms().get(random.nextInt(jvms));
            List<Double> drawn = new ArrayList<>(jvm.size());
            for (int j = 0; j < jvm.size(); j++) {
                drawn.add(jvm.get(random.nextInt(jvm.size())));
            }
            sum += Figure.median(drawn);
        }
        return sum / jvms;
    }
}
