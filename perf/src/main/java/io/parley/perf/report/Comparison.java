package io.parley.perf.report;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A part of Parley's beside others that do the same.
 *
 * @param topics which pages show it
 * @param what what they do
 * @param type the class of the benchmarks
 * @param goal of Parley's time against that of the first baseline
 * @param parley Parley's method, with {@code :bytes} if it has that parameter
 * @param baselines the methods of the others; one that starts with {@code C:} is a program
 */
record Comparison(Set<Topic> topics, String what, Class<?> type, Goal goal, String parley, List<String> baselines) {
    private static final String PROGRAM = "C:";

    static Comparison of(Topic topic, String what, Class<?> type, String parley, String... baselines) {
        return new Comparison(EnumSet.of(topic), what, type, Goal.NONE, parley, List.of(baselines));
    }

    Comparison withGoal(Goal agreed) {
        return new Comparison(topics, what, type, agreed, parley, baselines);
    }

    /** On the pages about messages as well. */
    Comparison everywhere() {
        return new Comparison(EnumSet.of(Topic.MESSAGES, Topic.SYNC), what, type, goal, parley, baselines);
    }

    /** Without the baselines whose names start so. */
    Comparison without(String prefix) {
        List<String> left =
                baselines.stream().filter(name -> !name.startsWith(prefix)).toList();
        return new Comparison(topics, what, type, goal, parley, left);
    }

    boolean isAbout(Set<Topic> wanted) {
        return wanted.stream().anyMatch(topics::contains);
    }

    /** What {@link JmhRun} calls one of them. */
    String key(String benchmark) {
        return isProgram(benchmark) ? benchmark : type.getSimpleName() + "." + benchmark;
    }

    static boolean isProgram(String benchmark) {
        return benchmark.startsWith(PROGRAM);
    }

    Stream<String> benchmarks() {
        return Stream.concat(Stream.of(parley), baselines.stream());
    }

    /** The names of the methods, without parameters. */
    Stream<String> methods() {
        return benchmarks()
                .filter(benchmark -> !isProgram(benchmark))
                .map(benchmark -> benchmark.replaceFirst(":.*", ""));
    }
}
