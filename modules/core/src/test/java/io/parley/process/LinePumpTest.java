package io.parley.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LinePumpTest {
    private static final long LONG_MS = 30_000;

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    /** A process that has ended, or ends when it is told to. */
    private static final class Ended extends Process {
        private final CountDownLatch ended;

        Ended(CountDownLatch ended) {
            this.ended = ended;
        }

        @Override
        public OutputStream getOutputStream() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public InputStream getInputStream() {
            return InputStream.nullInputStream();
        }

        @Override
        public InputStream getErrorStream() {
            return InputStream.nullInputStream();
        }

        @Override
        public int waitFor() throws InterruptedException {
            ended.await();
            return 0;
        }

        @Override
        public int exitValue() {
            return 0;
        }

        @Override
        public void destroy() {
            ended.countDown();
        }
    }

    private LinePump pump(InputStream source) {
        return LinePump.start(new Ended(new CountDownLatch(0)), source, lines::add, "test");
    }

    private List<String> pumped(String text) throws InterruptedException {
        pump(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))).awaitEnd(LONG_MS);
        return lines;
    }

    @Test
    void shouldSplitAtEveryKindOfEnd() throws InterruptedException {
        assertThat(pumped("a\nb\r\nc\rd\n\n\r\r\nlast")).containsExactly("a", "b", "c", "d", "", "", "", "last");
    }

    @Test
    void shouldHandOverNothingOfNothing() throws InterruptedException {
        assertThat(pumped("")).isEmpty();
    }

    @Test
    void shouldReadUtf8() throws InterruptedException {
        assertThat(pumped("größe ✓ 😀\n")).containsExactly("größe ✓ 😀");
    }

    @Test
    void shouldHandOverALineWithoutEndInPieces() throws InterruptedException {
        String piece = "x".repeat(LinePump.MAX_LINE);
        assertThat(pumped(piece + "\n" + piece + "yz\n")).containsExactly(piece, piece, "yz");
    }

    /** The first read may see the end a moment before the JDK has put the rest behind the stream. */
    @Test
    void shouldLookAgainOnceTheProcessHasEnded() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        InputStream source = new InputStream() {
            private boolean broken;

            @Override
            public int read() throws IOException {
                throw new IOException("not used");
            }

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                if (!broken) {
                    broken = true;
                    ended.countDown();
                    throw new IOException("Stream closed");
                }
                if (rest.length == 0) {
                    return -1;
                }
                int count = rest.length;
                System.arraycopy(rest, 0, target, from, count);
                rest = new byte[0];
                return count;
            }

            private byte[] rest = "straggler\n".getBytes(StandardCharsets.UTF_8);
        };
        LinePump.start(new Ended(ended), source, lines::add, "test").awaitEnd(LONG_MS);

        assertThat(lines).containsExactly("straggler");
    }

    @Test
    void shouldNotWaitForAPipeThatSomebodyElseKeepsOpen() throws Exception {
        try (PipedOutputStream heir = new PipedOutputStream();
                PipedInputStream source = new PipedInputStream(heir)) {
            LinePump pump = pump(source);
            heir.write("said\n".getBytes(StandardCharsets.UTF_8));
            heir.flush();
            pump.awaitEnd(1_000);

            assertThat(lines).containsExactly("said");
        }
    }

    @Test
    void shouldDropTheRestWhenTheConsumerFails() throws InterruptedException {
        String text = "1\n2\n3\n";
        LinePump.start(
                        new Ended(new CountDownLatch(0)),
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                        line -> {
                            lines.add(line);
                            throw new AssertionError("not this one");
                        },
                        "test")
                .awaitEnd(LONG_MS);

        assertThat(lines).containsExactly("1");
    }
}
