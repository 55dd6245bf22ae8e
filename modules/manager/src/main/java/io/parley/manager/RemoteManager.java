package io.parley.manager;

import io.parley.Parley;
import io.parley.manager.internal.client.Link;
import java.io.IOException;

/** The objects of a domain of another host. */
final class RemoteManager extends RemoteRegistered implements Manager {
    RemoteManager(Link link) {
        super(link);
    }

    @Override
    public SessionState sessionState() {
        return link.state();
    }

    @Override
    public void renew() throws IOException {
        link.renew();
    }

    @Override
    public void recordCalls(Parley parley, String name) {
        link.recordCalls(parley, name);
    }

    @Override
    public void stopRecordingCalls() {
        link.stopRecordingCalls();
    }

    @Override
    public void close() {
        link.close();
    }

    @Override
    public String toString() {
        return "Manager(" + link + ")";
    }
}
