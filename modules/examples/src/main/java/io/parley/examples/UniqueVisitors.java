package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.SharedSet;
import io.parley.process.ParleyProcess;
import io.parley.value.SharedInt;
import java.util.List;

/** Three web servers see the same people; one set knows who was there, and each visitor is new to one of them. */
public final class UniqueVisitors {
    private static final int VISITS = 1_000;

    private UniqueVisitors() {}

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley =
                Parley.open("unique-visitors-" + ProcessHandle.current().pid())) {
            SharedSet<String> visitors = parley.set("visitors", Codecs.utf8());
            SharedInt news = parley.intValue("new");
            List<ParleyProcess> servers = List.of(
                    parley.process(() -> serve(0, visitors, news)).start(),
                    parley.process(() -> serve(500, visitors, news)).start(),
                    parley.process(() -> serve(1_000, visitors, news)).start());
            for (ParleyProcess server : servers) {
                server.join();
            }

            System.out.println("visits: " + 3 * VISITS);
            System.out.println("visitors: " + visitors.size());
            System.out.println("greeted as new: " + news.get());
            visitors.removeIf(visitor -> !visitor.endsWith("00"));
            System.out.println("left: " + visitors.stream().sorted().limit(3).toList());
            parley.delete();
        }
    }

    private static void serve(int first, SharedSet<String> visitors, SharedInt news) {
        for (int i = first; i < first + VISITS; i++) {
            if (visitors.add("visitor " + i)) {
                news.incrementAndGet();
            }
        }
    }
}
