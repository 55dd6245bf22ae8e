package io.parley.cli;

import io.parley.Parley;
import io.parley.ParleyConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** The domain that a command looks at. */
final class DomainArgument {
    private static final String DOMAIN_FILE = "domain.parley";

    @Parameters(index = "0", paramLabel = "DOMAIN", description = "Its name, or its directory if that has a '/' in it.")
    private String domain;

    /** Opens the domain; empty if there is none, which opening would create. */
    Optional<Parley> open() {
        ParleyConfig config = config().withProcessName("parley command");
        return Files.exists(config.directory().resolve(DOMAIN_FILE))
                ? Optional.of(Parley.open(config))
                : Optional.empty();
    }

    /** Opens the domain, creating it if there is none; under that name of the process. */
    Parley openOrCreate(String processName) {
        return Parley.open(config().withProcessName(processName));
    }

    private ParleyConfig config() {
        return domain.contains("/") ? ParleyConfig.at(Path.of(domain)) : ParleyConfig.named(domain);
    }

    @Override
    public String toString() {
        return domain;
    }
}
