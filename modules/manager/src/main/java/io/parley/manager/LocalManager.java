package io.parley.manager;

import io.parley.Parley;
import io.parley.manager.internal.call.Host;
import io.parley.manager.internal.call.Pools;

/** The objects of a domain of this host. */
final class LocalManager extends LocalRegistered implements Manager {
    LocalManager(Parley parley, Host host, Pools pools) {
        super(parley, host, pools);
    }

    @Override
    public SessionState sessionState() {
        return SessionState.CONNECTED;
    }

    @Override
    public void renew() {
        // there is no session that could be over
    }

    @Override
    public void recordCalls(Parley into, String name) {
        // nothing goes to a server and back
    }

    @Override
    public void stopRecordingCalls() {
        // nothing was recorded
    }

    @Override
    public void close() {
        // the domain is the caller's
        closePools();
        closeProxies();
    }

    @Override
    public String toString() {
        return "Manager(" + parley.directory() + ")";
    }
}
