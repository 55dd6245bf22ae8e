package io.parley.manager.internal.server;

import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.internal.net.FrameHandler;
import io.parley.manager.internal.net.FrameSink;
import io.parley.manager.internal.wire.Frame;
import io.parley.manager.internal.wire.FrameType;
import io.parley.manager.internal.wire.ObjectOps;
import java.util.Map;

/** Gets the frames of all connections and brings requests to the objects they are for. */
public final class Dispatcher implements FrameHandler, AutoCloseable {
    private final ServerContext server;
    private final Sessions sessions;
    private final ServedObjects objects;

    /** Serves the objects of these kinds. */
    public Dispatcher(ServerContext server, Map<Integer, Kind> kinds, long sessionLimitNs) {
        this.server = server;
        this.sessions = new Sessions(server.watcher(), server.workers(), sessionLimitNs);
        this.objects = new ServedObjects(server, kinds);
    }

    @Override
    public void opened(FrameSink connection) {
        // the client speaks first
    }

    @Override
    public void received(FrameSink connection, Frame frame) {
        Session session = (Session) connection.kept();
        if (session == null) {
            if (frame.type() == FrameType.OPEN) {
                open(connection, frame);
            } else {
                connection.close();
            }
            return;
        }
        session.enter();
        try {
            if (session.isAt(connection)) {
                inTurn(session, connection, frame);
            }
        } catch (IllegalArgumentException broken) {
            sessions.breakOff(session, broken.getMessage());
            throw broken; // so that the connection counts as refused
        } finally {
            session.leave();
        }
    }

    private void inTurn(Session session, FrameSink connection, Frame frame) {
        if (session.id() != frame.session()) {
            throw new IllegalArgumentException("another session's frame: session=" + Long.toHexString(frame.session()));
        }
        session.heard(Sessions.nowNs());
        if (frame.acked() != 0) {
            session.acknowledge(frame.acked());
        }
        switch (frame.type()) {
            case REQUEST -> request(session, frame);
            case CANCEL -> session.cancel(frame.seq());
            case ACK -> {
                if (frame.acked() == 0) {
                    connection.send(new Frame(FrameType.ALIVE, 0, session.id(), 0, 0, 0, Frame.empty()));
                }
            }
            case CLOSE -> sessions.close(session);
            default -> throw new IllegalArgumentException("no frame for a server: type=" + frame.type());
        }
    }

    private void open(FrameSink connection, Frame frame) {
        Session session = frame.session() == 0
                ? sessions.open()
                : sessions.find(frame.session(), frame.body().readLong());
        if (session == null || !bind(session, connection)) {
            connection.send(Session.refusal(frame.session(), "the server does not know the session any more"));
            connection.close();
        }
    }

    private boolean bind(Session session, FrameSink connection) {
        session.enter();
        try {
            if (session.isEnded()) {
                return false;
            }
            session.heard(Sessions.nowNs());
            connection.keep(session);
            MessageBuffer terms = new MessageBuffer(64);
            terms.writeLong(session.secret());
            terms.writeLong(sessions.limitNs());
            connection.send(new Frame(FrameType.OPENED, 0, session.id(), 0, 0, 0, terms));
            session.connected(connection);
            return true;
        } finally {
            session.leave();
        }
    }

    private void request(Session session, Frame frame) {
        if (!session.begin(frame.seq())) {
            return;
        }
        Call call = new Call(session, frame);
        try {
            if (frame.object() == ObjectOps.SERVER) {
                call.later(objects::open);
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
        Session session = (Session) connection.kept();
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
        if (connection == null) {
            return;
        }
        Session session = (Session) connection.kept();
        if (session != null) {
            session.disconnected(connection);
        }
    }

    @Override
    public void close() {
        sessions.close();
        server.workers().close();
        objects.close();
        server.watcher().close();
    }
}
