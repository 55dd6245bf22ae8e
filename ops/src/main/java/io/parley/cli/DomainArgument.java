package io.parley.cli;

import io.parley.Parley;
import java.nio.file.Path;
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

    /** Where the domain lies, which must be there. */
    Path directory() {
        return Domains.existing(domain).directory();
    }

    /** Opens the domain, which must be there: opening would create it. */
    Parley open() {
        return Parley.open(Domains.existing(domain));
    }

    /** Opens the domain, creating it if there is none; under that name of the process. */
    Parley openOrCreate(String processName) {
        return Parley.open(Domains.config(domain).withProcessName(processName));
    }
}
