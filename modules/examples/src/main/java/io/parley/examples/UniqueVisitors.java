package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.SharedSet;
import io.parley.value.SharedInt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Three web servers see the same people; one set knows who was there, and each visitor is new to one of them. */
public final class UniqueVisitors {
    private static final int VISITS = 1_000;

    private UniqueVisitors() {}

    /** No arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (Parley parley =
                Parley.open("unique-visitors-" + ProcessHandle.current().pid())) {
            SharedSet<String> visitors = parley.set("visitors", Codecs.utf8());
            Child.join(List.of(
                    Child.start(Server.class, parley.directory(), 0),
                    Child.start(Server.class, parley.directory(), 500),
                    Child.start(Server.class, parley.directory(), 1_000)));

            System.out.println("visits: " + 3 * VISITS);
            System.out.println("visitors: " + visitors.size());
            System.out.println("greeted as new: " + parley.intValue("new").get());
            visitors.removeIf(visitor -> !visitor.endsWith("00"));
            System.out.println("left: " + visitors.stream().sorted().limit(3).toList());
            parley.delete();
        }
    }

    /** Its arguments are the domain's directory and the number of its first visitor. */
    static final class Server {
        private Server() {}

        public static void main(String[] args) {
            try (Parley parley = Parley.open(Path.of(args[0]));
                    SharedSet<String> visitors = parley.set("visitors", Codecs.utf8())) {
                SharedInt news = parley.intValue("new");
                int first = Integer.parseInt(args[1]);
                for (int i = first; i < first + VISITS; i++) {
                    if (visitors.add("visitor " + i)) {
                        news.incrementAndGet();
                    }
                }
            }
        }
    }
}
