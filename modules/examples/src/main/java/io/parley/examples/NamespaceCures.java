package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.ManagedList;
import io.parley.collection.ManagedNamespace;
import io.parley.collection.SharedNamespace;
import io.parley.process.ParleyProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How {@link NamespacePitfall} is done right: put the changed copy back, in one step, or keep shared lists inside. */
public final class NamespaceCures {
    private NamespaceCures() {}

    /** What the namespace is to the program: each method an attribute. */
    interface Lists {
        List<Integer> x();

        void x(List<Integer> value);

        List<String> y();

        void y(List<String> value);
    }

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley =
                Parley.open("namespace-cures-" + ProcessHandle.current().pid())) {
            SharedNamespace copied = parley.namespace("copied");
            copied.setAll(Map.of("x", List.of(), "y", List.of()));
            SharedNamespace updated = parley.namespace("updated");
            updated.setAll(copied.asMap());
            SharedNamespace nested = parley.namespace("nested");
            nested.set("x", parley.list("numbers", Codecs.int32()));
            nested.set("y", parley.list("texts", Codecs.utf8()));

            System.out.println("before " + copied + " " + updated + " " + nested);
            ParleyProcess appender =
                    parley.process(() -> append(copied, updated, nested)).start();
            appender.join();
            System.out.println("after " + copied + " " + updated + " " + nested);
            parley.delete();
        }
    }

    static void append(ManagedNamespace copied, ManagedNamespace updated, ManagedNamespace nested) {
        assignBack(copied.as(Lists.class));
        update(updated);
        appendInside(nested);
    }

    /** As in Python: what others do in between is lost. */
    private static void assignBack(Lists ns) {
        List<Integer> x = new ArrayList<>(ns.x());
        x.add(1);
        ns.x(x);
        List<String> y = new ArrayList<>(ns.y());
        y.add("x");
        ns.y(y);
    }

    /** One step each: nothing is lost. An update may change the copy it gets, because that is put back. */
    @SuppressWarnings("unchecked") // whoever set them knows what is in the lists
    private static void update(ManagedNamespace ns) {
        ns.update("x", List.class, x -> {
            x.add(1);
            return x;
        });
        ns.update("y", List.class, y -> {
            y.add("x");
            return y;
        });
    }

    /** Shared lists inside come out live. */
    @SuppressWarnings("unchecked") // whoever set them knows what is in the lists
    private static void appendInside(ManagedNamespace ns) {
        ((ManagedList<Integer>) ns.get("x")).add(1);
        ((ManagedList<String>) ns.get("y")).add("x");
    }
}
