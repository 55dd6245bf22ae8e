package io.parley.manager.internal.server;

import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.internal.net.FrameHandler;
import io.parley.manager.internal.net.FrameSink;
import io.parley.manager.internal.wire.Frame;
import io.parley.manager.internal.wire.FrameType;
import io.parley.manager.internal.wire.ObjectOps;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Gets the frames of all connections and brings requests to the objects they are for. */
public final class Dispatcher implements FrameHandler, AutoCloseable {
    private final Map<FrameSink, Session> bound = new ConcurrentHashMap<>();
    private final Watcher watcher;
    private final Workers workers;
    private final Sessions sessions;
    private final ServedObjects objects;

    /** Serves the objects of these kinds. */
    public Dispatcher(ServerContext server, Map<Integer, Kind> kinds, long sessionLimitNs) {
        this.watcher = server.watcher();
        this.workers = server.workers();
        this.sessions = new Sessions(watcher, workers, sessionLimitNs);
        this.objects = new ServedObjects(server, kinds);
    }

    @Override
    public void opened(FrameSink connection) {
        // the client speaks first
    }

    @Override
    public void received(FrameSink connection, Frame frame) {
        Session session = bound.get(connection);
        if (frame.type() == FrameType.OPEN && session == null) {
            open(connection, frame);
            return;
        }
        if (session == null || session.id() != frame.session()) {
            connection.close();
            return;
        }
        session.heard(Sessions.nowNs());
        session.acknowledge(frame.acked());
        switch (frame.type()) {
            case REQUEST -> request(session, frame);
            case CANCEL -> session.cancel(frame.seq());
            case ACK -> connection.send(new Frame(FrameType.ALIVE, 0, session.id(), 0, 0, 0, Frame.empty()));
            case CLOSE -> sessions.close(session);
            default -> connection.close();
        }
    }

    private void open(FrameSink connection, Frame frame) {
        Session session;
        if (frame.session() == 0) {
            session = sessions.open(connection);
        } else {
            session = sessions.find(frame.session(), frame.body().readLong());
            if (session == null) {
                connection.send(new Frame(FrameType.REFUSED, 0, frame.session(), 0, 0, 0, Frame.empty()));
                connection.close();
                return;
            }
            session.heard(Sessions.nowNs());
        }
        bound.put(connection, session);
        MessageBuffer terms = new MessageBuffer(64);
        terms.writeLong(session.secret());
        terms.writeLong(sessions.limitNs());
        connection.send(new Frame(FrameType.OPENED, 0, session.id(), 0, 0, 0, terms));
        session.connected(connection);
    }

    private void request(Session session, Frame frame) {
        if (!session.begin(frame.seq())) {
            return;
        }
        Call call = new Call(session, frame);
        try {
            if (frame.object() == ObjectOps.SERVER) {
                call.reply().writeInt(objects.open(call.args()));
                call.done();
                return;
            }
            Served object = objects.find(frame.object());
            if (object == null) {
                throw new IllegalArgumentException("there is no object " + frame.object() + ". Open it first");
            }
            object.run(call);
        } catch (Throwable failure) {
            call.fail(failure);
        }
    }

    @Override
    public void progress(FrameSink connection) {
        Session session = bound.get(connection);
        if (session != null) {
            session.heard(Sessions.nowNs());
        }
    }

    /** How many sessions there are. */
    public int sessions() {
        return sessions.count();
    }

    @Override
    public void closed(FrameSink connection, Throwable why) {
        Session session = bound.remove(connection);
        if (session != null) {
            session.disconnected(connection);
        }
    }

    @Override
    public void close() {
        sessions.close();
        objects.close();
        watcher.close();
        workers.close();
    }
}
