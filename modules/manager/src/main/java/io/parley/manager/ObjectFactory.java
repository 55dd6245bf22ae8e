package io.parley.manager;

/**
 * Makes an object of a registered class at the server.
 *
 * @param <T> the registered interface
 */
@FunctionalInterface
public interface ObjectFactory<T> {
    /**
     * Makes it.
     *
     * @param arguments what the client passed
     * @return the object; not null
     * @throws Exception what the client gets
     */
    T create(Arguments arguments) throws Exception;
}
