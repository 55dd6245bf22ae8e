package io.parley.manager.sync;

import io.parley.manager.Manager;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RemoteConditionTest extends ConditionContract {
    @TempDir
    Path directory;

    private ServedDomain domain;
    private Manager one;
    private Manager two;

    @Override
    void open() throws IOException {
        domain = new ServedDomain(directory);
        one = domain.connect();
        two = domain.connect();
    }

    @AfterEach
    void stop() {
        domain.close();
    }

    @Override
    Manager manager() {
        return one;
    }

    @Override
    Manager another() {
        return two;
    }
}
