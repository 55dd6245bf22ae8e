package io.parley.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.verify.DomainVerifier;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What two parties may expect of a primitive, told three ways: the other one is a thread of this JVM, another JVM, or
 * another JVM that is killed in the middle. The same test says what the three have in common, and where a death makes
 * the difference.
 */
@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
abstract class PairContract {
    static final Duration HANG = Peer.HANG;
    /** Long enough to be sure that something does not happen. */
    static final Duration MOMENT = Duration.ofMillis(100);

    @TempDir
    Path directory;

    Parley parley;
    Peer peer;
    private Way way;

    /** Who the other party is, and how it ends. */
    enum Way {
        TWO_THREADS,
        TWO_PROCESSES,
        KILLED
    }

    /** What the other party can do. */
    abstract Class<? extends Steps> steps();

    /** Opens the object in this JVM. */
    abstract void open();

    /** Opens the object here and there. */
    final void begin(Way chosen) throws Exception {
        way = chosen;
        parley = open(domain());
        open();
        peer = chosen == Way.TWO_THREADS
                ? new Peer.InThread(domain(), steps().getDeclaredConstructor().newInstance())
                : new Peer.InProcess(domain(), steps());
    }

    static Parley open(Path domain) {
        return Parley.open(ParleyConfig.at(domain).withDurable(false));
    }

    private Path domain() {
        return directory.resolve("domain");
    }

    /** The peer lets go of what it has, by a step or by dying. */
    final void letGo(String step) {
        if (isKilled()) {
            peer.close();
        } else {
            assertThat(peer.run(step)).as(step).isNotEqualTo("false").doesNotEndWith("Exception");
        }
    }

    /** Whether the peer dies in this run. */
    final boolean isKilled() {
        return way == Way.KILLED;
    }

    /** The peer dies, if it is one that does. */
    final void killIfMortal() {
        if (isKilled()) {
            peer.close();
        }
    }

    @AfterEach
    void end() {
        if (peer != null) {
            peer.close();
            parley.reap();
            assertThat(DomainVerifier.findings(domain())).isEmpty();
            parley.close();
            peer = null;
        }
    }
}
