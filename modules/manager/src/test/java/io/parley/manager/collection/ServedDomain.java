package io.parley.manager.collection;

import io.parley.Parley;
import io.parley.manager.Manager;
import io.parley.manager.ManagerServer;
import io.parley.pipe.AuthKey;
import java.io.IOException;
import java.nio.file.Path;

/** A domain, a server of it, and a manager of each kind. */
final class ServedDomain implements AutoCloseable {
    static final AuthKey KEY = AuthKey.of(new byte[] {1, 2, 3});

    final Parley parley;
    final ManagerServer server;
    final Manager local;
    final Manager remote;

    ServedDomain(Path directory) throws IOException {
        parley = Parley.open(directory);
        server = ManagerServer.start(parley, KEY);
        local = Manager.local(parley);
        remote = connect();
    }

    Manager connect() throws IOException {
        return Manager.connect(server.address(), KEY);
    }

    @Override
    public void close() {
        remote.close();
        server.close();
        parley.close();
    }
}
