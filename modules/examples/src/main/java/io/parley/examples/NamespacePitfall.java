package io.parley.examples;

import io.parley.Parley;
import io.parley.collection.SharedNamespace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What comes out of a shared collection is a copy. In Python, changing it changes nothing and tells nobody. */
public final class NamespacePitfall {
    private NamespacePitfall() {}

    /** No arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (Parley parley =
                Parley.open("namespace-pitfall-" + ProcessHandle.current().pid())) {
            SharedNamespace ns = parley.namespace("ns");
            ns.set("x", List.of());
            ns.set("y", List.of());

            System.out.println("before " + ns);
            Child.join(List.of(Child.start(Appender.class, parley.directory())));
            System.out.println("after " + ns);
            parley.delete();
        }
    }

    /** The child; its argument is the domain's directory. */
    static final class Appender {
        private Appender() {}

        @SuppressWarnings("unchecked") // whoever set them knows what is in the lists
        public static void main(String[] args) {
            try (Parley parley = Parley.open(Path.of(args[0]))) {
                SharedNamespace ns = parley.namespace("ns");
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
    }
}
