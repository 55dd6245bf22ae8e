package io.parley.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LifelineTest {
    private static byte[] sent(byte[] payload) {
        byte[] head = Lifeline.head(payload.length);
        byte[] all = Arrays.copyOf(head, head.length + payload.length);
        System.arraycopy(payload, 0, all, head.length, payload.length);
        return all;
    }

    @Test
    void shouldReadWhatWasSent() throws IOException {
        byte[] payload = {1, -2, 3};
        assertThat(Lifeline.readPayload(new ByteArrayInputStream(sent(payload))))
                .containsExactly(1, -2, 3);
        assertThat(Lifeline.readPayload(new ByteArrayInputStream(sent(new byte[0]))))
                .isEmpty();
    }

    @Test
    void shouldKnowWhenTheParentIsGone() throws IOException {
        byte[] all = sent(new byte[] {1, 2, 3});
        for (int length = 0; length < all.length; length++) {
            assertThat(Lifeline.readPayload(new ByteArrayInputStream(all, 0, length)))
                    .isNull();
        }
    }

    @Test
    void shouldRefuseWhatIsNotFromAParent() {
        assertThatThrownBy(() -> Lifeline.readPayload(new ByteArrayInputStream("hello world".getBytes())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("68656c6c")
                .hasMessageContaining("ParleyProcess.start()");
    }

    /** A pipe with room for a few bytes. */
    @Test
    void shouldNotHoldUpWhoWrites() throws IOException {
        PipedInputStream in = new PipedInputStream(16);
        LifelineWriter writer = new LifelineWriter(new PipedOutputStream(in), "child");
        byte[] payload = new byte[100_000];
        Arrays.fill(payload, (byte) 7);

        writer.write(Lifeline.head(payload.length), payload);
        writer.write(Lifeline.command(Lifeline.CANCEL, 1L << 40));
        writer.write(Lifeline.command(Lifeline.INTERRUPT, 0));

        DataInputStream child = new DataInputStream(in);
        assertThat(Lifeline.readPayload(child)).isEqualTo(payload);
        assertThat(child.read()).isEqualTo(Lifeline.CANCEL);
        assertThat(child.readLong()).isEqualTo(1L << 40);
        assertThat(child.read()).isEqualTo(Lifeline.INTERRUPT);
    }

    @Test
    void shouldDropWhatAChildDoesNotReadThatHasEnded() throws IOException {
        CountDownLatch failed = new CountDownLatch(1);
        ByteArrayOutputStream got = new ByteArrayOutputStream();
        LifelineWriter writer = new LifelineWriter(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        if (got.size() == 2) {
                            failed.countDown();
                            throw new IOException("Broken pipe");
                        }
                        got.write(b);
                    }
                },
                "child");
        writer.write(new byte[] {1, 2, 3}, new byte[] {4});
        await().until(() -> failed.getCount() == 0);
        writer.write(new byte[] {5});
        writer.close();

        assertThat(got.toByteArray()).containsExactly(1, 2);
    }

    @Test
    void shouldEndTheLifeline() throws IOException {
        PipedInputStream in = new PipedInputStream();
        LifelineWriter writer = new LifelineWriter(new PipedOutputStream(in), "child");
        writer.close();
        writer.write(new byte[] {5});

        assertThat(in.read()).isEqualTo(-1);
    }
}
