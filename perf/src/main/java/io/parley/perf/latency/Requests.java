package io.parley.perf.latency;

import io.parley.perf.latency.LatencyScenario.Cast;
import io.parley.perf.latency.LatencyScenario.Range;
import io.parley.perf.rig.Caller;
import io.parley.perf.rig.Echo;
import io.parley.perf.rig.ManagerCaller;
import io.parley.perf.rig.RemoteKind;
import io.parley.perf.rig.SocketEcho;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The scenario with a manager at the other end of a TCP connection. */
final class Requests {
    private static final int MOST = 16;

    private Requests() {}

    static LatencyScenario managerCall() {
        return new LatencyScenario(
                "manager-call",
                "a request to a server over the loopback address; until its answer is there",
                Cast.PRODUCERS_AND_CONSUMERS,
                Range.upTo(MOST),
                Range.ONE,
                false,
                List.of(
                        Subject.inJvms(
                                Subject.PARLEY,
                                "Parley Manager, ManagedLong.getAndAdd",
                                (setup, board) -> stage(
                                        setup,
                                        () -> ManagerCaller.serve(
                                                setup.directory().resolve("domain"), null),
                                        port -> new ManagerCaller(RemoteKind.NUMBER, port, null))),
                        Subject.inJvms(
                                "netty",
                                RemoteKind.ECHO.title(),
                                (setup, board) -> stage(setup, () -> Echo.serve(null), port -> new Echo(port, null))),
                        Subject.inJvms(
                                "tcp",
                                RemoteKind.SOCKET.title(),
                                (setup, board) -> stage(setup, SocketEcho::serve, SocketEcho::new)),
                        Subject.python("BaseManager")));
    }

    private interface Starter {
        int serve() throws IOException;
    }

    private interface Connector {
        Caller connect(int port) throws IOException;
    }

    /** The server leaves its port in a file. */
    private static Stage stage(Setup setup, Starter starter, Connector connector) {
        Path port = setup.directory().resolve("port");
        return new Stage() {
            @Override
            public Part part(int number) throws IOException {
                if (setup.isConsumer(number)) {
                    Files.writeString(port, Integer.toString(starter.serve()));
                    return (Part.Server) Requests::rest;
                }
                Caller caller = connector.connect(Integer.parseInt(Files.readString(port)));
                return (Part.Call) caller::call;
            }

            @Override
            public void close() {}
        };
    }

    /** The server has threads of its own. */
    private static void rest() throws InterruptedException {
        LockSupport.park();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
