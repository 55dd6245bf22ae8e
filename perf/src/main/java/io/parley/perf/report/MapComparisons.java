package io.parley.perf.report;

import static io.parley.perf.report.Topic.DETAILS;
import static io.parley.perf.report.Topic.MAPS;

import io.parley.perf.LongMapBenchmark;
import io.parley.perf.MapScanBenchmark;
import io.parley.perf.MapStoreBenchmark;
import io.parley.perf.StructMapBenchmark;
import io.parley.perf.TextMapBenchmark;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Maps beside bare Chronicle Map: without objects beside without objects, boxed beside boxed. */
final class MapComparisons {
    private static final Goal AGREED = Goal.atMost(1.3);
    private static final Goal AGREED_FOR_SCANS = Goal.atMost(1.5);

    private static final List<Comparison> NUMBERS = List.of(
            numbers("map get", "parleyGet", "chronicleGetUsing"),
            numbers("map put", "parleyPut", "chroniclePutValue"),
            numbers("map add one", "parleyAdd", "chronicleAcquire"),
            numbers("map put + remove", "parleyPutRemove", "chroniclePutRemoveValue")
                    .withGoal(Goal.NONE),
            numbers("map get, boxed", "parleyBoxedGet", "chronicleGet"),
            numbers("map put, boxed", "parleyBoxedPut", "chroniclePut"),
            numbers("map merge, boxed", "parleyBoxedMerge", "chronicleMerge"),
            Comparison.of(
                    DETAILS,
                    "map put + remove, boxed",
                    LongMapBenchmark.class,
                    "parleyBoxedPutRemove",
                    "chroniclePutRemove"));

    private static final List<Comparison> STRUCTS = List.of(
            structs("map get of a struct", "parleyGetUsing", "chronicleGetUsing"),
            structs("map put of a struct", "parleyPut", "chroniclePut"));

    private static final List<Comparison> SCANS = List.of(
            scan(MAPS, "map iteration, each entry", "parleyLongs", "chronicleValues"),
            scan(MAPS, "map iteration, each entry, boxed", "parleyForEach", "chronicleForEach"),
            scan(DETAILS, "map iteration by an iterator, each entry, boxed", "parleyIterator", "chronicleIterator"));

    private static final List<Comparison> STORE = List.of(
            store("store of bytes, get", "storeGet"),
            store("store of bytes, put", "storePut"),
            store("store of bytes, update", "storeUpdate"),
            store("store of bytes, put + remove", "storePutRemove"),
            store("store of bytes, copy, each entry", "storeCopy"));

    static final List<Comparison> ALL = Stream.of(NUMBERS, STRUCTS, texts(), SCANS, STORE)
            .flatMap(List::stream)
            .toList();

    private MapComparisons() {}

    private static List<Comparison> texts() {
        List<Comparison> all = new ArrayList<>();
        for (int size : List.of(64, 1024)) {
            String bytes = String.format(Locale.ROOT, ", text to %,d B", size);
            String key = ":" + size;
            all.add(text(MAPS, "map get" + bytes, "parleyRead" + key, "chronicleGetUsing" + key));
            all.add(text(MAPS, "map put" + bytes, "parleyPut" + key, "chroniclePut" + key));
            all.add(text(DETAILS, "map get, new byte[]" + bytes, "parleyGet" + key, "chronicleGet" + key));
            all.add(text(DETAILS, "map compute" + bytes, "parleyCompute" + key, "chronicleCompute" + key));
        }
        return all;
    }

    private static Comparison text(Topic topic, String what, String parley, String baseline) {
        return Comparison.of(topic, what, TextMapBenchmark.class, parley, baseline)
                .withGoal(AGREED);
    }

    private static Comparison numbers(String what, String parley, String baseline) {
        return Comparison.of(MAPS, what, LongMapBenchmark.class, parley, baseline)
                .withGoal(AGREED);
    }

    private static Comparison structs(String what, String parley, String baseline) {
        return Comparison.of(MAPS, what, StructMapBenchmark.class, parley, baseline)
                .withGoal(AGREED);
    }

    private static Comparison scan(Topic topic, String what, String parley, String baseline) {
        return Comparison.of(topic, what, MapScanBenchmark.class, parley, baseline)
                .withGoal(AGREED_FOR_SCANS);
    }

    private static Comparison store(String what, String parley) {
        return Comparison.of(DETAILS, what, MapStoreBenchmark.class, parley);
    }
}
