package io.parley.manager.internal.call;

/**
 * An object of a registered class, at the server.
 *
 * @param ref what proxies know of it
 * @param registered its class
 * @param target the object itself
 * @param lane its calls
 */
record Referent(Ref ref, Registered registered, Object target, Lane lane) {
    boolean isShared() {
        return registered.way() == Registered.Way.SHARED;
    }

    String words() {
        return "object " + ref.number() + " ('" + ref.typeid() + "')";
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return ref.hashCode();
    }
}
