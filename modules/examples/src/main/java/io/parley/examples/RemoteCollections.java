package io.parley.examples;

import io.parley.Codecs;
import io.parley.ManagedObject;
import io.parley.Parley;
import io.parley.collection.AsyncMap;
import io.parley.collection.ManagedList;
import io.parley.collection.ManagedMap;
import io.parley.collection.ManagedNamespace;
import io.parley.collection.ManagedRef;
import io.parley.collection.ManagedSet;
import io.parley.manager.Manager;
import io.parley.manager.ManagerServer;
import io.parley.pipe.AuthKey;
import java.util.ArrayList;
import java.util.List;

/** {@link NamespacePitfall} and {@link NamespaceCures} from another host, and the other collections of a manager. */
public final class RemoteCollections {
    private RemoteCollections() {}

    /** No arguments. */
    public static void main(String[] args) throws Exception {
        AuthKey key = AuthKey.of(new byte[] {1, 2, 3, 4});
        try (Parley parley = Parley.open(
                        "remote-collections-" + ProcessHandle.current().pid());
                ManagerServer server = ManagerServer.start(parley, key);
                Manager manager = Manager.connect(server.address(), key)) {
            namespaces(manager);
            System.out.println("on the server's host: " + parley.namespace("settings"));
            others(manager);
            parley.delete();
        }
    }

    private static void namespaces(Manager manager) {
        ManagedNamespace settings = manager.namespace("settings");
        settings.set("x", List.of(0));
        try {
            settings.get("x", List.class).clear();
        } catch (UnsupportedOperationException pitfall) {
            System.out.println("a copy refuses to be changed");
        }
        settings.update("x", x -> {
            List<Object> changed = new ArrayList<>((List<?>) x);
            changed.add(1);
            return changed;
        });
        ManagedList<Integer> live = manager.list("numbers", Codecs.int32());
        settings.set("y", live);
        live.addAll(List.of(3, 1, 2));
        live.sort(null);
        System.out.println("from another host: " + settings);
    }

    private static void others(Manager manager) throws Exception {
        ManagedMap<String, Long> counts = manager.map("counts", Codecs.utf8(), Codecs.int64());
        counts.merge("a", 1L, Long::sum);
        AsyncMap<String, Long> later = counts.async();
        later.put("b", 2L);
        System.out.println("counts " + later.get("b").toCompletableFuture().get() + " of " + counts.size());
        ManagedSet<String> names = manager.set("names", Codecs.utf8());
        System.out.println("added " + names.add("Ann") + ", again " + names.add("Ann"));
        ManagedRef<String> leader = manager.ref("leader", Codecs.utf8());
        System.out.println("elected " + leader.compareAndSet(null, "Ann") + ": " + leader.get());
        for (ManagedObject each : List.of(counts, names, leader)) {
            each.delete();
            System.out.println(each.name() + " is deleted: " + each.isDeleted());
        }
    }
}
