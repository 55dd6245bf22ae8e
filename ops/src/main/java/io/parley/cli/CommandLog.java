package io.parley.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where commands that change something say what they have done. */
final class CommandLog {
    private CommandLog() {}

    /** The log; not to be asked for before something was done, as those who only look load no logging. */
    static Logger get() {
        return LoggerFactory.getLogger("io.parley.cli");
    }
}
