package io.parley.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.parley.testkit.Seeds;
import io.parley.testkit.history.EntryCall.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Histories of which one knows whether they are linearizable. */
@Timeout(60)
class LinearizabilityTest {
    private final List<TimedCall<EntryCall>> history = new ArrayList<>();

    private LinearizabilityTest call(String caller, long start, long end, EntryCall call) {
        history.add(new TimedCall<>(caller, call, start, end));
        return this;
    }

    private static EntryCall get(long answer) {
        return new EntryCall(Kind.GET, 0, 0, OptionalLong.of(answer));
    }

    private static EntryCall getNothing() {
        return new EntryCall(Kind.GET, 0, 0, OptionalLong.empty());
    }

    private static EntryCall put(long value) {
        return new EntryCall(Kind.PUT, value, 0, OptionalLong.empty());
    }

    private static EntryCall put(long value, long previous) {
        return new EntryCall(Kind.PUT, value, 0, OptionalLong.of(previous));
    }

    private static EntryCall unanswered(Kind kind, long value) {
        return new EntryCall(kind, value, 0, null);
    }

    private Optional<String> violation() {
        return Linearizability.violation(new EntryModel(), history);
    }

    @Test
    void shouldAcceptNothingAtAll() {
        assertThat(violation()).isEmpty();
    }

    @Test
    void shouldAcceptOneAfterTheOther() {
        call("a", 0, 1, put(1)).call("b", 2, 3, get(1)).call("b", 4, 5, put(2, 1));
        call("a", 6, 7, new EntryCall(Kind.REMOVE, 0, 0, OptionalLong.of(2)));
        call("a", 8, 9, new EntryCall(Kind.PUT_IF_ABSENT, 5, 0, OptionalLong.empty()));
        call("b", 10, 11, new EntryCall(Kind.PUT_IF_ABSENT, 6, 0, OptionalLong.of(5)));
        call("b", 12, 13, new EntryCall(Kind.REPLACE, 7, 5, OptionalLong.of(1)));
        call("a", 14, 15, new EntryCall(Kind.REPLACE, 8, 5, OptionalLong.of(0)));
        call("a", 16, 17, new EntryCall(Kind.ADD, 3, 0, OptionalLong.of(10)));
        call("a", 18, 19, new EntryCall(Kind.REMOVE_EXPECTED, 0, 9, OptionalLong.of(0)));
        call("a", 20, 21, new EntryCall(Kind.REMOVE_EXPECTED, 0, 10, OptionalLong.of(1)));
        call("a", 22, 23, getNothing());

        assertThat(violation()).isEmpty();
    }

    @Test
    void shouldRefuseAStaleRead() {
        call("a", 0, 1, put(1)).call("a", 2, 3, put(2, 1)).call("b", 4, 5, get(1));

        assertThat(violation())
                .hasValueSatisfying(text ->
                        assertThat(text).contains("2 of 3 answered calls", "OptionalLong[2]", "4..5 b: GET() = 1"));
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Linearizability.require(new EntryModel(), history));
    }

    @Test
    void shouldAcceptEitherOrderOfCallsThatOverlap() {
        call("a", 0, 10, put(1))
                .call("b", 0, 10, put(2, 1))
                .call("c", 5, 7, get(1))
                .call("c", 11, 12, get(2));

        assertThat(violation()).isEmpty();
    }

    @Test
    void shouldTakeCallsThatTouchForOverlapping() {
        call("a", 0, 5, put(2, 1)).call("b", 5, 9, put(1));

        assertThat(violation()).isEmpty();
    }

    @Test
    void shouldRefuseWhenTwoReadersDisagreeOnTheOrder() {
        call("a", 0, 100, new EntryCall(Kind.PUT, 1, 0, null)).call("b", 0, 100, new EntryCall(Kind.PUT, 2, 0, null));
        call("c", 10, 20, get(1)).call("c", 30, 40, get(2)).call("d", 10, 20, getNothing());
        assertThat(violation()).isEmpty();

        call("d", 41, 50, get(1));

        assertThat(violation()).isPresent();
    }

    @Test
    void shouldRefuseALostUpdate() {
        call("a", 0, 10, new EntryCall(Kind.ADD, 1, 0, OptionalLong.of(1)));
        call("b", 5, 15, new EntryCall(Kind.ADD, 1, 0, OptionalLong.of(1)));

        assertThat(violation()).isPresent();
    }

    @Test
    void shouldRefuseTwoWhoBothReplacedTheSame() {
        call("a", 0, 1, put(1));
        call("b", 2, 10, new EntryCall(Kind.REPLACE, 2, 1, OptionalLong.of(1)));
        call("c", 3, 9, new EntryCall(Kind.REPLACE, 3, 1, OptionalLong.of(1)));

        assertThat(violation()).isPresent();
    }

    @Test
    void shouldLetACallOfTheDeadHappenLateOnceOrNever() {
        call("dead", 0, TimedCall.NEVER, unanswered(Kind.PUT, 9));
        call("a", 1, 2, getNothing()).call("a", 3, 4, getNothing());
        assertThat(violation()).as("never").isEmpty();

        call("a", 5, 6, get(9));
        assertThat(violation()).as("late").isEmpty();

        call("a", 7, 8, put(1, 9)).call("a", 9, 10, get(1));
        assertThat(violation()).as("and overwritten").isEmpty();

        call("a", 11, 12, get(9));
        assertThat(violation()).as("twice").isPresent();
    }

    @Test
    void shouldNotLetACallOfTheDeadHappenBeforeItBegan() {
        call("a", 0, 1, get(9)).call("dead", 2, TimedCall.NEVER, unanswered(Kind.PUT, 9));

        assertThat(violation()).isPresent();
    }

    @Test
    void shouldNotTakeACallThatEndsBeforeItBegins() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TimedCall<>("a", getNothing(), 2, 1));
    }

    @Test
    void shouldAcceptWhatThreadsDoToAConcurrentMap() throws InterruptedException {
        ConcurrentHashMap<String, Long> map = new ConcurrentHashMap<>();
        List<TimedCall<EntryCall>> calls = Collections.synchronizedList(history);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int me = i;
            threads.add(new Thread(() -> {
                Random random = new Random(Seeds.derive("thread " + me));
                for (int turn = 0; turn < 2_000; turn++) {
                    long start = System.nanoTime();
                    EntryCall call = anything(map, random, me * 100_000L + turn);
                    calls.add(new TimedCall<>("thread-" + me, call, start, System.nanoTime()));
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(violation()).isEmpty();
        // nor if dozens of the calls are those of the dead, who do not tell what came of them
        List<TimedCall<EntryCall>> complete = List.copyOf(history);
        Random random = new Random(Seeds.derive("deaths"));
        history.replaceAll(call -> random.nextInt(200) == 0 ? died(call) : call);
        assertThat(history).filteredOn(call -> !call.isAnswered()).hasSizeGreaterThan(15);
        assertThat(violation()).isEmpty();
        // and one wrong answer among all of them is found
        history.clear();
        history.addAll(complete);
        TimedCall<EntryCall> wrong = history.stream()
                .filter(call -> call.call().kind() == Kind.GET)
                .skip(300)
                .findFirst()
                .orElseThrow();
        history.remove(wrong);
        history.add(new TimedCall<>(wrong.caller(), get(-1), wrong.startNs(), wrong.endNs()));
        assertThat(violation()).isPresent();
    }

    private static TimedCall<EntryCall> died(TimedCall<EntryCall> call) {
        EntryCall unanswered = new EntryCall(
                call.call().kind(), call.call().value(), call.call().expected(), null);
        return new TimedCall<>(call.caller(), unanswered, call.startNs(), TimedCall.NEVER);
    }

    private static EntryCall anything(ConcurrentHashMap<String, Long> map, Random random, long value) {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        Long seen = map.get("key");
        long expected = seen == null ? 0 : seen;
        Object answer = switch (kind) {
            case GET -> map.get("key");
            case PUT -> map.put("key", value);
            case PUT_IF_ABSENT -> map.putIfAbsent("key", value);
            case REMOVE -> map.remove("key");
            case REMOVE_EXPECTED -> map.remove("key", expected);
            case REPLACE -> map.replace("key", expected, value);
            case ADD -> map.merge("key", value, Long::sum);
        };
        OptionalLong known = answer == null
                ? OptionalLong.empty()
                : OptionalLong.of(answer instanceof Boolean did ? (did ? 1 : 0) : (Long) answer);
        return new EntryCall(kind, value, expected, known);
    }
}
