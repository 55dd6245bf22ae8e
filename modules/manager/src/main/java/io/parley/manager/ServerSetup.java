package io.parley.manager;

import java.io.Serializable;

/**
 * Prepares a server in a child process before it serves: options, registrations, and whatever else has to happen first.
 * Travels to the child as a copy.
 */
@FunctionalInterface
public interface ServerSetup extends Serializable {
    /**
     * Prepares it.
     *
     * @param server not started yet
     * @throws Exception ends the child; {@link ManagerProcess#start} fails with it
     */
    void setUp(ManagerServer server) throws Exception;
}
