package io.parley.manager.sync;

import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.manager.Manager;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LocalLockTest extends LockContract {
    @TempDir
    Path directory;

    private Parley parley;

    @BeforeEach
    void open() {
        parley = Parley.open(ParleyConfig.at(directory).withDurable(false));
    }

    @AfterEach
    void close() {
        parley.close();
    }

    @Override
    Manager manager() {
        return Manager.local(parley);
    }

    @Override
    Manager another() {
        return Manager.local(parley);
    }

    @Override
    int waiters() {
        return parley.lock("book").waiters().size();
    }
}
