package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.queue.QueueEntry;
import io.parley.queue.SharedQueue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Checks a queue's whole history against what producers were promised and what consumers wrote down. */
final class Ledger {
    private final Map<Integer, Long> perProducer = new HashMap<>();
    private final List<String> keys = new ArrayList<>();

    private Ledger() {}

    /** Replays the log: every message whole, sequences without gaps, each producer's messages in order without gaps. */
    static Ledger of(SharedQueue<byte[]> queue) {
        Ledger ledger = new Ledger();
        for (QueueEntry<byte[]> entry : queue.entries()) {
            Traffic traffic = Traffic.parse(entry.message());
            assertThat(entry.sequence()).isEqualTo(ledger.keys.size());
            long next = ledger.perProducer.getOrDefault(traffic.producer(), 0L);
            assertThat(traffic.number())
                    .as("message of producer %d", traffic.producer())
                    .isEqualTo(next);
            ledger.perProducer.put(traffic.producer(), next + 1);
            ledger.keys.add(ConsumerActor.key(entry));
        }
        assertThat(queue.appended()).isEqualTo(ledger.keys.size());
        return ledger;
    }

    /** Nothing acknowledged is lost; at most the one message a dead producer was in the middle of is there as well. */
    void requireAcknowledged(World world) {
        for (int producer = 0; producer < World.ACTORS; producer++) {
            long acknowledged = world.acknowledged.get(producer);
            long appended = perProducer.getOrDefault(producer, 0L);
            assertThat(appended - acknowledged)
                    .as("unacknowledged messages of producer %d", producer)
                    .isBetween(0L, 1L);
        }
    }

    /** Every message was handled, and again only where a claim came back. */
    void requireHandled(Path journals) throws IOException {
        Map<Long, List<Integer>> handled = new TreeMap<>();
        for (Journal.Line line : Journal.readAll(journals)) {
            if (!line.isAcknowledgement()) {
                handled.computeIfAbsent(line.sequence(), s -> new ArrayList<>()).add(line.delivery());
            }
        }
        assertThat(handled).as("messages handled").hasSize(keys.size());
        handled.forEach((sequence, deliveries) ->
                assertThat(deliveries).as("deliveries of message %d", sequence).doesNotHaveDuplicates());
    }

    /**
     * Every message was acknowledged once: as often as somebody wrote so, or by a process that died before it could.
     * Returns how many were of the latter kind.
     */
    int requireAcknowledgedOnce(Path journals) throws IOException {
        Set<Long> acknowledged = new HashSet<>();
        Set<Long> lastWords = new HashSet<>();
        for (List<Journal.Line> lines : Journal.readEach(journals)) {
            for (Journal.Line line : lines) {
                if (line.isAcknowledgement()) {
                    assertThat(acknowledged.add(line.sequence()))
                            .as("first acknowledgement of message %d", line.sequence())
                            .isTrue();
                }
            }
            if (!lines.isEmpty()) {
                lastWords.add(lines.get(lines.size() - 1).sequence());
            }
        }
        int unwritten = 0;
        for (long sequence = 0; sequence < keys.size(); sequence++) {
            if (!acknowledged.contains(sequence)) {
                assertThat(lastWords).as("the last that a dead process handled").contains(sequence);
                unwritten++;
            }
        }
        return unwritten;
    }

    /** How many deliveries of claimed messages were repeated. */
    static long redeliveries(Path journals) throws IOException {
        return Journal.readAll(journals).stream()
                .filter(line -> line.delivery() > 1)
                .count();
    }

    /** The messages in order, as {@code producer:number}. */
    List<String> keys() {
        return keys;
    }
}
