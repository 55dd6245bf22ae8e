package io.parley.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.ClaimTableFullException;
import io.parley.Codecs;
import io.parley.Parley;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ClaimTest {
    @TempDir
    Path directory;

    private Parley parley;
    private SharedQueue<String> queue;

    @BeforeEach
    void open() throws InterruptedException {
        parley = Parley.open(directory.resolve("domain"));
        queue = parley.queue("orders", Codecs.utf8(), o -> o.claims(3));
        for (String message : new String[] {"a", "b", "c", "d"}) {
            queue.put(message);
        }
    }

    @AfterEach
    void close() {
        parley.close();
    }

    @Test
    void shouldNotComeAgainOnceAcknowledged() throws InterruptedException {
        Claim<String> claim = queue.claim();
        assertThat(claim.message()).isEqualTo("a");
        assertThat(claim.deliveries()).isEqualTo(1);
        assertThat(queue.claimed()).isEqualTo(1);
        claim.ack();

        assertThat(queue.claimed()).isZero();
        assertThat(queue.size()).isEqualTo(3);
        assertThat(queue.take()).isEqualTo("b");
    }

    @Test
    void shouldComeAgainBeforeNewerOnesWhenGivenBack() throws InterruptedException {
        queue.claim().nack();
        assertThat(queue.size()).as("a message given back counts").isEqualTo(4);

        Claim<String> again = queue.claim();
        assertThat(again.message()).isEqualTo("a");
        assertThat(again.sequence()).isZero();
        assertThat(again.deliveries()).isEqualTo(2);
        again.ack();
        assertThat(queue.take()).isEqualTo("b");
    }

    @Test
    void shouldBeTakenAfterBeingGivenBack() throws InterruptedException {
        queue.claim().nack();
        assertThat(queue.take()).isEqualTo("a");
        assertThat(queue.take()).isEqualTo("b");
        assertThat(queue.claimed()).isZero();
    }

    @Test
    void shouldBeGivenBackByCloseWithoutAck() throws InterruptedException {
        try (Claim<String> claim = queue.claim()) {
            assertThat(claim.message()).isEqualTo("a");
        }
        assertThat(queue.claim().message()).isEqualTo("a");
    }

    @Test
    void shouldStayAcknowledgedThroughClose() throws InterruptedException {
        try (Claim<String> claim = queue.claim()) {
            claim.ack();
        }
        assertThat(queue.claim().message()).isEqualTo("b");
    }

    @Test
    void shouldBeFinishedOnlyOnce() throws InterruptedException {
        Claim<String> claim = queue.claim();
        claim.ack();
        assertThatThrownBy(claim::ack)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("finished already");
        assertThatThrownBy(claim::nack).isInstanceOf(IllegalStateException.class);
        Claim<String> other = queue.claim();
        claim.close();
        assertThat(queue.claimed()).as("the other claim stands").isEqualTo(1);
        other.ack();
    }

    @Test
    void shouldRefuseMoreClaimsThanTheTableHolds() throws InterruptedException {
        Claim<String> first = queue.claim();
        queue.claim();
        queue.claim();
        assertThatThrownBy(queue::claim)
                .isInstanceOf(ClaimTableFullException.class)
                .hasMessageContaining("claims=3");
        first.ack();
        assertThat(queue.claim().message()).isEqualTo("d");
    }

    @Test
    void shouldLetTakersAndClaimersCompete() throws InterruptedException {
        Claim<String> a = queue.claim();
        assertThat(queue.take()).isEqualTo("b");
        assertThat(queue.claim().message()).isEqualTo("c");
        assertThat(queue.take()).isEqualTo("d");
        a.ack();
        assertThat(queue.tryClaim()).isEmpty();
    }

    @Test
    void shouldGiveUpAfterTheTimeAndNotBefore() throws InterruptedException {
        queue.clear();
        long before = System.nanoTime();
        Optional<Claim<String>> none = queue.claim(Duration.ofMillis(60));
        assertThat(none).isEmpty();
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(60_000_000);
    }

    @Test
    void shouldComeBackWhenTheDomainIsClosedUnderIt() throws InterruptedException {
        Claim<String> claim = queue.claim();
        parley.close();
        parley = Parley.open(directory.resolve("domain"));
        SharedQueue<String> again = parley.queue("orders", Codecs.utf8());

        Claim<String> redelivered = again.claim();
        assertThat(redelivered.message()).isEqualTo("a");
        assertThat(redelivered.deliveries()).isEqualTo(2);
        assertThatThrownBy(claim::ack).isInstanceOf(IllegalStateException.class);
        redelivered.ack();
        assertThat(again.claim().message()).isEqualTo("b");
    }

    @Test
    void shouldPeekCorrectlyAroundARedelivery() throws InterruptedException {
        Claim<String> claim = queue.claim();
        assertThat(queue.peek()).isEqualTo("b");
        claim.nack();
        assertThat(queue.take()).isEqualTo("a");
        assertThat(queue.peek()).isEqualTo("b");
        assertThat(queue.take()).isEqualTo("b");
        assertThat(queue.take()).isEqualTo("c");
    }
}
