package io.parley.examples;

import io.parley.Parley;
import io.parley.collection.ManagedNamespace;
import io.parley.manager.Manager;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@link NamespacePitfall} over TCP: what comes out of another JVM's namespace is a copy, too, and says so. */
public final class PitfallOverTcp {
    private PitfallOverTcp() {}

    /** No arguments. */
    public static void main(String[] args) throws Exception {
        OverTcp.run("pitfall-over-tcp", PitfallOverTcp::run);
    }

    private static void run(Parley parley, int port, Manager manager) throws InterruptedException {
        ManagedNamespace ns = manager.namespace("ns");
        ns.setAll(Map.of("x", List.of(), "y", List.of()));
        System.out.println("before " + ns);
        parley.process(() -> append(port)).start().join();
        System.out.println("after " + ns);
    }

    private static void append(int port) throws IOException {
        try (Manager manager = OverTcp.connect(port)) {
            NamespacePitfall.append(manager.namespace("ns"));
        }
    }
}
