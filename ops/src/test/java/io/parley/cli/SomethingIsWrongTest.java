package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import io.parley.process.ParleyProcess;
import io.parley.sync.SharedEvent;
import io.parley.sync.SharedLock;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/operating/something-is-wrong.md} is what happens. */
@Timeout(120)
class SomethingIsWrongTest {
    @TempDir
    private Path directory;

    @Test
    void shouldHappenAsThePageSays() throws Exception {
        try (Parley parley = Parley.open(directory.resolve("orders"))) {
            SharedLock book = parley.lock("book");
            SharedEvent ready = parley.event("ready");
            SharedEvent end = parley.event("end");
            ParleyProcess importer = parley.process("importer", () -> {
                        book.lock();
                        ready.set();
                        end.await();
                    })
                    .start();
            ready.await();
            String stop = "kill -STOP " + importer.pid();
            assertThat(new ProcessBuilder("bash", "-c", stop).start().waitFor()).isZero();
            while (!CommandRun.of("doctor", parley.directory().toString()).out().contains("stopped process")) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10)); // until the kernel has told all its threads
            }

            int commands = new Transcript("operating/something-is-wrong.md")
                    .with("orders", parley.directory())
                    .with("4711", importer.pid())
                    .with("report.tar.gz", directory.resolve("report.tar.gz"))
                    .run();

            assertThat(commands).isEqualTo(6);
            end.set();
            importer.join();
        }
    }
}
