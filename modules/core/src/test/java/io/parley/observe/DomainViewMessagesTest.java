package io.parley.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.pipe.Pipe;
import io.parley.process.ParleyProcess;
import io.parley.queue.Claim;
import io.parley.queue.JoinableQueue;
import io.parley.queue.SharedQueue;
import io.parley.queue.Subscriber;
import io.parley.queue.TransientQueue;
import io.parley.sync.SharedEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Queues and pipes, seen from outside by who has none of their codecs. */
@Timeout(120)
class DomainViewMessagesTest extends ViewFixture {
    @Test
    void shouldSeeWhatIsInAQueueAndWhoHasWhat() throws InterruptedException {
        SharedQueue<String> queue = parley.queue(
                "orders", Codecs.utf8(), options -> options.capacity(10).maxDeliveries(2));
        Subscriber<String> subscriber = queue.subscriber("audit");
        for (int i = 0; i < 6; i++) {
            queue.put("order " + i);
        }
        queue.take();
        Claim<String> claim = queue.claim();
        queue.claim().nack();
        queue.claim().deadLetter("not mine");
        subscriber.take();

        ObjectSnapshot.Queue seen = look("orders", ObjectSnapshot.Queue.class);

        assertThat(seen.codec()).isEqualTo("utf8");
        assertThat(seen.sort()).isEqualTo("queue");
        assertThat(seen.capacity()).isEqualTo(10);
        assertThat(seen.waiting()).isEqualTo(queue.size());
        assertThat(seen.maxDeliveries()).isEqualTo(2);
        assertThat(seen.claims()).isEqualTo(queue.claims());
        assertThat(seen.claims()).extracting(each -> each.sequence()).contains(claim.sequence());
        assertThat(seen.deadLetters()).isEqualTo(1);
        assertThat(seen.subscribers()).singleElement().satisfies(each -> {
            assertThat(each.name()).isEqualTo("audit");
            assertThat(each.pid()).isEqualTo(ProcessHandle.current().pid());
            assertThat(each.alive()).isTrue();
            assertThat(each.lag()).isEqualTo(6 - each.sequence());
        });
        assertThat(seen.log().files()).isEqualTo(1);
        assertThat(seen.log().keep()).isEqualTo(Duration.ZERO);
        assertThat(seen.appending().holder()).isEmpty();
        assertThat(seen.counters()).isEqualTo(ObjectCounters.of(queue).snapshot());
        assertThat(seen.summary()).startsWith(queue.size() + " of 10 wait").endsWith("1 dead letter, 1 subscriber");
        claim.ack();
    }

    @Test
    void shouldSeeTheClaimOfAKilledConsumer() throws InterruptedException {
        JoinableQueue<String> queue = parley.joinableQueue("jobs", Codecs.utf8());
        queue.put("one");
        queue.closeForWriting();
        SharedEvent claimed = parley.event("claimed");
        ParleyProcess consumer = parley.process("consumer", () -> {
                    queue.take();
                    claimed.set();
                    new CountDownLatch(1).await();
                })
                .start();
        claimed.await();
        consumer.kill();
        consumer.join();

        ObjectSnapshot.Queue seen = look("jobs", ObjectSnapshot.Queue.class);

        assertThat(seen.sort()).isEqualTo("joinable");
        assertThat(seen.closed()).isTrue();
        assertThat(seen.claims()).singleElement().satisfies(claim -> {
            assertThat(claim.pid()).isEqualTo(consumer.pid());
            assertThat(claim.alive()).isFalse();
        });
    }

    @Test
    void shouldSeeHowFullATransientQueueIs() throws InterruptedException {
        TransientQueue<String> queue = parley.transientQueue("ticks", Codecs.utf8());
        queue.put("tick");
        queue.put("tick");
        queue.take();

        ObjectSnapshot.TransientQueue seen = look("ticks", ObjectSnapshot.TransientQueue.class);

        assertThat(seen.codec()).isEqualTo("utf8");
        assertThat(seen.counters()).isEqualTo(ObjectCounters.of(queue).snapshot());
        assertThat(seen.writtenBytes()).isEqualTo(2 * seen.usedBytes());
        assertThat(seen.closed()).isFalse();
    }

    @Test
    void shouldSeeTheEndsOfAPipe() throws IOException, InterruptedException {
        Pipe<String> pipe = parley.pipe("talk", Codecs.utf8());
        pipe.first().send("hello");
        pipe.second().send("world");
        pipe.first().receive();

        ObjectSnapshot.Pipe seen = look("talk", ObjectSnapshot.Pipe.class);

        assertThat(seen.oneWay()).isFalse();
        assertThat(seen.first().unreadBytes()).isZero();
        assertThat(seen.second().unreadBytes()).isPositive();
        assertThat(seen.first().holders()).singleElement().satisfies(holder -> {
            assertThat(holder.processName()).isEqualTo("tester");
            assertThat(holder.count()).isEqualTo(1);
        });
        assertThat(seen.second().handedOver()).isZero();
    }
}
