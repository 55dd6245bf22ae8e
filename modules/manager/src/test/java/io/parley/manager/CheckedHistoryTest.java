package io.parley.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.manager.TestServer.RemoteBag;
import io.parley.testkit.Seeds;
import io.parley.testkit.history.EntryCall;
import io.parley.testkit.history.EntryCall.Kind;
import io.parley.testkit.history.EntryModel;
import io.parley.testkit.history.Linearizability;
import io.parley.testkit.history.TimedCall;
import io.parley.value.ManagedLong;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What several clients saw over a bad network can be seen of one object of one host. And the check is checked: it finds
 * each fault that is planted into what was seen.
 */
@Timeout(180)
class CheckedHistoryTest extends SessionContract {
    private static final int CLIENTS = 3;
    private static final int CALLS = 60;

    private static TimedCall<EntryCall> call(String who, Kind kind, long answer, long startNs) {
        EntryCall call = new EntryCall(kind, kind == Kind.ADD ? 1 : 0, 0, OptionalLong.of(answer));
        return new TimedCall<>(who, call, startNs, System.nanoTime());
    }

    private static TimedCall<EntryCall> add(String who, ManagedLong number) {
        long startNs = System.nanoTime();
        return call(who, Kind.ADD, number.getAndAdd(1) + 1, startNs);
    }

    private static TimedCall<EntryCall> get(String who, ManagedLong number) {
        long startNs = System.nanoTime();
        return call(who, Kind.GET, number.get(), startNs);
    }

    /** Some calls one after the other, then those of several clients at once, then a last look. */
    private List<TimedCall<EntryCall>> countOverABadNetwork() throws Exception {
        serve(LONG);
        ManagedLong first = connect().longValue("n");
        List<TimedCall<EntryCall>> history = Collections.synchronizedList(new ArrayList<>());
        history.add(add("first", first));
        history.add(add("first", first));
        history.add(get("first", first));
        List<ManagedLong> numbers = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            numbers.add(connect().longValue("n"));
        }
        proxy.atRandom(Seeds.derive("counted"), 0.02);
        List<Asked<Void>> clients = new ArrayList<>();
        for (ManagedLong number : numbers) {
            String who = "client " + clients.size();
            clients.add(ask(() -> {
                for (int n = 0; n < CALLS; n++) {
                    history.add(n % 3 == 0 ? get(who, number) : add(who, number));
                }
                return null;
            }));
        }
        for (Asked<Void> each : clients) {
            each.result().get();
        }
        history.add(get("last", first));
        return history;
    }

    private static Optional<String> violation(List<TimedCall<EntryCall>> history) {
        return Linearizability.violation(new EntryModel(OptionalLong.of(0)), history);
    }

    private static List<TimedCall<EntryCall>> with(List<TimedCall<EntryCall>> history, int at, long answer) {
        List<TimedCall<EntryCall>> changed = new ArrayList<>(history);
        TimedCall<EntryCall> old = changed.get(at);
        EntryCall call = new EntryCall(old.call().kind(), old.call().value(), 0, OptionalLong.of(answer));
        changed.set(at, new TimedCall<>(old.caller(), call, old.startNs(), old.endNs()));
        return changed;
    }

    @Test
    void shouldCountAsOneNumberOfOneHost() throws Exception {
        List<TimedCall<EntryCall>> history = countOverABadNetwork();
        int last = history.size() - 1;
        long total = history.get(last).call().answer().getAsLong();

        assertThat(violation(history)).isEmpty();

        assertThat(violation(with(history, last, total + 1))).as("done twice").isPresent();
        assertThat(violation(with(history, last, total - 1)))
                .as("answered, not done")
                .isPresent();
        assertThat(violation(with(history, 2, 1))).as("stale read").isPresent();
        assertThat(violation(with(history, 1, 1))).as("same answer for two").isPresent();
    }

    @Test
    void shouldTakeAsFromOneQueueOfOneHost() throws Exception {
        FifoHistory history = takeOverABadNetwork();

        assertThat(history.violation()).isEmpty();

        FifoHistory.Seen first = history.takes.get(0);
        FifoHistory.Seen second = history.takes.get(1);
        history.takes.set(0, valueOf(second, first));
        history.takes.set(1, valueOf(first, second));
        assertThat(history.violation()).get().asString().contains("first in, first out");
        history.takes.set(1, valueOf(second, second));
        assertThat(history.violation()).as("done twice").get().asString().contains("twice");
        history.takes.set(0, first);
        history.takes.remove(1);
        assertThat(history.violation()).as("answer dropped").get().asString().contains("lost");
        history.takes.add(1, new FifoHistory.Seen(-1, second.startNs(), second.endNs()));
        assertThat(history.violation()).get().asString().contains("before it was put");
    }

    private static FifoHistory.Seen valueOf(FifoHistory.Seen value, FifoHistory.Seen times) {
        return new FifoHistory.Seen(value.value(), times.startNs(), times.endNs());
    }

    private FifoHistory takeOverABadNetwork() throws Exception {
        serve(LONG);
        FifoHistory history = new FifoHistory();
        RemoteBag one = bag();
        put(one, 0, history);
        put(one, 1, history);
        take(one, history);
        take(one, history);
        List<RemoteBag> bags = new ArrayList<>();
        for (int i = 0; i < 2 * CLIENTS; i++) {
            bags.add(bag());
        }
        proxy.atRandom(Seeds.derive("taken"), 0.02);
        List<Asked<Void>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            RemoteBag putter = bags.get(2 * i);
            RemoteBag taker = bags.get(2 * i + 1);
            long from = 2 + i * CALLS;
            clients.add(ask(() -> {
                for (long n = from; n < from + CALLS; n++) {
                    put(putter, n, history);
                }
                return null;
            }));
            clients.add(ask(() -> {
                for (int n = 0; n < CALLS; n++) {
                    take(taker, history);
                }
                return null;
            }));
        }
        for (Asked<Void> each : clients) {
            each.result().get();
        }
        return history;
    }

    private static void put(RemoteBag bag, long value, FifoHistory history) {
        long startNs = System.nanoTime();
        bag.put(value);
        history.put(value, startNs);
    }

    private static void take(RemoteBag bag, FifoHistory history) throws InterruptedException {
        long startNs = System.nanoTime();
        history.taken(bag.take(), startNs);
    }
}
