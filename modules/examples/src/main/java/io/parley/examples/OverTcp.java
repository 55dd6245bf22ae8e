package io.parley.examples;

import io.parley.Parley;
import io.parley.manager.Manager;
import io.parley.manager.ManagerProcess;
import io.parley.pipe.AuthKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * What the tutorials' programs over TCP share: a server in a JVM of its own, and the way to it. What they do with the
 * objects is the code of the programs that have them in shared memory.
 */
final class OverTcp {
    private static final AuthKey KEY = AuthKey.of("not for production".getBytes(StandardCharsets.US_ASCII));

    private OverTcp() {}

    /** A program. */
    interface Program {
        /**
         * Runs it.
         *
         * @param parley starts processes; the program reaches no object through it
         * @param port where its processes connect to
         * @param manager has the objects
         */
        void run(Parley parley, int port, Manager manager) throws Exception;
    }

    static void run(String name, Program program) throws Exception {
        try (Parley parley = Parley.open(name + "-" + ProcessHandle.current().pid())) {
            try (ManagerProcess server = ManagerProcess.start(parley, KEY);
                    Manager manager = server.connect()) {
                program.run(parley, server.address().getPort(), manager);
            }
            parley.delete();
        }
    }

    static Manager connect(int port) throws IOException {
        return Manager.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), KEY);
    }
}
