package io.parley.perf.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Measures the agreed set and writes it down. */
public final class Page {
    private final Machine machine = new Machine();
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private final String command;
    private final Effort effort;
    private final List<Section> sections;
    private Duration took = Duration.ZERO;

    /** Everything, with that much effort, as {@code perf/bin/run} shows it. */
    public Page(Effort effort) {
        this("perf/bin/run", effort);
    }

    /** The same, for a command that shows more. */
    Page(String command, Effort effort) {
        this.command = command;
        this.effort = effort;
        this.sections = sections(effort);
    }

    private static List<Section> sections(Effort effort) {
        List<Section> sections = new ArrayList<>();
        if (effort.forks() > 0 && !Comparisons.about(effort).isEmpty()) {
            sections.add(new PartsSection(effort));
        }
        if (effort.topics().contains(Topic.SYNC)) {
            sections.add(new ContentionSection(effort));
            sections.add(HandOverSection.synchronisation(effort));
        }
        if (effort.topics().contains(Topic.MESSAGES)) {
            sections.add(new RoundTripSection(effort));
            sections.add(HandOverSection.pipes(effort));
            sections.add(new OneWaySection(effort));
            sections.add(new CompetitionSection(effort));
            sections.add(new IdleSection(effort));
        }
        if (effort.topics().contains(Topic.RINGS)) {
            sections.add(new RingSection(effort));
        }
        if (effort.topics().contains(Topic.MAPS)) {
            sections.add(new MapSection(effort));
            sections.add(new MapStartSection(effort));
        }
        if (effort.topics().contains(Topic.PROCESSES)) {
            sections.add(new ProcessStartSection(effort));
            sections.add(new PoolLatencySection(effort));
            sections.add(new PoolThroughputSection(effort));
            sections.add(new PoolRecoverySection(effort));
        }
        if (effort.topics().contains(Topic.MANAGERS)) {
            sections.add(new RemoteSection(effort));
            sections.add(new IdleSessionsSection(effort));
            sections.add(new LostClientSection(effort));
        }
        if (RecoverySection.isAbout(effort)) {
            sections.add(new RecoverySection(effort));
        }
        return sections;
    }

    /** Measures everything, saying on standard error what is under way. */
    public void measure() {
        long beganNs = System.nanoTime();
        for (Section section : sections) {
            long startNs = System.nanoTime();
            System.err.print(section.title() + " ... ");
            section.measure();
            System.err.printf("%.0f s%n", (System.nanoTime() - startNs) / 1e9);
        }
        took = Duration.ofNanos(System.nanoTime() - beganNs);
    }

    /**
     * Writes {@code <date>-<processor>.md}, with the effort in its name if it is not the usual one; a second one of the
     * same day replaces the first.
     */
    public Path write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve(name() + ".md");
        Files.writeString(file, toMarkdown("", section -> ""));
        return file;
    }

    /** What its file or directory is called: day, processor, and the effort if it is not the usual one. */
    String name() {
        return today + "-" + machine.slug() + (effort.isUsual() ? "" : "-" + effort.name());
    }

    List<Section> sections() {
        return sections;
    }

    Machine machine() {
        return machine;
    }

    /** The summary, as it stands at the top of the page. */
    public String summary() {
        Table table = new Table("", "Parley", "beside it, same run", "", "ratio", "agreed on");
        for (Section section : sections) {
            for (Figure figure : section.figures()) {
                table.row(
                        figure.what(),
                        figure.parley(),
                        figure.baseline(),
                        figure.baselineFigure(),
                        figure.ratio(),
                        effort.isSmoke() ? "" : figure.goal());
            }
        }
        return table + "Of times, a ratio below 1 is Parley ahead; of throughput, above 1.\n\n";
    }

    /**
     * The page.
     *
     * @param overview what stands between the summary and the sections; may be empty
     * @param more what stands at the end of each section; may be empty
     */
    String toMarkdown(String overview, Function<Section, String> more) {
        StringBuilder text = new StringBuilder();
        text.append("# Measured on ").append(today).append("\n\n");
        text.append(String.format(
                Locale.ROOT,
                "Generated by `%s %s`, which measured for %d min %d s; do not edit.%n%n",
                command,
                effort.name(),
                took.toMinutes(),
                took.toSecondsPart()));
        if (effort.isSmoke()) {
            text.append("**Too short to mean anything: this page only shows that every measurement runs.**\n\n");
        }
        text.append(machine.caveat()).append("\n\n");
        text.append(machine.table());
        text.append("## Medians and ratios\n\n").append(summary()).append(overview);
        for (Section section : sections) {
            text.append("## ").append(section.title()).append("\n\n").append(section.toMarkdown());
            text.append(more.apply(section));
        }
        return text.toString().stripTrailing() + "\n";
    }
}
