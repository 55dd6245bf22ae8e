package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.ManagedList;
import io.parley.manager.Manager;
import io.parley.process.ProcessPool;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@link PassedHandles} over TCP: what is passed is where the server is; static fields are each process's own. */
public final class NamesPassedOverTcp {
    private NamesPassedOverTcp() {}

    /** No arguments. */
    public static void main(String[] args) throws Exception {
        OverTcp.run("names-passed-over-tcp", NamesPassedOverTcp::run);
    }

    private static void run(Parley parley, int port, Manager manager) throws Exception {
        ManagedList<String> list = list(manager);
        list.addAll(List.of("None", "None"));
        try (ProcessPool pool = parley.pool(2)) {
            CompletableFuture<String> seen = pool.submit(() -> monitor(port));
            pool.call(() -> work(port));
            System.out.println("the monitor saw " + seen.get());
        }
        PassedHandles.print(list, manager.intValue("now"), manager.intValue("total"));
    }

    private static int work(int port) throws IOException {
        try (Manager manager = OverTcp.connect(port)) {
            return PassedHandles.work(list(manager), manager.intValue("now"), manager.intValue("total"));
        }
    }

    private static String monitor(int port) throws IOException, InterruptedException {
        try (Manager manager = OverTcp.connect(port)) {
            return PassedHandles.monitor(list(manager));
        }
    }

    private static ManagedList<String> list(Manager manager) {
        return manager.list("list", Codecs.utf8());
    }
}
