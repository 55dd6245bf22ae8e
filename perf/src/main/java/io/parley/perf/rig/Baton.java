package io.parley.perf.rig;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.WaitStrategy;
import io.parley.perf.transport.Endpoint;
import io.parley.perf.transport.Link;
import io.parley.perf.transport.Payload;
import io.parley.perf.transport.Transport;
import io.parley.perf.transport.Wait;
import io.parley.pipe.End;
import io.parley.pipe.PipeConnection;
import io.parley.sync.SharedEvent;
import io.parley.sync.SharedSemaphore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** One side of a {@link HandOverLatency}: passes something on and waits until it comes back. */
interface Baton extends AutoCloseable {
    String THERE = "there";
    String BACK = "back";

    void pass() throws IOException, InterruptedException;

    void take() throws IOException, InterruptedException;

    @Override
    void close();

    private static Parley open(Path directory, WaitStrategy strategy) {
        return Parley.open(ParleyConfig.at(directory.resolve("domain")).withWaitStrategy(strategy));
    }

    /** A permit of one semaphore, back through another. */
    record Permit(Parley parley, SharedSemaphore out, SharedSemaphore in) implements Baton {
        static Permit open(Path directory, WaitStrategy strategy, boolean near) {
            Parley parley = Baton.open(directory, strategy);
            return new Permit(
                    parley, parley.semaphore(near ? THERE : BACK, 0), parley.semaphore(near ? BACK : THERE, 0));
        }

        @Override
        public void pass() {
            out.release();
        }

        @Override
        public void take() throws InterruptedException {
            in.acquire();
        }

        @Override
        public void close() {
            parley.close();
        }
    }

    /** An event, back through another; whoever waited for one clears it. */
    record Signal(Parley parley, SharedEvent out, SharedEvent in) implements Baton {
        static Signal open(Path directory, WaitStrategy strategy, boolean near) {
            Parley parley = Baton.open(directory, strategy);
            return new Signal(parley, parley.event(near ? THERE : BACK), parley.event(near ? BACK : THERE));
        }

        @Override
        public void pass() {
            out.set();
        }

        @Override
        public void take() throws InterruptedException {
            in.await();
            in.clear();
        }

        @Override
        public void close() {
            parley.close();
        }
    }

    /** A message, back through the same pipe. */
    record Message(Parley parley, PipeConnection<byte[]> end, byte[] out, ByteBuffer in) implements Baton {
        private static final int BYTES = 32;

        static Message open(Path directory, WaitStrategy strategy, boolean near) {
            Parley parley = Baton.open(directory, strategy);
            return new Message(
                    parley,
                    parley.connection("pipe", Codecs.bytes(), near ? End.FIRST : End.SECOND),
                    new byte[BYTES],
                    ByteBuffer.allocate(BYTES));
        }

        @Override
        public void pass() throws IOException, InterruptedException {
            end.sendBytes(out, 0, BYTES);
        }

        @Override
        public void take() throws IOException, InterruptedException {
            end.receiveInto(in.clear());
        }

        @Override
        public void close() {
            parley.close();
        }
    }

    /** A message, back through the same socket. */
    record Socket(Endpoint end, Payload message) implements Baton {
        static Socket open(Path directory, boolean near) {
            Link link = Transport.SOCKET.link(directory, Wait.BLOCK, Message.BYTES);
            return new Socket(near ? link.near() : link.far(), new Payload(Message.BYTES).stamp(1));
        }

        @Override
        public void pass() throws IOException, InterruptedException {
            end.send(message);
        }

        @Override
        public void take() throws IOException, InterruptedException {
            end.receive();
        }

        @Override
        public void close() {
            end.close();
        }
    }
}
