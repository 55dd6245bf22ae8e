package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.ManagedNamespace;
import io.parley.manager.Manager;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@link NamespaceCures} over TCP: put the changed copy back, in one step, or keep lists of the server inside. */
public final class CuresOverTcp {
    private CuresOverTcp() {}

    /** No arguments. */
    public static void main(String[] args) throws Exception {
        OverTcp.run("cures-over-tcp", CuresOverTcp::run);
    }

    private static void run(Parley parley, int port, Manager manager) throws InterruptedException {
        ManagedNamespace copied = manager.namespace("copied");
        copied.setAll(Map.of("x", List.of(), "y", List.of()));
        ManagedNamespace updated = manager.namespace("updated");
        updated.setAll(copied.asMap());
        ManagedNamespace nested = manager.namespace("nested");
        nested.set("x", manager.list("numbers", Codecs.int32()));
        nested.set("y", manager.list("texts", Codecs.utf8()));

        System.out.println("before " + copied + " " + updated + " " + nested);
        parley.process(() -> append(port)).start().join();
        System.out.println("after " + copied + " " + updated + " " + nested);
    }

    private static void append(int port) throws IOException {
        try (Manager manager = OverTcp.connect(port)) {
            NamespaceCures.append(
                    manager.namespace("copied"), manager.namespace("updated"), manager.namespace("nested"));
        }
    }
}
