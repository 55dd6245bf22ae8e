package io.parley.manager.queue;

import io.parley.Parley;
import io.parley.manager.Manager;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LocalQueueTest extends QueueContract {
    @TempDir
    Path directory;

    private Parley parley;
    private Manager manager;

    @BeforeEach
    void open() {
        parley = Parley.open(directory.resolve("domain"));
        manager = Manager.local(parley);
    }

    @AfterEach
    void close() {
        manager.close();
        parley.close();
    }

    @Override
    Manager manager() {
        return manager;
    }
}
