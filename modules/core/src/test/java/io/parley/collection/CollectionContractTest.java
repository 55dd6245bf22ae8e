package io.parley.collection;

import com.google.common.collect.testing.ConcurrentMapTestSuiteBuilder;
import com.google.common.collect.testing.SetTestSuiteBuilder;
import com.google.common.collect.testing.TestStringMapGenerator;
import com.google.common.collect.testing.TestStringSetGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.Feature;
import com.google.common.collect.testing.features.MapFeature;
import com.google.common.collect.testing.features.SetFeature;
import io.parley.Codecs;
import io.parley.Parley;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the JDK says about maps and sets, by Guava's suites. */
@Timeout(300)
class CollectionContractTest {
    @TempDir
    static Path directory;

    private static Parley parley;
    private static int number;

    @BeforeAll
    static void open() {
        parley = Parley.open(directory.resolve("domain"));
    }

    @AfterAll
    static void close() {
        parley.close();
    }

    private static DynamicNode maps(String name, UnaryOperator<MapOptions> options, Feature<?>... more) {
        CollectionPool<SharedMap<String, String>> pool = new CollectionPool<>(
                () -> parley.map("m" + number++, Codecs.utf8(), Codecs.utf8(), options), SharedMap::clear);
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
                .named(name)
                .withFeatures(MapFeature.GENERAL_PURPOSE, CollectionSize.ANY)
                .withFeatures(CollectionFeature.SUPPORTS_ITERATOR_REMOVE)
                .withFeatures(more)
                .withTearDown(pool::giveBack)
                .createTestSuite());
    }

    private static DynamicNode sets(String name, UnaryOperator<MapOptions> options, Feature<?>... more) {
        CollectionPool<SharedSet<String>> pool =
                new CollectionPool<>(() -> parley.set("s" + number++, Codecs.utf8(), options), SharedSet::clear);
        return GuavaSuites.nodes(SetTestSuiteBuilder.using(new TestStringSetGenerator() {
                    @Override
                    protected Set<String> create(String[] elements) {
                        Set<String> set = pool.take();
                        for (String element : elements) {
                            set.add(element);
                        }
                        return set;
                    }
                })
                .named(name)
                .withFeatures(SetFeature.GENERAL_PURPOSE, CollectionSize.ANY)
                .withFeatures(more)
                .withTearDown(pool::giveBack)
                .createTestSuite());
    }

    @TestFactory
    DynamicNode shouldBeAConcurrentMap() {
        return maps("map", options -> options);
    }

    @TestFactory
    DynamicNode shouldBeAConcurrentMapInOrder() {
        return maps("ordered map", options -> options.insertionOrder(true), CollectionFeature.KNOWN_ORDER);
    }

    @TestFactory
    DynamicNode shouldBeASet() {
        return sets("set", options -> options);
    }

    @TestFactory
    DynamicNode shouldBeASetInOrder() {
        return sets("ordered set", options -> options.insertionOrder(true), CollectionFeature.KNOWN_ORDER);
    }
}
