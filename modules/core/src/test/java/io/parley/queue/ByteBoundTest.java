package io.parley.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Background;
import io.parley.Codecs;
import io.parley.ObjectMismatchException;
import io.parley.Parley;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ByteBoundTest {
    private static final int BOUND = 100;

    @TempDir
    Path directory;

    private Parley parley;
    private SharedQueue<byte[]> queue;

    @BeforeEach
    void open() {
        parley = Parley.open(directory.resolve("domain"));
        queue = parley.queue("orders", Codecs.bytes(), o -> o.capacityBytes(BOUND));
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private boolean offer(int bytes) {
        return queue.offer(new byte[bytes]);
    }

    @Test
    void shouldLetInWhatFits() throws InterruptedException {
        assertThat(offer(60)).isTrue();
        assertThat(offer(41)).isFalse();
        assertThat(offer(40)).isTrue();
        assertThat(offer(1)).isFalse();
        assertThat(queue.offer(new byte[1], 1, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(offer(0)).as("nothing fits into nothing").isTrue();

        queue.take();
        assertThat(offer(61)).isFalse();
        assertThat(offer(60)).isTrue();
    }

    @Test
    void shouldLetInOneThatIsTooLargeWhenNoOtherWaits() throws InterruptedException {
        assertThat(offer(1)).isTrue();
        assertThat(offer(1_000)).isFalse();
        queue.take();
        assertThat(offer(1_000)).isTrue();
        assertThat(offer(1)).isFalse();
        queue.take();
        assertThat(offer(100)).isTrue();
    }

    @Test
    void shouldMakeRoomByClaiming() throws InterruptedException {
        offer(100);
        Claim<byte[]> claim = queue.claim();
        assertThat(offer(100)).isTrue();

        claim.nack();
        assertThat(offer(1)).isFalse();
        assertThat(queue.take())
                .as("what was given back has left its room before")
                .hasSize(100);
        assertThat(offer(1)).isFalse();
        queue.take();
        assertThat(offer(1)).isTrue();
    }

    @Test
    void shouldWakeWhoeverFits() throws Exception {
        offer(50);
        offer(50);
        Background<Void> large = Background.run(() -> queue.put(new byte[80])).awaitAsleep();
        Background<Void> small = Background.run(() -> queue.put(new byte[50])).awaitAsleep();

        queue.take();
        small.result();
        assertThat(large.isDone()).isFalse();
        queue.take();
        queue.take();
        large.result();
    }

    @Test
    void shouldHoldBothBounds() throws InterruptedException {
        SharedQueue<byte[]> both =
                parley.queue("both", Codecs.bytes(), o -> o.capacity(2).capacityBytes(BOUND));
        assertThat(both.offer(new byte[1])).isTrue();
        assertThat(both.offer(new byte[1])).isTrue();
        assertThat(both.offer(new byte[1])).isFalse();
        both.take();
        assertThat(both.offer(new byte[100])).isFalse();
        assertThat(both.offer(new byte[99])).isTrue();
    }

    @Test
    void shouldKeepTheBoundThroughClosing() throws InterruptedException {
        offer(50);
        offer(60);
        offer(40);
        queue.take();
        parley.close();

        parley = Parley.open(directory.resolve("domain"));
        queue = parley.queue("orders", Codecs.bytes());
        assertThat(offer(61)).isFalse();
        assertThat(offer(60)).isTrue();
        assertThatThrownBy(() -> parley.queue("orders", Codecs.bytes(), o -> o.capacityBytes(BOUND + 1)))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("capacityBytes");
    }

    @Test
    void shouldAgreeWithAListOfSizes() throws InterruptedException {
        SplittableRandom random = new SplittableRandom(7);
        Deque<Integer> waiting = new ArrayDeque<>();
        List<Claim<byte[]>> claims = new ArrayList<>();
        for (int step = 0; step < 3_000; step++) {
            int bytes = random.nextInt(120);
            int sum = waiting.stream().mapToInt(each -> each).sum();
            switch (random.nextInt(3)) {
                case 0 -> {
                    boolean fits = waiting.isEmpty() || sum + bytes <= BOUND;
                    assertThat(offer(bytes)).as("%d to %s", bytes, waiting).isEqualTo(fits);
                    if (fits) {
                        waiting.add(bytes);
                    }
                }
                case 1 -> {
                    byte[] taken = queue.poll();
                    assertThat(taken == null ? null : (Integer) taken.length).isEqualTo(waiting.poll());
                }
                default -> {
                    queue.tryClaim().ifPresent(claims::add);
                    waiting.poll();
                    if (claims.size() > 100) {
                        claims.forEach(Claim::ack);
                        claims.clear();
                    }
                }
            }
        }
    }
}
