package io.parley.cli;

import io.parley.ParleyConfig;
import io.parley.observe.DomainView;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The domain that a command looks at: {@code --domain} of the command or before it, or else the environment's. */
final class DomainOption {
    @Option(
            names = {"-d", "--domain"},
            paramLabel = "NAME|PATH",
            description = "The domain: its name, or its directory if that has a '/' in it. Default: $"
                    + Domains.VARIABLE + ".")
    private String domain;

    @Spec(Target.MIXEE)
    private CommandSpec command;

    /** What the user named; null if nothing. */
    String named() {
        return domain != null ? domain : ((RootCommand) command.root().userObject()).domain();
    }

    /** What the user named. */
    String required() {
        String named = named();
        if (named == null) {
            throw new ParameterException(
                    command.commandLine(),
                    "which domain? Say --domain NAME, or set " + Domains.VARIABLE + "; parley ls lists yours");
        }
        return named;
    }

    /** A look at it, to close. */
    DomainView view() {
        return Domains.view(required());
    }

    /** How this process would take part in it; it must be there. */
    ParleyConfig config() {
        return Domains.existing(required());
    }
}
