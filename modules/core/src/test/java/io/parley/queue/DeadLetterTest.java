package io.parley.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Codec;
import io.parley.CodecException;
import io.parley.MessageReader;
import io.parley.MessageWriter;
import io.parley.Parley;
import io.parley.queue.DeadLetter.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DeadLetterTest {
    @TempDir
    Path directory;

    private Parley parley;
    private SharedQueue<String> queue;

    @BeforeEach
    void open() throws InterruptedException {
        parley = Parley.open(directory.resolve("domain"));
        queue = parley.queue("orders", new Brittle(), o -> o.maxDeliveries(3));
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private SharedQueue<DeadLetter<String>> letters() {
        return queue.deadLetters();
    }

    @Test
    void shouldPutAMessageAway() throws InterruptedException {
        queue.put("a");
        queue.put("b");
        queue.take();
        Claim<String> claim = queue.claim();

        claim.deadLetter("no such product");

        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.claimed()).isZero();
        DeadLetter<String> letter = letters().take();
        assertThat(letter.message()).isEqualTo("b");
        assertThat(letter.sequence()).isEqualTo(1);
        assertThat(letter.index()).isEqualTo(claim.index());
        assertThat(letter.timestamp().getNano()).isEqualTo(claim.timestampNs() % 1_000_000_000);
        assertThat(letter.deliveries()).isEqualTo(1);
        assertThat(letter.reason()).isEqualTo(Reason.REFUSED);
        assertThat(letter.detail()).isEqualTo("no such product");
        assertThatThrownBy(claim::ack).isInstanceOf(IllegalStateException.class).hasMessageContaining("finished");
    }

    @Test
    void shouldPutAwayWhatWasHandedOutOftenEnough() throws InterruptedException {
        queue.put("a");
        for (int delivery = 1; delivery <= 3; delivery++) {
            assertThat(letters().isEmpty()).isTrue();
            Claim<String> claim = queue.claim();
            assertThat(claim.deliveries()).isEqualTo(delivery);
            claim.nack();
        }

        assertThat(queue.tryClaim()).isEmpty();
        DeadLetter<String> letter = letters().take();
        assertThat(letter.message()).isEqualTo("a");
        assertThat(letter.deliveries()).isEqualTo(3);
        assertThat(letter.reason()).isEqualTo(Reason.DELIVERIES);
        assertThat(queue.redelivered()).isEqualTo(2);
    }

    @Test
    void shouldPutAwayWhatItsConsumersDiedWith() throws InterruptedException {
        queue.put("a");
        queue.put("b");
        for (int delivery = 1; delivery <= 3; delivery++) {
            assertThat(queue.claim().deliveries()).isEqualTo(delivery);
            parley.close(); // as good as dead, for the queue
            parley = Parley.open(directory.resolve("domain"));
            queue = parley.queue("orders", new Brittle());
        }

        assertThat(queue.take()).isEqualTo("b");
        assertThat(letters().take().message()).isEqualTo("a");
        assertThat(queue.redelivered()).isEqualTo(2);
    }

    @Test
    void shouldPutAwayWhatCannotBeRead() throws InterruptedException {
        queue.put(Brittle.POISON);
        queue.put(Brittle.POISON);
        queue.put("good");

        assertThatThrownBy(queue::claim).isInstanceOf(CodecException.class);
        assertThatThrownBy(queue::take).isInstanceOf(CodecException.class);
        assertThat(queue.take()).isEqualTo("good");
        for (long sequence = 0; sequence < 2; sequence++) {
            DeadLetter<String> letter = letters().take();
            assertThat(letter.sequence()).isEqualTo(sequence);
            assertThat(letter.reason()).isEqualTo(Reason.UNDECODABLE);
            assertThat(letter.detail()).contains("not for consumption");
            assertThat(new String(letter.bytes(), StandardCharsets.UTF_8)).contains("poison");
            assertThatThrownBy(letter::message).isInstanceOf(CodecException.class);
        }
    }

    @Test
    void shouldLoseWhatCannotBeReadWithoutALimit() throws InterruptedException {
        SharedQueue<String> plain = parley.queue("plain", new Brittle());
        plain.put(Brittle.POISON);

        assertThatThrownBy(plain::claim).isInstanceOf(CodecException.class);
        assertThat(plain.claimed()).isZero();
        assertThat(plain.deadLetters().isEmpty()).isTrue();
    }

    @Test
    void shouldTryALetterAgainAsANewMessage() throws InterruptedException {
        queue.put("a");
        queue.claim().deadLetter("");

        try (Claim<DeadLetter<String>> letter = letters().claim()) {
            queue.put(letter.message().message());
            letter.ack();
        }
        Claim<String> again = queue.claim();
        assertThat(again.message()).isEqualTo("a");
        assertThat(again.sequence()).isEqualTo(1);
        again.deadLetter("still");
        assertThat(letters().take().sequence()).isEqualTo(1);
    }

    @Test
    void shouldKeepTheClaimIfTheLettersAreRefused() throws InterruptedException {
        SharedQueue<DeadLetter<String>> letters = letters();
        letters.closeForWriting();
        queue.put("a");
        Claim<String> claim = queue.claim();

        assertThatThrownBy(() -> claim.deadLetter("why"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed for writing");
        assertThat(queue.claimed()).isEqualTo(1);
        claim.ack();

        queue.put("b");
        queue.claim().nack();
        queue.claim().nack();
        Claim<String> last = queue.claim();
        assertThatThrownBy(last::nack).isInstanceOf(IllegalStateException.class);
        assertThat(queue.size()).as("given back all the same").isEqualTo(1);
        letters.delete();
        assertThat(queue.tryClaim()).isEmpty();
        assertThat(letters().take().message()).isEqualTo("b");
    }

    @Test
    void shouldEndTheStreamWhenTheLastOneIsPutAway() throws InterruptedException {
        queue.put("a");
        queue.closeForWriting();
        queue.claim().deadLetter("why");

        assertThat(queue.isDrained()).isTrue();
    }

    @Test
    void shouldCarryLettersLargerThanADocument() throws InterruptedException {
        String large = "x".repeat(700_000);
        queue.put(large);
        queue.claim().deadLetter("too large");
        assertThat(letters().take().message()).isEqualTo(large);
    }

    @Test
    void shouldNameTheirCodecAfterTheMessages() {
        Codec<String> longest = named("i".repeat(200));
        SharedQueue<String> other = parley.queue("other", longest);
        assertThat(List.copyOf(other.deadLetters())).isEmpty();
        assertThatThrownBy(() -> parley.queue("other-dead", longest)).hasMessageContaining("codec");
    }

    private static Codec<String> named(String id) {
        Brittle brittle = new Brittle();
        return new Codec<>() {
            @Override
            public void encode(String message, MessageWriter out) {
                brittle.encode(message, out);
            }

            @Override
            public String decode(MessageReader in) {
                return brittle.decode(in);
            }

            @Override
            public String id() {
                return id;
            }
        };
    }
}
