package io.parley.testkit.history;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a history of calls is linearizable: there is one order of all calls in which no call comes before another one
 * that had ended when it began, and in which the object, called by one after the other, would have answered just so.
 *
 * <p>The search is that of J. M. Wing and C. Gong, <i>Testing and Verifying Concurrent Objects</i> (1993), with the
 * memory of visited configurations of G. Lowe, <i>Testing for Linearizability</i> (2017). A call whose caller died may
 * stand anywhere behind its start, or be left out. Check each key of a map by itself: a map is linearizable if every
 * key is (M. Herlihy and J. M. Wing, 1990), and a search for one key is short.
 *
 * <pre>{@code
 * Linearizability.require(new EntryModel(), calls);
 * }</pre>
 *
 * <p><b>Threading:</b> any thread. <b>Cost:</b> close to linear in the calls when few of them overlap; exponential in
 * the number of calls that overlap, and of those without an answer whose effects add up, at worst.
 */
public final class Linearizability {
    /** More than any history needs that is of use in a test. */
    private static final int MAX_CONFIGURATIONS = 5_000_000;

    private Linearizability() {}

    /**
     * Insists on it.
     *
     * @param model what the object does
     * @param history the calls of all processes, in any order
     * @param <S> states of the object
     * @param <C> calls with their answers
     * @throws AssertionError if there is no such order; says how far the best one came, and what does not fit
     */
    public static <S, C> void require(SequentialModel<S, C> model, Collection<TimedCall<C>> history) {
        violation(model, history).ifPresent(text -> {
            throw new AssertionError(text);
        });
    }

    /**
     * Says why there is no such order.
     *
     * @param model what the object does
     * @param history the calls of all processes, in any order
     * @param <S> states of the object
     * @param <C> calls with their answers
     * @return how far the best order came, and what does not fit; empty if the history is linearizable
     * @throws IllegalStateException if there are too many orders to try
     */
    public static <S, C> Optional<String> violation(SequentialModel<S, C> model, Collection<TimedCall<C>> history) {
        return new Search<>(model, history).run();
    }

    /** Start or end of a call, in a list from which the calls are taken that have their place in the order. */
    private static final class Event<C> {
        final TimedCall<C> call;
        /** Among the answered calls, or among the others. */
        final int number;
        /** The end that belongs to a start; null for an end, and for a call without an answer. */
        final Event<C> end;

        Event<C> previous;
        Event<C> next;

        Event(TimedCall<C> call, int number, Event<C> end) {
            this.call = call;
            this.number = number;
            this.end = end;
        }

        boolean isEnd() {
            return end == null && call.isAnswered();
        }

        void unlink() {
            previous.next = next;
            if (next != null) {
                next.previous = previous;
            }
        }

        void link() {
            previous.next = this;
            if (next != null) {
                next.previous = this;
            }
        }
    }

    /** A call in its place, and the state before it. */
    private record Step<S, C>(Event<C> event, S before) {}

    /** Which answered calls have a place, and the state behind them. */
    private record Configuration<S>(int first, BitSet behindFirst, S state) {}

    private static final class Search<S, C> {
        private final SequentialModel<S, C> model;
        private final Event<C> head = new Event<>(null, -1, null);
        private final int answeredCalls;
        private final BitSet answered = new BitSet();
        private final BitSet unanswered = new BitSet();
        private final List<Step<S, C>> order = new ArrayList<>();
        /** With the sets of calls without an answer that had a place as well. */
        private final Map<Configuration<S>, List<BitSet>> visited = new HashMap<>();

        private int configurations;
        private S state;
        /** All answered calls before this one have a place. */
        private int first;

        private int placed;
        private int best = -1;
        private String bestText;

        Search(SequentialModel<S, C> model, Collection<TimedCall<C>> history) {
            this.model = model;
            List<TimedCall<C>> calls = new ArrayList<>(history);
            calls.sort(Comparator.comparingLong(TimedCall::startNs));
            List<Event<C>> starts = new ArrayList<>();
            List<Event<C>> ends = new ArrayList<>();
            int withAnswer = 0;
            int without = 0;
            for (TimedCall<C> call : calls) {
                if (call.isAnswered()) {
                    Event<C> end = new Event<>(call, withAnswer, null);
                    ends.add(end);
                    starts.add(new Event<>(call, withAnswer++, end));
                } else {
                    starts.add(new Event<>(call, without++, null));
                }
            }
            answeredCalls = withAnswer;
            ends.sort(Comparator.comparingLong(end -> end.call.endNs()));
            string(starts, ends);
        }

        /** By time; of one moment the starts first, so that calls which touch count as overlapping. */
        private void string(List<Event<C>> starts, List<Event<C>> ends) {
            Event<C> last = head;
            int nextEnd = 0;
            for (Event<C> start : starts) {
                while (nextEnd < ends.size() && ends.get(nextEnd).call.endNs() < start.call.startNs()) {
                    last = append(last, ends.get(nextEnd++));
                }
                last = append(last, start);
            }
            while (nextEnd < ends.size()) {
                last = append(last, ends.get(nextEnd++));
            }
        }

        private static <C> Event<C> append(Event<C> last, Event<C> event) {
            last.next = event;
            event.previous = last;
            return event;
        }

        /** Of the calls that can be next, those with an answer are tried first: the others need not be used at all. */
        Optional<String> run() {
            state = model.initial();
            Event<C> event = head.next;
            boolean answeredOnes = true;
            while (placed < answeredCalls) {
                if (event.isEnd()) {
                    // a call has no place before its end
                    note(event);
                    if (answeredOnes) {
                        answeredOnes = false;
                        event = head.next;
                    } else if (order.isEmpty()) {
                        return Optional.of(bestText);
                    } else {
                        Event<C> latest = takeBack();
                        answeredOnes = latest.call.isAnswered();
                        event = latest.next;
                    }
                } else if (event.call.isAnswered() == answeredOnes && place(event)) {
                    answeredOnes = true;
                    event = head.next;
                } else {
                    event = event.next;
                }
            }
            return Optional.empty();
        }

        /** Makes a call the next one, unless the object would have answered otherwise or that leads nowhere. */
        private boolean place(Event<C> start) {
            Optional<S> next = model.next(state, start.call.call());
            if (next.isEmpty() || !start.call.isAnswered() && isUseless(start, next.get())) {
                return false;
            }
            mark(start, true);
            if (!visit(next.get())) {
                mark(start, false);
                return false;
            }
            order.add(new Step<>(start, state));
            state = next.get();
            start.unlink();
            if (start.end != null) {
                start.end.unlink();
            }
            return true;
        }

        /** A call that nobody saw may be left out: one that changes nothing, or hides another one of that kind. */
        private boolean isUseless(Event<C> start, S next) {
            if (next.equals(state)) {
                return true;
            }
            Step<S, C> latest = order.isEmpty() ? null : order.get(order.size() - 1);
            return latest != null
                    && !latest.event().call.isAnswered()
                    && model.next(latest.before(), start.call.call())
                            .filter(next::equals)
                            .isPresent();
        }

        /** False if this led nowhere before, perhaps with more calls left over that could still happen. */
        private boolean visit(S behind) {
            BitSet behindFirst = answered.get(first, Math.max(first, answered.length()));
            List<BitSet> before = visited.computeIfAbsent(
                    new Configuration<>(first, behindFirst, behind), ignored -> new ArrayList<>(1));
            for (BitSet used : before) {
                BitSet more = (BitSet) used.clone();
                more.andNot(unanswered);
                if (more.isEmpty()) {
                    return false;
                }
            }
            before.add((BitSet) unanswered.clone());
            if (++configurations > MAX_CONFIGURATIONS) {
                throw new IllegalStateException("too many orders to try: configurations=" + configurations
                        + ", answered calls=" + answeredCalls
                        + ". Record a shorter history, or fewer calls at the same time.");
            }
            return true;
        }

        private Event<C> takeBack() {
            Step<S, C> latest = order.remove(order.size() - 1);
            Event<C> start = latest.event();
            state = latest.before();
            if (start.end != null) {
                start.end.link();
            }
            start.link();
            mark(start, false);
            return start;
        }

        private void mark(Event<C> start, boolean hasPlace) {
            if (!start.call.isAnswered()) {
                unanswered.set(start.number, hasPlace);
                return;
            }
            answered.set(start.number, hasPlace);
            placed += hasPlace ? 1 : -1;
            first = answered.nextClearBit(Math.min(first, start.number));
        }

        /** Keeps what the furthest attempt could not get past. */
        private void note(Event<C> end) {
            if (placed <= best
                    || order.size() > 0
                            && !order.get(order.size() - 1).event().call.isAnswered()) {
                return;
            }
            best = placed;
            StringBuilder text = new StringBuilder("not linearizable: " + placed + " of " + answeredCalls
                    + " answered calls have an order, which leads to " + state
                    + ". Then one of these has to be next, and "
                    + "none can:");
            for (Event<C> start = head.next; start != end; start = start.next) {
                text.append("\n  ").append(start.call);
            }
            text.append("\nThe order so far ends with:");
            for (int i = Math.max(0, order.size() - 8); i < order.size(); i++) {
                text.append("\n  ").append(order.get(i).event().call);
            }
            bestText = text.toString();
        }
    }
}
