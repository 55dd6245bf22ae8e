package io.parley.perf.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.perf.OtherJvm;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On a machine without gcc and python3, every section that wants them says so, and has no number instead. */
@Timeout(300)
class AbsenceIT {
    private static String page;

    /** Measures, with nothing on the path, and prints what the page would show. */
    static final class Bare {
        private static final Effort BRIEF = new Effort(
                "brief",
                EnumSet.allOf(Topic.class),
                0,
                0,
                0,
                0,
                Duration.ZERO,
                1,
                Duration.ofMillis(20),
                Duration.ofMillis(20),
                0,
                1,
                Duration.ZERO,
                0,
                0,
                0);

        private Bare() {}

        public static void main(String[] args) {
            for (Section section : List.of(
                    new ContentionSection(BRIEF),
                    HandOverSection.synchronisation(BRIEF),
                    HandOverSection.pipes(BRIEF),
                    new PoolLatencySection(BRIEF),
                    new RemoteSection(BRIEF))) {
                section.measure();
                System.out.println("## " + section.title() + "\n" + section.toMarkdown());
                section.charts().forEach(chart -> System.out.println("chart\n" + chart.table()));
                section.figures().forEach(System.out::println);
            }
        }
    }

    @BeforeAll
    static void measure() throws IOException, InterruptedException {
        List<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("-agent") && !flag.startsWith("-javaagent"))
                .toList();
        page = OtherJvm.run(flags, Map.of("PATH", ""), Bare.class);
    }

    @Test
    void shouldReportEachAbsentBaselineInItsTable() {
        assertThat(page)
                .containsPattern("\\| Python multiprocessing.Lock \\| 2 \\| absent \\(no python3\\) \\|")
                .containsPattern("\\| C on bare futex, block \\| absent \\(no gcc\\) \\|")
                .containsPattern("\\| Python multiprocessing.Semaphore \\| absent \\(no python3\\) \\|")
                .containsPattern("\\| Python Pipe, bytes \\| absent \\(no python3\\) \\|")
                .containsPattern("\\| Python Pool.apply \\| absent \\(no python3\\) \\|")
                .containsPattern("\\| Python BaseManager \\| absent \\(no python3\\) \\|");
    }

    @Test
    void shouldReportThemBesideThePlotsThatLackThem() {
        String charts = Stream.of(page.split("(?m)^chart$"))
                .skip(1)
                .map(chart -> chart.substring(0, chart.indexOf("\n\n")))
                .collect(Collectors.joining());

        assertThat(charts)
                .contains(
                        "| C on bare futex, spin | absent (no gcc) |",
                        "| Python multiprocessing.Semaphore | absent (no python3) |",
                        "| Python BaseManager | absent (no python3) |",
                        "| Python Pool.apply | absent (no python3) |");
    }

    @Test
    void shouldCompareWithNoneOfThem() {
        List<String> compared = page.lines()
                .filter(line -> line.startsWith("Figure["))
                .filter(line -> line.contains("Python") || line.contains("C on bare futex"))
                .toList();

        assertThat(compared)
                .hasSizeGreaterThan(10)
                .allMatch(line -> line.contains(": absent (no ") && line.contains("baselineFigure=, ratio=,"));
    }

    @Test
    void shouldLeaveGoalsOpenThatCannotBeJudged() {
        assertThat(page.lines()
                        .filter(line -> line.startsWith("Figure[") && line.contains(": absent (no "))
                        .filter(line -> line.contains("goal=≥") || line.contains("goal=≤")))
                .isNotEmpty()
                .allMatch(line -> line.endsWith(": not measured]"));
    }
}
