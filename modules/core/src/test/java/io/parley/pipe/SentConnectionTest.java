package io.parley.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Codec;
import io.parley.CodecException;
import io.parley.Codecs;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.internal.pipe.OtherUser;
import io.parley.internal.pipe.PipeLayout;
import io.parley.queue.SharedQueue;
import java.io.EOFException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that travel through connections and queues. */
@Timeout(60)
class SentConnectionTest extends PipeFixture {
    private Pipe<String> sent;
    private Codec<PipeConnection<String>> codec;
    private Pipe<PipeConnection<String>> carrier;

    @BeforeEach
    void openPipes() {
        sent = parley.pipe("sent", Codecs.utf8());
        codec = parley.connectionCodec(Codecs.utf8());
        carrier = parley.pipe("carrier", codec);
    }

    @Test
    void shouldKeepTheEndOpenOnItsWay() throws Exception {
        carrier.first().send(sent.second());
        sent.second().close();
        assertThat(sent.first().poll()).isFalse();
        sent.first().send("are you there?");

        PipeConnection<String> arrived = carrier.second().receive();

        assertThat(arrived.name()).isEqualTo("sent");
        assertThat(arrived.end()).isEqualTo(End.SECOND);
        assertThat(arrived.receive()).isEqualTo("are you there?");
        arrived.send("yes");
        arrived.close();
        assertThat(sent.first().receive()).isEqualTo("yes");
        assertThatThrownBy(sent.first()::receive).isInstanceOf(EOFException.class);
    }

    @Test
    void shouldTravelThroughQueuesAndBeReadAgain() throws Exception {
        try (SharedQueue<PipeConnection<String>> queue = parley.queue("q", codec)) {
            queue.put(sent.second());
            sent.second().close();

            PipeConnection<String> arrived = queue.take();
            PipeConnection<String> replayed = queue.entries().iterator().next().message();
            replayed.close();
            arrived.send("still open");
            arrived.close();

            assertThat(sent.first().receive()).isEqualTo("still open");
            assertThatThrownBy(sent.first()::receive).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void shouldBeGoneWithItsSender() throws Exception {
        OtherUser other = OtherUser.join(sent.path());
        sent.second().close();
        other.open(PipeLayout.SECOND);
        other.handOver(PipeLayout.SECOND);
        assertThat(sent.first().receive(Duration.ofMillis(50))).isEmpty();

        other.kill();

        assertThatThrownBy(() -> sent.first().receive(LONG)).isInstanceOf(EOFException.class);
    }

    @Test
    void shouldRefuseWhatCannotArrive() throws Exception {
        try (Parley elsewhere =
                Parley.open(ParleyConfig.at(directory.resolve("elsewhere")).withDurable(false))) {
            PipeConnection<String> foreign =
                    elsewhere.pipe("sent", Codecs.utf8()).first();
            assertThatThrownBy(() -> carrier.first().send(foreign))
                    .isInstanceOf(CodecException.class)
                    .hasMessageContaining("cannot be sent");
        }
        sent.first().close();
        assertThatThrownBy(() -> carrier.first().send(sent.first())).isInstanceOf(CodecException.class);
        carrier.first().send(sent.second());
        sent.second().delete();
        parley.pipe("sent", Codecs.utf8());

        assertThatThrownBy(() -> carrier.second().receive())
                .isInstanceOf(CodecException.class)
                .hasStackTraceContaining("its pipe is gone: 'sent'");
    }

    @Test
    void shouldRefuseWhenTooManyAreOnTheirWay() throws Exception {
        for (int i = 0; i < 64; i++) {
            carrier.first().send(sent.second());
        }
        assertThatThrownBy(() -> carrier.first().send(sent.second()))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Too many");

        carrier.second().receive().close();
        carrier.first().send(sent.second());
        assertThat(carrier.second().poll()).isTrue();
    }
}
