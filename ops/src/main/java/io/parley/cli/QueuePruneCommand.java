package io.parley.cli;

import io.parley.Parley;
import io.parley.internal.queue.QueueFiles;
import io.parley.observe.DomainView;
import io.parley.observe.ObjectInfo;
import io.parley.queue.Retention;
import io.parley.queue.RetentionReport;
import io.parley.queue.SharedQueue;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley queue prune}. */
@Command(
        name = "prune",
        mixinStandardHelpOptions = true,
        description = {
            "Deletes old messages of a queue: whole files of its log, oldest first, that everybody has read.",
            "By the rules that the queue has, or once by one that is given. Nothing goes that a consumer, a "
                    + "claim, a subscriber or a replay has not passed, nor the newest message. Says which files go and why "
                    + "the others stay, and asks. Takes part in the domain for that moment, also with --dry-run; as "
                    + "whenever a program opens the queue, what its own rules let go is deleted then."
        })
final class QueuePruneCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "The queue's name.")
    private String name;

    @ArgGroup
    private Rule rule;

    @Mixin
    private Confirmation confirmation;

    @Mixin
    private DomainOption option;

    @Spec
    private CommandSpec spec;

    /** At most one. */
    private static final class Rule {
        /** Zero is no rule. */
        private static final Duration LEAST = Duration.ofNanos(1);

        @Option(
                names = "--keep",
                paramLabel = "TIME",
                converter = DurationConverter.class,
                description = "Keeps what is not older than that: 12h, 7d.")
        private Duration keep;

        @Option(
                names = "--before",
                paramLabel = "TIME",
                converter = Place.Converter.class,
                description = "Keeps what was put then or later: a time of today, a day, or a day and time.")
        private Place before;

        @Option(names = "--read", description = "Keeps only what not everybody has read.")
        private boolean read;

        Retention with(Retention own) {
            Retention none = new Retention(Duration.ZERO, 0, false, own.withoutConsumers());
            if (read) {
                return none.keepUntilRead();
            }
            Duration age = keep != null ? keep : Duration.between(moment(), Instant.now());
            return none.keep(age.compareTo(LEAST) < 0 ? LEAST : age);
        }

        private Instant moment() {
            if (before.kind() != Place.Kind.TIME) {
                throw CommandFailure.usage("--before takes a time, such as 09:30 or 2026-03-01");
            }
            return Instant.ofEpochSecond(0, before.value());
        }
    }

    @Override
    public Integer call() {
        return Guarded.run(spec, out -> {
            ObjectInfo found;
            try (DomainView view = option.view()) {
                found = Queues.usable(view, name);
            }
            String codec = new QueueFiles(found.path()).codec();
            try (Parley parley = Parley.open(option.config());
                    SharedQueue<byte[]> queue = Queues.open(parley, found.name(), codec)) {
                prune(queue, out);
            }
            return ExitCode.OK;
        });
    }

    private void prune(SharedQueue<byte[]> queue, PrintWriter out) {
        Retention rules = rule == null ? queue.retention() : rule.with(queue.retention());
        RetentionReport plan = queue.dryRunRetention(rules);
        for (RetentionReport.LogFile each : plan.files()) {
            each.why().ifPresent(why -> out.println(each.path().getFileName() + " stays: " + why));
        }
        if (plan.gone().isEmpty()) {
            out.println("nothing to delete");
            return;
        }
        List<String> steps = new ArrayList<>();
        for (RetentionReport.LogFile each : plan.gone()) {
            steps.add("delete " + each.path().getFileName() + ": " + Queues.messages(each.messages()) + ", about "
                    + each.bytes() + " bytes");
        }
        if (confirmation.allows(steps, out)) {
            RetentionReport report = queue.applyRetention(rules);
            CommandLog.get()
                    .info("deleted {} files of {}: {} messages", report.gone().size(), queue.path(), report.messages());
            out.println("deleted " + Queues.messages(report.messages()) + " in "
                    + report.gone().size() + (report.gone().size() == 1 ? " file" : " files"));
        }
    }
}
