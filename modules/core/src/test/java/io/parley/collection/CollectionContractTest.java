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
import io.parley.ParleyConfig;
import io.parley.SharedObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    private static final List<SharedObject> CREATED = new ArrayList<>();
    private static Parley parley;
    private static int number;

    @BeforeAll
    static void open() {
        parley = Parley.open(ParleyConfig.at(directory.resolve("domain")).withDurable(false));
    }

    @AfterAll
    static void close() {
        parley.close();
    }

    private static <C extends SharedObject> C remember(C created) {
        CREATED.add(created);
        return created;
    }

    private static void deleteAll() {
        CREATED.forEach(SharedObject::delete);
        CREATED.forEach(SharedObject::close);
        CREATED.clear();
    }

    private static DynamicNode maps(String name, UnaryOperator<MapOptions> options, Feature<?>... more) {
        return GuavaSuites.nodes(ConcurrentMapTestSuiteBuilder.using(new TestStringMapGenerator() {
                    @Override
                    protected Map<String, String> create(Map.Entry<String, String>[] entries) {
                        Map<String, String> map =
                                remember(parley.map("m" + number++, Codecs.utf8(), Codecs.utf8(), options));
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
                .withTearDown(CollectionContractTest::deleteAll)
                .createTestSuite());
    }

    private static DynamicNode sets(String name, UnaryOperator<MapOptions> options, Feature<?>... more) {
        return GuavaSuites.nodes(SetTestSuiteBuilder.using(new TestStringSetGenerator() {
                    @Override
                    protected Set<String> create(String[] elements) {
                        Set<String> set = remember(parley.set("s" + number++, Codecs.utf8(), options));
                        for (String element : elements) {
                            set.add(element);
                        }
                        return set;
                    }
                })
                .named(name)
                .withFeatures(SetFeature.GENERAL_PURPOSE, CollectionSize.ANY)
                .withFeatures(more)
                .withTearDown(CollectionContractTest::deleteAll)
                .createTestSuite());
    }

    @TestFactory
    DynamicNode shouldBeAConcurrentMap() {
        return maps("map", options -> options.stripes(2));
    }

    @TestFactory
    DynamicNode shouldBeAConcurrentMapInOrder() {
        return maps("ordered map", options -> options.insertionOrder(true).stripes(2), CollectionFeature.KNOWN_ORDER);
    }

    @TestFactory
    DynamicNode shouldBeASet() {
        return sets("set", options -> options.stripes(2));
    }

    @TestFactory
    DynamicNode shouldBeASetInOrder() {
        return sets("ordered set", options -> options.insertionOrder(true).stripes(2), CollectionFeature.KNOWN_ORDER);
    }
}
