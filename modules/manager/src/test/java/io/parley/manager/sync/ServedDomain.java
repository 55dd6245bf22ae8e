package io.parley.manager.sync;

import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.manager.Manager;
import io.parley.manager.ManagerServer;
import io.parley.pipe.AuthKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A domain that is served, and its clients. */
final class ServedDomain implements AutoCloseable {
    static final AuthKey KEY = AuthKey.of(new byte[] {1, 2, 3});

    final Parley parley;
    final ManagerServer server;
    private final List<Manager> clients = new ArrayList<>();

    ServedDomain(Path directory) throws IOException {
        parley = Parley.open(ParleyConfig.at(directory).withDurable(false).withProcessName("server"));
        server = ManagerServer.start(parley, KEY);
    }

    Manager connect() throws IOException {
        Manager client = Manager.connect(server.address(), KEY);
        clients.add(client);
        return client;
    }

    @Override
    public void close() {
        clients.forEach(Manager::close);
        server.close();
        parley.close();
    }
}
