package io.parley.multi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.ObjectDeletedException;
import io.parley.Parley;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Somebody removes a domain's directory under a process, and another one founds a new domain in its place. */
@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
class ReplacedDomainIT {
    @TempDir
    Path parent;

    /** A stale handle would look the living holder up in the table of the old domain, and call it dead. */
    @Test
    @SuppressWarnings("try") // the stale handle is closed before the domain is opened anew
    void shouldTakeNothingFromTheLivingInTheDomainThatCameAfter() throws IOException {
        Path directory = parent.resolve("domain");
        try (Parley stale = Domains.open(directory, "stale")) {
            removeAll(directory);
            ForkedJvm holder =
                    Domains.child(Holder.class, directory, "book", "wait").start();
            holder.awaitReached(Holder.HOLDING, Domains.START);

            assertThatThrownBy(() -> stale.lock("book"))
                    .isInstanceOf(ObjectDeletedException.class)
                    .hasMessage("domain was removed or replaced under this process: " + directory
                            + ". Close it and open it again");

            stale.close();
            try (Parley renewed = Domains.open(directory, "renewed")) {
                assertThat(renewed.lock("book").tryLock()).isFalse();
                assertThat(renewed.lock("book").holder().orElseThrow().alive()).isTrue();
            }
            holder.kill();
        }
    }

    private static void removeAll(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }
}
