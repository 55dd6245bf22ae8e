package io.parley.examples;

import io.parley.Parley;
import io.parley.collection.ManagedNamespace;
import io.parley.collection.SharedNamespace;
import io.parley.process.ParleyProcess;
import java.util.List;

/** What comes out of a shared collection is a copy. In Python, changing it changes nothing and tells nobody. */
public final class NamespacePitfall {
    private NamespacePitfall() {}

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley =
                Parley.open("namespace-pitfall-" + ProcessHandle.current().pid())) {
            SharedNamespace ns = parley.namespace("ns");
            ns.set("x", List.of());
            ns.set("y", List.of());

            System.out.println("before " + ns);
            ParleyProcess appender = parley.process(() -> append(ns)).start();
            appender.join();
            System.out.println("after " + ns);
            parley.delete();
        }
    }

    @SuppressWarnings("unchecked") // whoever set them knows what is in the lists
    static void append(ManagedNamespace ns) {
        try {
            ((List<Integer>) ns.get("x")).add(1);
        } catch (UnsupportedOperationException e) {
            System.out.println("x: " + e.getMessage());
        }
        try {
            ((List<String>) ns.get("y")).add("x");
        } catch (UnsupportedOperationException e) {
            System.out.println("y: " + e.getMessage());
        }
    }
}
