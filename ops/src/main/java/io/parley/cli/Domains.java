package io.parley.cli;

import io.parley.ParleyConfig;
import io.parley.observe.DomainView;
import java.nio.file.Path;

/** Domains as users name them: a name, or a directory if it has a '/' in it. */
final class Domains {
    /** Names the domain of commands that are not told. */
    static final String VARIABLE = "PARLEY_DOMAIN";

    private Domains() {}

    /** Where the domain lies, and how this process would take part in it. */
    static ParleyConfig config(String domain) {
        return domain.contains("/") ? ParleyConfig.at(Path.of(domain)) : ParleyConfig.named(domain);
    }

    /** A look at it, to close. */
    static DomainView view(String domain) {
        Path directory = existing(domain).directory();
        return DomainView.open(directory);
    }

    /** The same as {@link #config} of a domain that must be there, for one command. */
    static ParleyConfig existing(String domain) {
        ParleyConfig config = config(domain).withProcessName("parley command");
        if (!DomainView.exists(config.directory())) {
            throw CommandFailure.notFound("no domain " + domain).next("parley ls");
        }
        return config;
    }
}
