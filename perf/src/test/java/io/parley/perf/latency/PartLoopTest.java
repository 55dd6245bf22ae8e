package io.parley.perf.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.perf.rig.Latencies;
import io.parley.perf.transport.Wait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Parts as threads of this JVM: what is counted, and from when. */
@Timeout(60)
class PartLoopTest {
    private static final long STALL_NS = 50_000_000;

    @TempDir
    Path directory;

    private Board board;

    @BeforeEach
    void openBoard() {
        board = Board.open(directory);
    }

    @Test
    void shouldChargeAStallToAllThatItHeldUp() throws Exception {
        PartLoop loop = new PartLoop(setup(1_000, 0, 100), board, 1, false);
        long startNs = System.nanoTime();
        board.start(startNs);

        loop.run((Part.Call) () -> {
            while (System.nanoTime() - startNs < STALL_NS) {
                Thread.onSpinWait();
            }
        });

        Latencies response = loop.recording().response();
        assertThat(loop.recording().begun()).isEqualTo(100);
        assertThat(response.count()).isEqualTo(100);
        assertThat(loop.recording().service().count()).isEqualTo(100);
        assertThat(response.maxUs()).isGreaterThanOrEqualTo(50_000);
        // 41 of 100 events were due 10 ms before the stall was over, or earlier
        assertThat(response.percentileUs(60)).isGreaterThanOrEqualTo(9_990);
    }

    @Test
    void shouldNotCountTheWarmUp() throws Exception {
        PartLoop loop = new PartLoop(setup(10_000, 10, 20), board, 1, false);
        long[] calls = {0};
        board.start(System.nanoTime());

        loop.run((Part.Call) () -> calls[0]++);

        assertThat(calls[0]).isBetween(200L, 300L);
        assertThat(loop.recording().begun()).isEqualTo(200);
        assertThat(loop.recording().response().count()).isEqualTo(200);
        assertThat(board.begun(1)).isEqualTo(calls[0]);
        assertThat(board.ended(1)).isEqualTo(calls[0]);
    }

    @Test
    void shouldLeaveOutWhatAStallInTheWarmUpHeldUp() throws Exception {
        PartLoop loop = new PartLoop(setup(1_000, 20, 100), board, 1, false);
        long[] calls = {0};
        long startNs = System.nanoTime();
        board.start(startNs);

        loop.run((Part.Call) () -> {
            calls[0]++;
            while (System.nanoTime() - startNs < STALL_NS) {
                Thread.onSpinWait();
            }
        });

        assertThat(calls[0])
                .as("one of the warm-up at most, and all that count")
                .isBetween(100L, 101L);
        assertThat(loop.recording().begun()).isEqualTo(100);
        assertThat(loop.recording().response().maxUs())
                .as("the stall reached 30 ms into what counts")
                .isGreaterThanOrEqualTo(30_000);
    }

    @Test
    void shouldGiveUpAScheduleThatIsTooFast() throws Exception {
        PartLoop loop = new PartLoop(setup(1_000_000_000, 0, 100), board, 1, false);
        board.start(System.nanoTime());

        loop.run((Part.Call) Thread::onSpinWait);

        assertThat(loop.recording().begun()).isBetween(1L, 99_999_999L);
    }

    @Test
    void shouldMeasureAMessageWhereItArrives() throws Exception {
        BlockingQueue<long[]> queue = new LinkedBlockingQueue<>();
        Setup setup = setup(1_000, 0, 50);
        PartLoop receiving = new PartLoop(setup, board, 0, false);
        PartLoop sending = new PartLoop(setup, board, 1, false);
        Thread receiver = start(receiving, (Part.Receiver) arrival -> {
            long[] times = queue.take();
            arrival.set(times[0], times[1]);
        });
        board.start(System.nanoTime());

        sending.run((Part.Sender) (intendedNs, sentNs) -> queue.put(new long[] {intendedNs, sentNs}));
        while (board.ended(0) < 50) {
            Thread.onSpinWait();
        }
        receiver.interrupt();
        receiver.join();

        assertThat(sending.recording().begun()).isEqualTo(50);
        assertThat(sending.recording().response().count()).isZero();
        assertThat(receiving.recording().response().count()).isEqualTo(50);
        assertThat(receiving.recording().lastNs()).isGreaterThan(board.startNs());
    }

    @Test
    void shouldHandALockFromOneToTheNext() throws Exception {
        ReentrantLock lock = new ReentrantLock();
        Part.Contender contender = new Part.Contender() {
            @Override
            public void lock() throws InterruptedException {
                lock.lockInterruptibly();
            }

            @Override
            public void unlock() {
                lock.unlock();
            }
        };
        Setup setup = setup(1_000, 0, 40);
        PartLoop one = new PartLoop(setup, board, 0, true);
        PartLoop other = new PartLoop(setup, board, 1, true);
        Thread thread = start(one, contender);
        board.start(System.nanoTime());

        other.run(contender);
        thread.join();

        Recording sum = new Recording();
        sum.add(one.recording());
        sum.add(other.recording());
        assertThat(sum.begun()).isEqualTo(40);
        assertThat(sum.response().count()).isEqualTo(40);
        assertThat(one.recording().begun()).as("they take turns").isEqualTo(20);
    }

    private static Thread start(PartLoop loop, Part part) {
        Thread thread = new Thread(() -> {
            try {
                loop.run(part);
            } catch (Exception stopped) {
                return;
            }
        });
        thread.start();
        return thread;
    }

    private Setup setup(long rate, int warmUpMs, int durationMs) {
        return new Setup(
                "none",
                "none",
                rate,
                32,
                1,
                1,
                Wait.BLOCK,
                Duration.ofMillis(warmUpMs),
                Duration.ofMillis(durationMs),
                false,
                directory);
    }
}
