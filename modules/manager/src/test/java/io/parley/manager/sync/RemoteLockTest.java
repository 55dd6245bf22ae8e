package io.parley.manager.sync;

import io.parley.manager.Manager;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.ByteOrder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RemoteLockTest extends LockContract {
    private static final int TABLE = 256;
    private static final int SLOTS = 128;
    private static final int SLOT_LENGTH = 64;
    private static final int TICKET = 8;

    @TempDir
    Path directory;

    private ServedDomain domain;
    private Manager one;
    private Manager two;

    @BeforeEach
    void serve() throws IOException {
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

    @Override
    int waiters() {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(
                            Files.readAllBytes(domain.parley.lock("book").path()))
                    .order(ByteOrder.LITTLE_ENDIAN);
            int count = 0;
            for (int slot = 0; slot < SLOTS; slot++) {
                count += bytes.getLong(TABLE + slot * SLOT_LENGTH + TICKET) == 0 ? 0 : 1;
            }
            return count;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
