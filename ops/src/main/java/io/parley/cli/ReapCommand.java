package io.parley.cli;

import io.parley.Parley;
import io.parley.ProcessInfo;
import io.parley.observe.DomainView;
import io.parley.observe.ObjectInfo;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley reap}. */
@Command(
        name = "reap",
        mixinStandardHelpOptions = true,
        description = {
            "Cleans up after dead processes of a domain: their half-built files and their slots.",
            "Each is reported. Locks and claims of the dead come back without it. Does not ask: whoever opens the domain does the same."
        })
final class ReapCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = DomainArgument.LABEL, description = "As --domain.")
    private String argument;

    @Option(names = "--dry-run", description = "Says what would be done, and does nothing.")
    private boolean dryRun;

    @Mixin
    private DomainOption option;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Guarded.run(spec, out -> {
            String domain = argument != null ? argument : option.required();
            if (dryRun) {
                try (DomainView view = Domains.view(domain)) {
                    say(view, out);
                }
            } else {
                reap(domain, out);
            }
            return ExitCode.OK;
        });
    }

    private static void say(DomainView view, PrintWriter out) {
        List<ProcessInfo> dead =
                view.processes().stream().filter(each -> !each.alive()).toList();
        dead.forEach(each -> out.println("would clean up after pid " + each.pid() + " (" + each.name() + "), slot "
                + each.slot() + ", in the domain since " + each.since()));
        List<ObjectInfo> halfBuilt = view.objects().stream()
                .filter(each -> each.state() == ObjectInfo.State.UNFINISHED)
                .filter(each ->
                        view.creator(each).map(creator -> !creator.alive()).orElse(false))
                .toList();
        halfBuilt.forEach(each -> out.println("would remove " + each.path()));
        if (dead.isEmpty()) {
            out.println(view.directory() + ": nothing to clean up");
        }
    }

    private static void reap(String domain, PrintWriter out) {
        try (Parley parley = Parley.open(Domains.existing(domain))) {
            parley.reap(); // those that died since opening it, which has cleaned up as well
            long alive = parley.processes().stream()
                    .filter(process -> process.alive() && !process.self())
                    .map(ProcessInfo::pid)
                    .count();
            out.println(parley.directory() + ": clean, " + alive + (alive == 1 ? " live process" : " live processes"));
        }
    }
}
