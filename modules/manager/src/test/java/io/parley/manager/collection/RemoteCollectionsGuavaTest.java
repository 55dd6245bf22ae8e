package io.parley.manager.collection;

import com.google.common.collect.testing.ConcurrentMapTestSuiteBuilder;
import com.google.common.collect.testing.ListTestSuiteBuilder;
import com.google.common.collect.testing.SetTestSuiteBuilder;
import com.google.common.collect.testing.TestStringListGenerator;
import com.google.common.collect.testing.TestStringMapGenerator;
import com.google.common.collect.testing.TestStringSetGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.ListFeature;
import com.google.common.collect.testing.features.MapFeature;
import com.google.common.collect.testing.features.SetFeature;
import io.parley.Codecs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the JDK says about maps, sets and lists, by Guava's suites, of those of another host. */
@Timeout(300)
class RemoteCollectionsGuavaTest {
    @TempDir
    static Path directory;

    private static ServedDomain domain;
    private static int number;

    @BeforeAll
    static void serve() throws IOException {
        domain = new ServedDomain(directory.resolve("domain"));
    }

    @AfterAll
    static void stop() {
        domain.close();
    }

    /** Collections that tests use one after the other. */
    private static final class Pool<C> {
        /** No test has so many at the same time; some want ten thousand, one after the other. */
        private static final int AT_A_TIME = 64;

        private final Supplier<C> maker;
        private final Consumer<C> emptier;
        private final List<C> made = new ArrayList<>();
        private int used;

        Pool(Supplier<C> maker, Consumer<C> emptier) {
            this.maker = maker;
            this.emptier = emptier;
        }

        C take() {
            int index = used++ % AT_A_TIME;
            if (index == made.size()) {
                made.add(maker.get());
            }
            C collection = made.get(index);
            emptier.accept(collection);
            return collection;
        }

        void giveBack() {
            used = 0;
        }
    }

    @TestFactory
    DynamicNode shouldBeAConcurrentMap() {
        Pool<Map<String, String>> pool = new Pool<>(
                () -> domain.remote.map(
                        "m" + number++, Codecs.utf8(), Codecs.utf8(), options -> options.insertionOrder(true)),
                Map::clear);
        return GuavaSuites.nodes(ConcurrentMapTestSuiteBuilder.using(new TestStringMapGenerator() {
                    @Override
                    protected Map<String, String> create(Map.Entry<String, String>[] entries) {
                        Map<String, String> map = pool.take();
                        for (Map.Entry<String, String> entry : entries) {
                            map.put(entry.getKey(), entry.getValue());
                        }
                        return map;
                    }
                })
                .named("map")
                .withFeatures(
                        MapFeature.GENERAL_PURPOSE,
                        CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
                        CollectionFeature.KNOWN_ORDER,
                        CollectionSize.ANY)
                .withTearDown(pool::giveBack)
                .createTestSuite());
    }

    @TestFactory
    DynamicNode shouldBeASet() {
        Pool<Set<String>> pool = new Pool<>(() -> domain.remote.set("s" + number++, Codecs.utf8()), Collection::clear);
        return GuavaSuites.nodes(SetTestSuiteBuilder.using(new TestStringSetGenerator() {
                    @Override
                    protected Set<String> create(String[] elements) {
                        Set<String> set = pool.take();
                        set.addAll(Arrays.asList(elements));
                        return set;
                    }
                })
                .named("set")
                .withFeatures(SetFeature.GENERAL_PURPOSE, CollectionSize.ANY)
                .withTearDown(pool::giveBack)
                .createTestSuite());
    }

    @TestFactory
    DynamicNode shouldBeAList() {
        Pool<List<String>> pool =
                new Pool<>(() -> domain.remote.list("l" + number++, Codecs.utf8()), Collection::clear);
        return GuavaSuites.nodes(ListTestSuiteBuilder.using(new TestStringListGenerator() {
                    @Override
                    protected List<String> create(String[] elements) {
                        List<String> list = pool.take();
                        list.addAll(Arrays.asList(elements));
                        return list;
                    }
                })
                .named("list")
                .withFeatures(
                        ListFeature.GENERAL_PURPOSE,
                        CollectionFeature.SUPPORTS_ADD,
                        CollectionFeature.SUPPORTS_REMOVE,
                        CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
                        CollectionFeature.ALLOWS_NULL_QUERIES,
                        CollectionSize.ANY)
                .withTearDown(pool::giveBack)
                .createTestSuite());
    }
}
