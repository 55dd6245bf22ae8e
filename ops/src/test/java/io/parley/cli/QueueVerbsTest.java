package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.queue.SharedQueue;
import io.parley.queue.Subscriber;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What puts messages, and what looks at who reads a queue, and how fast. */
@Timeout(180)
class QueueVerbsTest {
    private static final long PID = ProcessHandle.current().pid();

    @TempDir
    private Path directory;

    private Parley parley;

    @BeforeEach
    void open() {
        parley = Parley.open(ParleyConfig.at(directory.resolve("domain")).withProcessName("tester"));
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private CommandRun run(String... args) {
        return CommandRun.in(parley.directory().toString(), args);
    }

    @Test
    void shouldPutWhatTheCodecHas() throws InterruptedException {
        SharedQueue<String> texts = parley.queue("texts", Codecs.utf8());
        SharedQueue<Long> numbers = parley.queue("numbers", Codecs.int64());
        SharedQueue<byte[]> bytes = parley.queue("bytes", Codecs.bytes());

        CommandRun run = run("queue", "put", "texts", "one", "two words");
        run("queue", "put", "numbers", "--", "-7");
        run("queue", "put", "bytes", "--hex", "0x01ff", "02");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEqualToIgnoringNewLines("put 2 messages into texts.queue");
        assertThat(texts.take()).isEqualTo("one");
        assertThat(texts.take()).isEqualTo("two words");
        assertThat(numbers.take()).isEqualTo(-7);
        assertThat(bytes.take()).containsExactly(1, -1);
        assertThat(bytes.take()).containsExactly(2);
    }

    @Test
    void shouldPutNothingThatTheCodecDoesNotHave() {
        SharedQueue<Long> numbers = parley.queue("numbers", Codecs.int64());
        SharedQueue<Boolean> truths = parley.queue("truths", Codecs.bool());
        SharedQueue<byte[]> bytes = parley.queue("bytes", Codecs.bytes());

        CommandRun run = run("queue", "put", "numbers", "1", "two");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("parley queue put: nothing was put: messages of the queue are of codec int64, found='two'");
        assertThat(run("queue", "put", "numbers", "--hex", "0102").exitCode()).isEqualTo(2);
        assertThat(run("queue", "put", "truths", "perhaps").exitCode()).isEqualTo(2);
        assertThat(run("queue", "put", "bytes", "text").exitCode()).isEqualTo(2);
        assertThat(run("queue", "put", "bytes", "--hex", "0x012").exitCode()).isEqualTo(2);
        assertThat(numbers.appended() + truths.appended() + bytes.appended()).isZero();
    }

    @Test
    void shouldNotWaitForRoom() {
        SharedQueue<String> small = parley.queue("small", Codecs.utf8(), o -> o.capacity(2));

        CommandRun run = run("queue", "put", "small", "1", "2", "3");
        small.closeForWriting();
        CommandRun closed = run("queue", "put", "small", "4");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("the queue is full: put 2 of 3 messages into small.queue");
        assertThat(closed.exitCode()).isEqualTo(1);
        assertThat(closed.err()).contains("the queue was closed for writing: small.queue");
        assertThat(small.appended()).isEqualTo(2);
    }

    @Test
    void shouldSayWhatItWouldPut() {
        SharedQueue<String> texts = parley.queue("texts", Codecs.utf8());

        CommandRun run = run("queue", "put", "--dry-run", "texts", "one");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("would put 1 message into texts.queue: ");
        assertThat(texts.appended()).isZero();
    }

    @Test
    void shouldListWhoReadsEverything() throws InterruptedException {
        SharedQueue<String> fills = parley.queue("fills", Codecs.utf8());
        Subscriber<String> audit = fills.subscriber("audit");
        fills.subscriber("reports").close();
        fills.put("one");
        fills.put("two");
        audit.take();
        audit.commit();

        CommandRun run = run("queue", "subscribers", "fills");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "NAME     NEXT  LAG  READER",
                        "audit       1    1  pid " + PID + " (tester)",
                        "reports     0    2  nobody");
    }

    @Test
    void shouldListDeadLettersThatNobodyHasTaken() throws InterruptedException {
        SharedQueue<String> fills = parley.queue("fills", Codecs.utf8());
        fills.put("good");
        fills.put("bad\tone");
        fills.put("worse");
        fills.take();
        fills.claim().deadLetter("no such account");
        fills.claim().deadLetter("");

        CommandRun both = run("queue", "dead-letters", "fills");
        fills.deadLetters().take();
        CommandRun left = run("queue", "dead-letters", "fills");
        CommandRun all = run("queue", "dead-letters", "--all", "--json", "fills");

        assertThat(both.exitCode()).as(both.err()).isZero();
        assertThat(both.out().lines().map(line -> line.replaceAll("[0-9]{4}-[0-9-]+ [0-9:.]{12}", "TIME")))
                .containsExactly(
                        "SEQUENCE  TIME                     DELIVERIES  REASON   DETAIL           MESSAGE",
                        "       1  TIME           1  refused  no such account  bad\\tone",
                        "       2  TIME           1  refused                   worse");
        assertThat(left.out().lines()).hasSize(2).last().asString().endsWith("worse");
        assertThat(all.out()).contains("\"message\": \"bad\\tone\"", "\"message\": \"worse\"");
    }

    @Test
    void shouldListNoDeadLettersWhereThereNeverWereAny() {
        parley.queue("fills", Codecs.utf8());

        CommandRun run = run("queue", "dead-letters", "fills");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).hasSize(1);
    }

    @Test
    void shouldSayHowFastItGoes() throws InterruptedException {
        SharedQueue<String> fills = parley.queue("fills", Codecs.utf8());
        AtomicBoolean done = new AtomicBoolean();
        Thread producer = new Thread(() -> {
            while (!done.get()) {
                fills.offer("message");
            }
        });
        producer.start();

        CommandRun run = run("queue", "hz", "fills", "--every", "100ms", "--rounds", "3");
        done.set(true);
        producer.join();

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).hasSize(4);
        String[] last =
                run.out().lines().skip(3).findFirst().orElseThrow().strip().split(" +");
        assertThat(Double.parseDouble(last[0].replace(",", ""))).isPositive();
        assertThat(last[1]).isEqualTo("0.0");
        assertThat(Long.parseLong(last[3].replace(",", ""))).isPositive();
    }
}
