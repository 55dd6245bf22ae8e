package io.parley.testkit;

import io.parley.internal.crash.Failpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What a child has told its parent so far. A monitor; every message wakes those who wait for one. */
final class ChildState {
    private final Map<String, Integer> arrivals = new LinkedHashMap<>();
    private final Map<String, StringBuilder> unfinishedReports = new HashMap<>();
    private final Map<String, List<String>> reports = new LinkedHashMap<>();
    private final List<FailpointHit> hits = new ArrayList<>();
    private final Map<Failpoint, Integer> hitsAwaited = new HashMap<>();

    synchronized void reached(String name) {
        arrivals.merge(name, 1, Integer::sum);
        notifyAll();
    }

    synchronized void reportPart(String key, String part) {
        unfinishedReports.computeIfAbsent(key, ignored -> new StringBuilder()).append(part);
    }

    synchronized void report(String key, String end) {
        StringBuilder begin = unfinishedReports.remove(key);
        reports.computeIfAbsent(key, ignored -> new ArrayList<>()).add(begin == null ? end : begin + end);
        notifyAll();
    }

    synchronized void failpoint(FailpointHit hit) {
        hits.add(hit);
        notifyAll();
    }

    /** Something outside the conversation changed, such as the process having ended. */
    synchronized void wake() {
        notifyAll();
    }

    /** One arrival at barrier {@code name} that nobody has taken yet. */
    synchronized Optional<Boolean> takeArrival(String name) {
        Integer left = arrivals.get(name);
        if (left == null || left == 0) {
            return Optional.empty();
        }
        arrivals.put(name, left - 1);
        return Optional.of(true);
    }

    /** The next hit of {@code point} that nobody has taken yet. */
    synchronized Optional<FailpointHit> takeHit(Failpoint point) {
        int taken = hitsAwaited.getOrDefault(point, 0);
        Optional<FailpointHit> next =
                hits.stream().filter(hit -> hit.point() == point).skip(taken).findFirst();
        next.ifPresent(hit -> hitsAwaited.put(point, taken + 1));
        return next;
    }

    /** The latest report of {@code key}. */
    synchronized Optional<String> reported(String key) {
        List<String> values = reports(key);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
    }

    synchronized List<String> reports(String key) {
        return List.copyOf(reports.getOrDefault(key, List.of()));
    }

    synchronized List<FailpointHit> hits() {
        return List.copyOf(hits);
    }

    /** The first answer of {@code question}, asked now and after every message, or nothing by {@code deadlineNs}. */
    synchronized <T> Optional<T> await(Supplier<Optional<T>> question, long sliceNs) throws InterruptedException {
        long deadlineNs = System.nanoTime() + sliceNs;
        for (; ; ) {
            Optional<T> answer = question.get();
            long leftNs = deadlineNs - System.nanoTime();
            if (answer.isPresent() || leftNs <= 0) {
                return answer;
            }
            wait(leftNs / 1_000_000, (int) (leftNs % 1_000_000));
        }
    }

    @Override
    public synchronized String toString() {
        return "barriers reached (not awaited yet)=" + arrivals + " failpoints=" + hits + " reports="
                + reports.keySet();
    }
}
