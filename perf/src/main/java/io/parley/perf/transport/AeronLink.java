package io.parley.perf.transport;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.FragmentAssembler;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Aeron between processes of one host ({@code aeron:ipc}): an exclusive publication for each direction. The driver,
 * which is not on the messages' way but gives publishers room, has one thread in the JVM that measures.
 */
record AeronLink(Path directory, int bytes) implements Link {
    private static final String CHANNEL = "aeron:ipc?term-length=1m";
    private static final int THERE = 1;
    private static final int BACK = 2;

    @Override
    public Endpoint near() {
        MediaDriver driver = MediaDriver.launch(new MediaDriver.Context()
                .aeronDirectoryName(directory.toString() + "/aeron")
                .threadingMode(ThreadingMode.SHARED)
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true));
        return new End(this, driver, THERE, BACK);
    }

    @Override
    public Endpoint far() {
        return new End(this, null, BACK, THERE);
    }

    @Override
    public Endpoint another() {
        return new End(this, null, THERE, BACK);
    }

    private static final class End implements Endpoint, FragmentHandler {
        private final MediaDriver driver;
        private final Aeron aeron;
        private final ExclusivePublication out;
        private final Subscription in;
        private final UnsafeBuffer sent = new UnsafeBuffer(0, 0);
        private final FragmentHandler handler = new FragmentAssembler(this);
        private final Payload received;

        End(AeronLink link, MediaDriver driver, int out, int in) {
            this.driver = driver;
            this.aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(link.directory + "/aeron"));
            this.out = aeron.addExclusivePublication(CHANNEL, out);
            this.in = aeron.addSubscription(CHANNEL, in);
            this.received = new Payload(link.bytes);
        }

        @Override
        public void send(Payload message) throws InterruptedException {
            sent.wrap(message.bytes());
            while (out.offer(sent, 0, sent.capacity()) < 0) {
                requireNotInterrupted();
                Thread.onSpinWait();
            }
        }

        @Override
        public Payload receive() throws InterruptedException {
            while (in.poll(handler, 1) == 0) {
                requireNotInterrupted();
                Thread.onSpinWait();
            }
            return received;
        }

        private static void requireNotInterrupted() throws InterruptedException {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
        }

        @Override
        public void onFragment(DirectBuffer buffer, int offset, int length, Header header) {
            buffer.getBytes(offset, received.bytes(), 0, length);
        }

        @Override
        public void close() {
            aeron.close();
            if (driver != null) {
                driver.close();
            }
        }
    }
}
