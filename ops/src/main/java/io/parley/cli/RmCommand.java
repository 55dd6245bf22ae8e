package io.parley.cli;

import io.parley.Parley;
import io.parley.ProcessInfo;
import io.parley.internal.domain.Domain;
import io.parley.internal.map.ListLayout;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.queue.TransientRing;
import io.parley.observe.DomainView;
import io.parley.observe.ObjectInfo;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley rm}. */
@Command(
        name = "rm",
        mixinStandardHelpOptions = true,
        description = {
            "Deletes objects of a domain, of whatever kind, for everybody.",
            "Says what it will do, and asks. Processes that use them get an ObjectDeletedException. What a queue's",
            "subscribers have not read is lost with it; its dead letters are another queue. Logs what it has done."
        })
final class RmCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "NAME",
            description = "An object's name, or that of its file (book.lock) if there are several.")
    private List<String> names;

    @Mixin
    private Confirmation confirmation;

    @Mixin
    private DomainOption option;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Guarded.run(spec, out -> {
            List<ObjectInfo> objects;
            boolean allowed;
            try (DomainView view = option.view()) {
                objects = names.stream()
                        .map(name -> deletable(Found.one(view, name)))
                        .distinct()
                        .toList();
                allowed = confirmation.allows(steps(view, objects), out);
            }
            if (allowed) {
                delete(objects, out);
            }
            return ExitCode.OK;
        });
    }

    private static ObjectInfo deletable(ObjectInfo object) {
        if (object.isBookkeeping()) {
            throw CommandFailure.failed(
                    "the domain needs it: " + object.path() + ". Delete no part of a domain, but all");
        }
        boolean usable = object.state() == ObjectInfo.State.READY;
        if (!usable) {
            throw CommandFailure.failed(object.problem()).next("rm -r " + object.path());
        }
        return object;
    }

    private static List<String> steps(DomainView view, List<ObjectInfo> objects) {
        long others = view.processes().stream().filter(ProcessInfo::alive).count();
        return objects.stream()
                .map(object -> "delete " + object.file() + ": " + object.kind() + ", " + object.bytes() + " bytes, "
                        + view.snapshot(object).summary() + "; " + others
                        + (others == 1 ? " live process is" : " live processes are") + " in the domain")
                .toList();
    }

    private void delete(List<ObjectInfo> objects, PrintWriter out) {
        try (Parley parley = Parley.open(option.config())) {
            Domain domain = Domain.of(parley);
            Logger log = CommandLog.get();
            for (ObjectInfo object : objects) {
                if (!delete(domain, object)) {
                    throw CommandFailure.notFound(object.file() + " is gone, or was created anew meanwhile")
                            .next("parley stat --domain " + option.required() + " " + object.file());
                }
                log.info("deleted {} in {} generation={}", object.file(), parley.directory(), object.generation());
                out.println("deleted " + object.file());
            }
        }
    }

    /** False if there is another object by now, or none. */
    private static boolean delete(Domain domain, ObjectInfo object) {
        ObjectFile file = domain.find(object.file());
        if (file == null || !Long.toHexString(file.header().generation()).equals(object.generation())) {
            return false;
        }
        ObjectFile order = file.kind() == ObjectKind.LIST ? order(domain, object) : null;
        domain.delete(file);
        if (order != null) {
            order.markDeleted(); // who waits for the list's lock looks there
        }
        if (file.kind() == ObjectKind.TRANSIENT_QUEUE) {
            TransientRing.forbidWriting(file);
        }
        return true;
    }

    private static ObjectFile order(Domain domain, ObjectInfo list) {
        return domain.openPartIfThere(
                list.path().resolve(ListLayout.FILE),
                new ObjectFile.Spec(ObjectKind.LIST_ORDER, 0, -1, ListLayout.LENGTH, memory -> {}));
    }
}
