package io.parley.cli;

import io.parley.Parley;
import io.parley.SharedObject;
import io.parley.internal.domain.Addresses;
import io.parley.internal.memory.ObjectFile;
import io.parley.observe.DomainView;
import io.parley.observe.ObjectInfo;
import io.parley.observe.ObjectSnapshot;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A verb that changes one object: it looks, says what it will do, takes part in the domain, does it, and logs it. */
abstract class ChangeCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "An object's name, or that of its file.")
    private String name;

    @Mixin
    private DomainOption option;

    private CommandSpec spec;

    /** What it is about. */
    abstract Noun noun();

    /** Says what is about to be done to the object as it is now, and whether to do it. */
    abstract boolean allows(ObjectInfo object, ObjectSnapshot now, PrintWriter out);

    /**
     * Does it.
     *
     * @return what was done, in a line
     */
    abstract String change(Parley parley, ObjectInfo object, ObjectSnapshot seen);

    /** A number below zero is no option. */
    @Spec
    final void setSpec(CommandSpec spec) {
        this.spec = spec;
        spec.parser().unmatchedOptionsArePositionalParams(true);
    }

    @Override
    public final Integer call() {
        return Guarded.run(spec, out -> {
            ObjectInfo object;
            ObjectSnapshot now;
            try (DomainView view = option.view()) {
                object = Found.one(view, name, noun());
                now = view.snapshot(object);
                if (now instanceof ObjectSnapshot.Unreadable unreadable) {
                    throw CommandFailure.failed(unreadable.problem()).next(Found.stat(view, object));
                }
            }
            if (allows(object, now, out)) {
                try (Parley parley = Parley.open(option.config())) {
                    String done = change(parley, object, now);
                    CommandLog.get().info("{} in {} generation={}", done, parley.directory(), object.generation());
                    out.println(done);
                }
            }
            return ExitCode.OK;
        });
    }

    /** Opens the object that was looked at; creates none, and takes none that has its name by now. */
    static <T extends SharedObject> T existing(ObjectInfo object, Supplier<T> opener) {
        T opened = opener.get();
        ObjectFile file = Addresses.of(opened).file();
        if (!Long.toHexString(file.header().generation()).equals(object.generation())) {
            if (file.isCreated()) {
                opened.delete();
            }
            opened.close();
            throw CommandFailure.notFound(object.file() + " is gone, or was created anew meanwhile")
                    .next("parley ls " + object.path().getParent());
        }
        return opened;
    }
}
