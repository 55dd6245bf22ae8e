package io.parley.manager;

import io.parley.Parley;

/** The objects of a domain of this host. */
final class LocalManager extends LocalRegistered implements Manager {
    LocalManager(Parley parley) {
        super(parley);
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
    public void close() {
        // the domain is the caller's
    }

    @Override
    public String toString() {
        return "Manager(" + parley.directory() + ")";
    }
}
