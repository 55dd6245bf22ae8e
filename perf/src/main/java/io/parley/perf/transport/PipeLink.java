package io.parley.perf.transport;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.pipe.End;
import io.parley.pipe.PipeConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A two-way pipe of Parley's; messages are bytes that are read into a buffer of the receiver's. */
record PipeLink(Path directory, Wait waiting, int bytes) implements Link {
    @Override
    public Endpoint near() {
        return new Tip(this, End.FIRST);
    }

    @Override
    public Endpoint far() {
        return new Tip(this, End.SECOND);
    }

    private static final class Tip implements Endpoint {
        private final Parley parley;
        private final PipeConnection<byte[]> connection;
        private final Payload received;
        private final ByteBuffer in;

        Tip(PipeLink link, End end) {
            this.parley = Parley.open(
                    ParleyConfig.at(link.directory.resolve("domain")).withWaitStrategy(link.waiting.strategy()));
            this.connection = parley.connection("pipe", Codecs.bytes(), end);
            this.received = new Payload(link.bytes);
            this.in = ByteBuffer.wrap(received.bytes());
        }

        @Override
        public void send(Payload message) throws IOException, InterruptedException {
            connection.sendBytes(message.bytes(), 0, message.bytes().length);
        }

        @Override
        public Payload receive() throws IOException, InterruptedException {
            connection.receiveInto(in.clear());
            return received;
        }

        @Override
        public void close() {
            parley.close();
        }
    }
}
