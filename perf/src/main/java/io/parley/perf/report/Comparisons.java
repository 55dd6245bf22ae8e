package io.parley.perf.report;

import static io.parley.perf.report.Topic.DETAILS;
import static io.parley.perf.report.Topic.MESSAGES;
import static io.parley.perf.report.Topic.RINGS;
import static io.parley.perf.report.Topic.SYNC;

import io.parley.perf.ArrayBenchmark;
import io.parley.perf.HistogramBenchmark;
import io.parley.perf.LockBenchmark;
import io.parley.perf.MeasuredBenchmark;
import io.parley.perf.PermitBenchmark;
import io.parley.perf.QueueBenchmark;
import io.parley.perf.StructBenchmark;
import io.parley.perf.TransientBenchmark;
import io.parley.perf.ValueBenchmark;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every comparison of parts that there is. */
public final class Comparisons {
    /** Key of the score of a mutex of C. */
    static final String ROBUST_MUTEX = "C:pthread, shared, robust";

    private static final String ON_THE_HEAP = "atomic";
    private static final Goal AS_FAST_AS_BARE = Goal.atMost(1.1);

    private static final List<Comparison> LOCKS = List.of(
            lock("lock + unlock, free", "sharedFree", "jdkFree")
                    .withGoal(Goal.atMost(1.5))
                    .everywhere(),
            lock("lock + unlock, free", "sharedFree", ROBUST_MUTEX).withGoal(Goal.atMost(1)),
            lock("fair lock + unlock, free", "fairFree", "jdkFairFree"),
            Comparison.of(
                    MESSAGES, "lock + unlock twice, nested", LockBenchmark.class, "sharedReentrant", "jdkReentrant"),
            lock("lock + unlock, 2 threads contend", "sharedContended", "jdkContended")
                    .everywhere());

    private static final List<Comparison> VALUES = List.of(
            value("long get", "Get").withGoal(AS_FAST_AS_BARE),
            Comparison.of(MESSAGES, "long set", ValueBenchmark.class, "sharedSet", "mappedSet", "atomicSet"),
            Comparison.of(
                    MESSAGES,
                    "long setRelease",
                    ValueBenchmark.class,
                    "sharedSetRelease",
                    "mappedSetRelease",
                    "atomicSetRelease"),
            value("long get + compareAndSet", "CompareAndSet").withGoal(AS_FAST_AS_BARE),
            value("long getAndAdd", "GetAndAdd").withGoal(AS_FAST_AS_BARE));

    private static final List<Comparison> ARRAYS = List.of(
            array("long[] get", "Get").withGoal(AS_FAST_AS_BARE),
            array("long[] get + compareAndSet", "CompareAndSet").withGoal(AS_FAST_AS_BARE),
            array("long[] getAndAdd", "GetAndAdd").withGoal(AS_FAST_AS_BARE),
            Comparison.of(DETAILS, "long[] set", ArrayBenchmark.class, "sharedSet", "mappedSet"),
            Comparison.of(DETAILS, "byte[] getAndAdd", ArrayBenchmark.class, "sharedByteGetAndAdd", "mappedGetAndAdd"),
            Comparison.of(DETAILS, "long[] copy of 1,024", ArrayBenchmark.class, "sharedCopyTo", "mappedLoop"));

    private static final List<Comparison> STRUCTS = List.of(
            struct(SYNC, "struct, 8 fields that belong together, view", "readView")
                    .withGoal(Goal.atMost(3)),
            struct(SYNC, "struct, 8 fields that belong together, record", "readRecord"),
            struct(DETAILS, "struct, 8 fields one by one", "readLive"),
            struct(DETAILS, "struct, record that is kept", "readRecordAndKeepIt"),
            Comparison.of(DETAILS, "struct write of a record", StructBenchmark.class, "writeRecord"),
            Comparison.of(DETAILS, "struct edit of a view", StructBenchmark.class, "editView"));

    private static final List<Comparison> RECORDED = List.of(
            Comparison.of(MESSAGES, "counting a latency", MeasuredBenchmark.class, "count:true", "clock:true")
                    .withGoal(Goal.atMostNs(10)),
            recorded("lock + unlock, recorded", "lock:true", "lock:false"),
            recorded("queue put + take, 32 B, recorded", "queue:true", "queue:false"),
            recorded("transient queue put + take, 32 B, recorded", "ring:true", "ring:false"),
            recorded("map get, recorded", "map:true", "map:false"));

    private static final List<Comparison> PERMITS = List.of(
            permit("semaphore acquire + release", "sharedSemaphore", "jdkSemaphore"),
            permit("event set + clear, nobody waits", "sharedEventSetClear", "mappedTwoCompareAndSets")
                    .withGoal(Goal.atMost(4)),
            permit("read lock + unlock, free", "sharedRead", "jdkRead"),
            permit("write lock + unlock, free", "sharedWrite", "jdkWrite"));

    private static final List<Integer> SIZES = List.of(32, 256, 1024);
    private static final List<Comparison> QUEUES = queues();

    private static final List<Comparison> RING_QUEUES = List.of(
            ring("transient put + take, 32 B", "parley:32", "oneToOne:32"),
            ring("the same, 256 B", "parley:256", "oneToOne:256"),
            ring("the same in place, 32 B", "parleyInPlace:32", "oneToOne:32"),
            ring("the same in place, 256 B", "parleyInPlace:256", "oneToOne:256"),
            ring("the same, many producers, 32 B", "parleyManyToOne:32", "manyToOne:32"),
            ring("the same, many producers and consumers, 32 B", "parleyManyToMany:32", "manyToOne:32"));

    static final List<Comparison> ALL = Stream.of(
                    LOCKS, VALUES, ARRAYS, STRUCTS, PERMITS, RECORDED, QUEUES, RING_QUEUES, MapComparisons.ALL)
            .flatMap(List::stream)
            .toList();

    private Comparisons() {}

    /** The baselines of each of Parley's benchmarks, all as {@code Class.method}; programs are left out. */
    public static Map<String, Set<String>> baselines() {
        Map<String, Set<String>> all = new TreeMap<>();
        for (Comparison comparison : ALL) {
            List<String> methods = comparison
                    .methods()
                    .map(method -> comparison.type().getSimpleName() + "." + method)
                    .toList();
            all.computeIfAbsent(methods.get(0), parley -> new TreeSet<>()).addAll(methods.subList(1, methods.size()));
        }
        return all;
    }

    private static List<Comparison> queues() {
        List<Comparison> all = new ArrayList<>();
        for (int size : SIZES) {
            String bytes = String.format(Locale.ROOT, ", %,d B", size);
            String key = ":" + size;
            all.add(queue("queue put" + bytes, "parleyPut" + key, "chroniclePut" + key)
                    .withGoal(Goal.atMost(1.25)));
            all.add(queue("queue put in place" + bytes, "parleyPutInPlace" + key, "chroniclePut" + key));
            all.add(queue(
                    "queue put + take" + bytes, "parleyPutTake" + key, "chroniclePutTake" + key, "heapPutTake" + key));
            all.add(queue("queue put + claim + ack" + bytes, "parleyPutClaimAck" + key, "parleyPutTake" + key));
            all.add(details(
                    "queue put + take, new byte[]" + bytes, "parleyPutTakeArray" + key, "chroniclePutTake" + key));
        }
        all.add(Comparison.of(
                MESSAGES,
                "histogram record",
                HistogramBenchmark.class,
                "sharedRecord",
                "heapRecord",
                "recorderRecord"));
        return all;
    }

    private static Comparison details(String what, String parley, String... baselines) {
        return Comparison.of(DETAILS, what, QueueBenchmark.class, parley, baselines);
    }

    private static Comparison recorded(String what, String parley, String baseline) {
        return Comparison.of(DETAILS, what, MeasuredBenchmark.class, parley, baseline);
    }

    private static Comparison lock(String what, String parley, String baseline) {
        return Comparison.of(SYNC, what, LockBenchmark.class, parley, baseline);
    }

    private static Comparison value(String what, String method) {
        return Comparison.of(SYNC, what, ValueBenchmark.class, "shared" + method, "mapped" + method, "atomic" + method)
                .everywhere();
    }

    private static Comparison array(String what, String method) {
        return Comparison.of(SYNC, what, ArrayBenchmark.class, "shared" + method, "mapped" + method);
    }

    private static Comparison struct(Topic topic, String what, String parley) {
        return Comparison.of(topic, what, StructBenchmark.class, parley, "eightVolatileReads");
    }

    private static Comparison permit(String what, String parley, String baseline) {
        return Comparison.of(SYNC, what, PermitBenchmark.class, parley, baseline);
    }

    private static Comparison queue(String what, String parley, String... baselines) {
        return Comparison.of(MESSAGES, what, QueueBenchmark.class, parley, baselines);
    }

    private static Comparison ring(String what, String parley, String baseline) {
        return Comparison.of(RINGS, what, TransientBenchmark.class, parley, baseline);
    }

    /** What a page about these topics shows; without messages there is no time for the heap beside mapped files. */
    static List<Comparison> about(Effort effort) {
        Set<Topic> topics = effort.topics();
        boolean all = topics.contains(MESSAGES) && !effort.onlyAgreed();
        return ALL.stream()
                .filter(comparison -> comparison.isAbout(topics))
                .filter(comparison -> comparison.goal() != Goal.NONE || !effort.onlyAgreed())
                .map(comparison -> all ? comparison : comparison.without(ON_THE_HEAP))
                .toList();
    }
}
