package io.parley.perf.rig;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The JVM that is asked. It ends with its parent, and says how much memory it needs when its parent asks. */
final class RemoteServer {
    /** What the parent writes to hear of the heap. */
    static final String HEAP = "heap";

    private RemoteServer() {}

    /** Arguments: the kind, a directory for the domain, and one with certificates, if it is to be over TLS. */
    public static void main(String[] args) throws IOException {
        RemoteKind kind = RemoteKind.valueOf(args[0]);
        Path certificates = args.length > 2 ? Path.of(args[2]) : null;
        int port = switch (kind) {
            case NUMBER, QUEUE -> ManagerCaller.serve(Path.of(args[1]), certificates);
            case ECHO -> Echo.serve(certificates);
            case SOCKET -> SocketEcho.serve();
            case PYTHON -> throw new IllegalArgumentException("not in Java: " + kind);
        };
        ChildJvm.say("port " + port);
        BufferedReader parent = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (HEAP.equals(parent.readLine())) {
            System.gc();
            Runtime jvm = Runtime.getRuntime();
            ChildJvm.say(HEAP + " " + (jvm.totalMemory() - jvm.freeMemory()));
        }
        Runtime.getRuntime().halt(0);
    }
}
