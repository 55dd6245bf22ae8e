package io.parley.cli;

import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.observe.DomainView;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** The domain that a command takes part in; {@link DomainFirst} puts it here if the user named it elsewhere. */
final class DomainArgument {
    /** How the argument is called; {@link DomainFirst} looks for it. */
    static final String LABEL = "DOMAIN";

    @Parameters(
            index = "0",
            paramLabel = LABEL,
            description = {
                "Its name, or its directory if that has a '/' in it.",
                "Not if --domain says it; where it is missing, $" + Domains.VARIABLE + " does."
            })
    private String domain;

    /** Opens the domain; empty if there is none, which opening would create. */
    Optional<Parley> open() {
        ParleyConfig config = Domains.config(domain).withProcessName("parley command");
        return DomainView.exists(config.directory()) ? Optional.of(Parley.open(config)) : Optional.empty();
    }

    /** Opens the domain, creating it if there is none; under that name of the process. */
    Parley openOrCreate(String processName) {
        return Parley.open(Domains.config(domain).withProcessName(processName));
    }

    @Override
    public String toString() {
        return domain;
    }
}
