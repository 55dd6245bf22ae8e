package io.parley.manager.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Codec;
import io.parley.CodecException;
import io.parley.Codecs;
import io.parley.MessageReader;
import io.parley.MessageWriter;
import io.parley.manager.Manager;
import io.parley.queue.DeadLetter;
import io.parley.queue.Durability;
import io.parley.queue.ManagedClaim;
import io.parley.queue.ManagedJoinableQueue;
import io.parley.queue.ManagedQueue;
import io.parley.queue.ManagedSimpleQueue;
import io.parley.queue.ManagedTransientQueue;
import io.parley.queue.QueueClosedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What queues of a manager do, wherever they are. */
@Timeout(120)
abstract class QueueContract {
    /** Not the common pool: with two processors JDK 25 gives that one thread. */
    private static final Executor THREADS = task -> new Thread(task).start();

    static final Duration LONG = Duration.ofSeconds(60);

    abstract Manager manager();

    private ManagedQueue<String> queue() {
        return manager().queue("q", Codecs.utf8());
    }

    /** Runs something that waits beside the test. */
    static <T> CompletableFuture<T> beside(java.util.concurrent.Callable<T> waits) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return waits.call();
                    } catch (RuntimeException e) {
                        throw e;
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                THREADS);
    }

    @Test
    void shouldGiveMessagesInTheirOrder() throws Exception {
        ManagedQueue<String> queue = queue();

        queue.put("one");
        assertThat(queue.offer("two")).isTrue();
        assertThat(queue.offer("three", 1, TimeUnit.SECONDS)).isTrue();
        assertThat(queue.add("four")).isTrue();

        assertThat(queue).hasSize(4).containsExactly("one", "two", "three", "four");
        assertThat(queue.peek()).isEqualTo("one");
        assertThat(queue.take()).isEqualTo("one");
        assertThat(queue.poll()).isEqualTo("two");
        assertThat(queue.poll(1, TimeUnit.SECONDS)).isEqualTo("three");
        assertThat(queue.remove()).isEqualTo("four");
        assertThat(queue.poll()).isNull();
        assertThat(queue.poll(10, TimeUnit.MILLISECONDS)).isNull();
        assertThat(queue.appended()).isEqualTo(4);
        assertThat(queue.taken()).isEqualTo(4);
    }

    @Test
    void shouldWaitForAMessage() throws Exception {
        ManagedQueue<String> queue = queue();
        CompletableFuture<String> taken = beside(queue::take);

        queue.put("here");

        assertThat(taken.get(30, TimeUnit.SECONDS)).isEqualTo("here");
    }

    @Test
    void shouldWaitForRoom() throws Exception {
        ManagedQueue<String> queue = manager().queue("bounded", Codecs.utf8(), o -> o.capacity(1));
        queue.put("one");
        assertThat(queue.offer("two")).isFalse();
        assertThat(queue.offer("two", 10, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(queue.remainingCapacity()).isZero();

        CompletableFuture<Boolean> put = beside(() -> queue.offer("two", 30, TimeUnit.SECONDS));

        assertThat(queue.take()).isEqualTo("one");
        assertThat(put.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(queue.take()).isEqualTo("two");
    }

    @Test
    void shouldMoveManyAtATime() throws Exception {
        ManagedQueue<String> queue = queue();
        List<String> messages =
                IntStream.range(0, 10_000).mapToObj(i -> "message " + i).toList();

        queue.putAll(messages);
        List<String> taken = new ArrayList<>();
        while (taken.size() < 5_000) {
            taken.addAll(queue.takeBatch(100));
        }
        queue.drainTo(taken);

        assertThat(taken).isEqualTo(messages);
        assertThat(queue.takeBatch(3, Duration.ZERO)).isEmpty();
        assertThat(queue.claimed()).isZero();
    }

    @Test
    void shouldOfferAsManyAsThereIsRoomFor() {
        ManagedQueue<String> queue = manager().queue("bounded", Codecs.utf8(), o -> o.capacity(2));

        assertThat(queue.offerAll(List.of("a", "b", "c"))).isEqualTo(2);

        assertThat(queue).containsExactly("a", "b");
    }

    @Test
    void shouldEnd() throws Exception {
        ManagedQueue<String> queue = queue();
        queue.put("last");
        queue.closeForWriting();

        assertThat(queue.isClosedForWriting()).isTrue();
        assertThat(queue.isDrained()).isFalse();
        assertThatThrownBy(() -> queue.put("late")).isInstanceOf(QueueClosedException.class);
        assertThat(queue.take()).isEqualTo("last");
        assertThat(queue.isDrained()).isTrue();
        assertThat(queue.poll(1, TimeUnit.DAYS)).isNull();
        assertThatThrownBy(queue::take).isInstanceOf(QueueClosedException.class);
        assertThatThrownBy(queue::claim).isInstanceOf(QueueClosedException.class);
        assertThat(queue.claim(LONG)).isEmpty();
    }

    @Test
    void shouldClaimAndAcknowledge() throws Exception {
        ManagedQueue<String> queue = queue();
        queue.putAll(List.of("a", "b"));

        try (ManagedClaim<String> claim = queue.claim()) {
            assertThat(claim.message()).isEqualTo("a");
            assertThat(claim.sequence()).isZero();
            assertThat(claim.deliveries()).isEqualTo(1);
            assertThat(claim.timestampNs()).isPositive();
            assertThat(claim.index()).isPositive();
            assertThat(queue.claimed()).isEqualTo(1);
            claim.ack();
            assertThatThrownBy(claim::ack).isInstanceOf(IllegalStateException.class);
        }

        assertThat(queue.claimed()).isZero();
        assertThat(queue).containsExactly("b");
    }

    @Test
    void shouldGiveBackBeforeNewerOnes() throws Exception {
        ManagedQueue<String> queue = queue();
        queue.putAll(List.of("a", "b"));

        queue.claim().nack();
        queue.claim(LONG).orElseThrow().close();

        ManagedClaim<String> again = queue.tryClaim().orElseThrow();
        assertThat(again.message()).isEqualTo("a");
        assertThat(again.deliveries()).isEqualTo(3);
        assertThat(queue.redelivered()).isEqualTo(2);
        again.ack();
    }

    @Test
    void shouldPutAwayWhatNobodyCanDealWith() throws Exception {
        ManagedQueue<String> queue = manager().queue("picky", Codecs.utf8(), o -> o.maxDeliveries(1));
        queue.putAll(List.of("a", "b"));

        queue.claim().deadLetter("do not like it");
        queue.claim().nack();

        try (ManagedQueue<DeadLetter<String>> letters = queue.deadLetters()) {
            DeadLetter<String> first = letters.take();
            assertThat(first.message()).isEqualTo("a");
            assertThat(first.detail()).isEqualTo("do not like it");
            assertThat(first.reason()).isEqualTo(DeadLetter.Reason.REFUSED);
            assertThat(letters.take().reason()).isEqualTo(DeadLetter.Reason.DELIVERIES);
        }
        assertThat(queue.tryClaim()).isEmpty();
    }

    @Test
    void shouldKnowWhenAllWorkIsDone() throws Exception {
        ManagedJoinableQueue<String> work = manager().joinableQueue("work", Codecs.utf8());
        work.putAll(List.of("a", "b", "c"));
        assertThat(work.unfinished()).isEqualTo(3);
        assertThat(work.join(Duration.ofMillis(10))).isFalse();

        CompletableFuture<Boolean> joined = beside(() -> work.join(LONG));
        work.take();
        work.takeBatch(1);
        work.claim().ack();
        assertThat(work.unfinished()).isEqualTo(2);
        work.taskDone();
        assertThat(beside(() -> {
                            work.taskDone();
                            return true;
                        })
                        .get())
                .isTrue();

        assertThat(joined.get(30, TimeUnit.SECONDS)).isTrue();
        work.join();
        assertThatThrownBy(work::taskDone).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldBeSimple() throws Exception {
        ManagedSimpleQueue<String> queue = manager().simpleQueue("simple", Codecs.utf8());
        assertThat(queue.isEmpty()).isTrue();

        queue.put("x");

        assertThat(queue.isEmpty()).isFalse();
        assertThat(queue.take()).isEqualTo("x");
    }

    @Test
    void shouldForgetWhatWasTaken() throws Exception {
        ManagedTransientQueue<String> queue =
                manager().transientQueue("ring", Codecs.utf8(), o -> o.capacityBytes(1 << 12));
        assertThat(queue.capacityBytes()).isEqualTo(1 << 12);
        assertThat(queue.maxMessageBytes()).isPositive();
        CompletableFuture<String> first = beside(queue::take);
        queue.put("0");
        assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("0");

        queue.putAll(List.of("1", "2", "3", "4"));
        assertThat(queue.usedBytes()).isPositive();
        assertThat(queue).containsExactly("1", "2", "3", "4");
        assertThat(queue.takeBatch(2)).containsExactly("1", "2");
        queue.closeForWriting();
        assertThatThrownBy(() -> queue.put("late")).isInstanceOf(QueueClosedException.class);
        assertThat(queue.take()).isEqualTo("3");
        assertThat(queue.poll()).isEqualTo("4");

        assertThat(queue.isDrained()).isTrue();
        assertThatThrownBy(queue::take).isInstanceOf(QueueClosedException.class);
    }

    @Test
    void shouldWaitForRoomInARing() throws Exception {
        ManagedTransientQueue<String> queue =
                manager().transientQueue("ring", Codecs.utf8(), o -> o.capacityBytes(1 << 12));
        int fits = 0;
        while (queue.offer("x".repeat(500))) {
            fits++;
        }
        CompletableFuture<Boolean> put = beside(() -> queue.offer("y", 30, TimeUnit.SECONDS));

        List<String> taken = new ArrayList<>();
        while (taken.size() < fits + 1) {
            taken.add(queue.take());
        }

        assertThat(put.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(taken.get(fits)).isEqualTo("y");
    }

    @Test
    void shouldNotWaitForAnswers() throws Exception {
        ManagedQueue<String> queue = queue();
        List<CompletableFuture<String>> takes = new ArrayList<>();
        CompletableFuture<String> late =
                queue.async().poll(Duration.ofMillis(20)).toCompletableFuture();
        assertThat(late.get(30, TimeUnit.SECONDS)).isNull();
        for (int i = 0; i < 200; i++) {
            takes.add(queue.async().take().toCompletableFuture());
        }

        List<CompletableFuture<Void>> puts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            puts.add(queue.async().put("m" + i).toCompletableFuture());
        }

        for (int i = 0; i < 200; i++) {
            puts.get(i).get(30, TimeUnit.SECONDS);
            assertThat(takes.get(i).get(30, TimeUnit.SECONDS)).isEqualTo("m" + i);
        }
        assertThat(queue.async().poll().toCompletableFuture().get(30, TimeUnit.SECONDS))
                .isNull();
        assertThat(queue.async().offer("z").toCompletableFuture().get(30, TimeUnit.SECONDS))
                .isTrue();
        assertThat(queue.take()).isEqualTo("z");
    }

    @Test
    void shouldEndStagesThatWait() throws Exception {
        ManagedQueue<String> queue = manager().queue("bounded", Codecs.utf8(), o -> o.capacity(1));
        CompletableFuture<String> take = queue.async().take().toCompletableFuture();

        queue.closeForWriting();

        assertThatThrownBy(() -> take.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(QueueClosedException.class);
    }

    @Test
    void shouldPutWhenThereIsRoomWithoutWaiting() throws Exception {
        ManagedQueue<String> queue = manager().queue("bounded", Codecs.utf8(), o -> o.capacity(1));
        queue.put("a");
        CompletableFuture<Boolean> refused =
                queue.async().offer("b", Duration.ofMillis(20)).toCompletableFuture();
        assertThat(refused.get(30, TimeUnit.SECONDS)).isFalse();
        CompletableFuture<Void> put = queue.async().put("c").toCompletableFuture();
        assertThat(queue.async().offer("d").toCompletableFuture().get(30, TimeUnit.SECONDS))
                .isFalse();

        assertThat(queue.take()).isEqualTo("a");

        put.get(30, TimeUnit.SECONDS);
        assertThat(queue.take()).isEqualTo("c");
    }

    @Test
    void shouldSayWhenTheDiskHasIt() throws Exception {
        ManagedQueue<String> queue = manager().queue("safe", Codecs.utf8(), o -> o.durability(Durability.onPut()));

        queue.put("a");
        queue.putAll(List.of("b", "c"));

        assertThat(queue).containsExactly("a", "b", "c");
    }

    @Test
    void shouldRefuseAnotherCodec() {
        queue();

        assertThatThrownBy(() -> manager().queue("q", Codecs.int64()))
                .isInstanceOf(io.parley.ObjectMismatchException.class);
    }

    @Test
    void shouldRefuseAnotherBound() {
        queue();

        assertThatThrownBy(() -> manager().queue("q", Codecs.utf8(), o -> o.capacity(7)))
                .isInstanceOf(io.parley.ObjectMismatchException.class);
    }

    /** Cannot read what says "bad". */
    private static final class Fussy implements Codec<String> {
        @Override
        public void encode(String message, MessageWriter out) {
            out.writeUtf8(message);
        }

        @Override
        public String decode(MessageReader in) {
            String message = in.readUtf8();
            if (message.equals("bad")) {
                throw new IllegalArgumentException("cannot read that");
            }
            return message;
        }

        @Override
        public String id() {
            return "fussy";
        }
    }

    @Test
    void shouldGoOnBehindWhatCannotBeRead() throws Exception {
        ManagedQueue<String> queue = manager().queue("fussy", new Fussy());
        queue.putAll(List.of("a", "bad", "b", "bad", "c", "d"));

        assertThat(queue.takeBatch(10)).containsExactly("a");
        assertThatThrownBy(() -> queue.takeBatch(10)).isInstanceOf(CodecException.class);
        assertThat(queue.take()).isEqualTo("b");
        assertThatThrownBy(queue::claim).isInstanceOf(CodecException.class);
        assertThat(queue.takeBatch(10)).containsExactly("c", "d");

        assertThat(queue.claimed()).isZero();
    }

    @Test
    void shouldPassInterruptionOnWithoutTakingAnything() throws Exception {
        ManagedQueue<String> queue = queue();
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread taker = new Thread(() -> {
            begun.countDown();
            try {
                queue.take();
                interrupted.complete(false);
            } catch (InterruptedException e) {
                interrupted.complete(true);
            } catch (RuntimeException e) {
                interrupted.completeExceptionally(e);
            }
        });
        taker.start();
        begun.await();

        taker.interrupt();

        assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
        queue.put("for somebody else");
        assertThat(queue.poll(30, TimeUnit.SECONDS)).isEqualTo("for somebody else");
    }

    @Test
    void shouldHandOutEachMessageOnce() throws Exception {
        ManagedQueue<String> queue = queue();
        int consumers = 4;
        int each = 250;
        List<CompletableFuture<List<String>>> all = new ArrayList<>();
        for (int i = 0; i < consumers; i++) {
            all.add(beside(() -> {
                List<String> mine = new ArrayList<>();
                try {
                    while (true) {
                        mine.add(queue.take());
                    }
                } catch (QueueClosedException end) {
                    return mine;
                }
            }));
        }
        for (int i = 0; i < consumers * each; i++) {
            queue.put("m" + i);
        }
        queue.closeForWriting();

        List<String> taken = new ArrayList<>();
        for (CompletableFuture<List<String>> one : all) {
            taken.addAll(one.get(60, TimeUnit.SECONDS));
        }
        assertThat(taken).hasSize(consumers * each).doesNotHaveDuplicates();
    }

    @Test
    void shouldDeleteForEverybody() throws Exception {
        ManagedQueue<String> queue = queue();
        CompletableFuture<String> waiting = beside(queue::take);
        Optional<? extends ManagedClaim<String>> none = queue.tryClaim();
        assertThat(none).isEmpty();

        queue.delete();

        assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(io.parley.ObjectDeletedException.class);
        assertThat(queue.isDeleted()).isTrue();
    }
}
