package io.parley.manager;

/** What there is to say about a {@link Manager}'s session with its server. */
public enum SessionState {
    /** Requests reach the server. Always so with a manager of this host. */
    CONNECTED,
    /** The connection was lost and is being made again; the session lives, what it holds it keeps, requests wait. */
    RECONNECTING,
    /** The session is over, and what it held was given back; {@link Manager#renew} opens another one. */
    EXPIRED,
    /** The manager was closed. */
    CLOSED
}
