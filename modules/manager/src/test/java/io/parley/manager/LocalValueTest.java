package io.parley.manager;

import io.parley.Parley;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LocalValueTest extends ValueContract {
    @TempDir
    Path directory;

    private Parley parley;

    @BeforeEach
    void open() {
        parley = Parley.open(directory);
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
    Parley parley() {
        return parley;
    }
}
