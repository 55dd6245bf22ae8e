package io.parley.cli;

import io.parley.cli.output.Page;
import io.parley.observe.DomainView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A verb that looks at a domain and changes nothing: it finds something, which is printed for people or as JSON, once
 * or again and again. {@code docs/operating/command.md} says how to add one.
 *
 * @param <T> what it finds: a record whose components are the members of the JSON document
 */
abstract class ViewCommand<T extends Record> implements Callable<Integer> {
    @Mixin
    OutputOptions output;

    @Mixin
    DomainOption option;

    @Spec
    CommandSpec spec;

    /** The name of the schema of the JSON document, {@code parley/<verb>/<version>}. */
    abstract String schema();

    /**
     * Looks.
     *
     * @throws CommandFailure if what the user named is not there
     */
    abstract T find(DomainView view);

    /** Prints what was found for people. */
    abstract void print(T found, Page page);

    /** What scripts learn of what was found. */
    int exitCode(T found) {
        return ExitCode.OK;
    }

    /** The domain where the verb takes it as an argument as well; null if the user did not say. */
    String argument() {
        return null;
    }

    /** The domain, as the user named it. */
    final String domain() {
        return argument() != null ? argument() : option.required();
    }

    @Override
    public Integer call() {
        return Guarded.run(spec, out -> {
            try (DomainView view = Domains.view(domain())) {
                return exitCode(output.show(schema(), out, () -> find(view), this::print));
            }
        });
    }
}
