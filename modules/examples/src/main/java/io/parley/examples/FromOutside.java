package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.observe.DomainView;
import io.parley.observe.ObjectInfo;
import io.parley.observe.ObjectSnapshot;
import io.parley.queue.SharedQueue;
import io.parley.sync.SharedLock;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at a domain as a tool does: it takes no part, needs no codec, and nobody notices. */
public final class FromOutside {
    private FromOutside() {}

    /** No arguments. */
    public static void main(String[] args) throws Exception {
        ParleyConfig config = ParleyConfig.named(
                        "from-outside-" + ProcessHandle.current().pid())
                .withProcessName("shop");
        try (Parley parley = Parley.open(config)) {
            SharedQueue<String> orders = parley.queue("orders", Codecs.utf8());
            orders.put("3 apples");
            orders.put("5 pears");
            orders.claim();
            SharedLock book = parley.lock("book");
            book.lock();
            parley.longValue("count", 2);
            Files.writeString(parley.directory().resolve("notes.lock"), "somebody's notes");

            look(parley.directory());
            parley.delete();
        }
    }

    private static void look(Path domain) {
        try (DomainView view = DomainView.open(domain)) {
            for (ObjectInfo object : view.objects()) {
                ObjectSnapshot snapshot = view.snapshot(object);
                if (snapshot instanceof ObjectSnapshot.Lock lock) {
                    System.out.println(object.file() + ": held by "
                            + lock.holder().orElseThrow().processName() + ", " + lock.counters());
                } else if (snapshot instanceof ObjectSnapshot.Queue queue) {
                    System.out.println(object.file() + ": " + queue.summary() + ", codec " + queue.codec());
                } else {
                    System.out.println(object.file() + ": " + object.state() + ", "
                            + (object.problem().isEmpty() ? snapshot.summary() : "no object of Parley's"));
                }
            }
            System.out.println("processes: " + view.processes().size());
        }
    }
}
