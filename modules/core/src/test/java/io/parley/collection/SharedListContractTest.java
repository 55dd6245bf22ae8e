package io.parley.collection;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.testing.ListTestSuiteBuilder;
import com.google.common.collect.testing.TestStringListGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.ListFeature;
import io.parley.Codecs;
import io.parley.Parley;
import io.parley.ParleyConfig;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the JDK promises of a list, by Guava's tests of it. */
@Timeout(300)
class SharedListContractTest {
    @TempDir
    static Path directory;

    private static Parley parley;
    private static int number;
    private static int wanted;
    private static final CollectionPool<SharedList<String>> POOL =
            new CollectionPool<>(() -> parley.list("list-" + number++, Codecs.utf8()), SharedList::clear);

    @BeforeAll
    static void open() {
        parley = Parley.open(ParleyConfig.at(directory).withDurable(false));
    }

    @AfterAll
    static void close() {
        parley.close();
        assertThat(wanted).isGreaterThan(1_000);
    }

    private static List<String> create(String... elements) {
        wanted++;
        SharedList<String> list = POOL.take();
        list.addAll(Arrays.asList(elements));
        return list;
    }

    @TestFactory
    DynamicNode shouldKeepTheContractOfLists() {
        return GuavaSuites.nodes(ListTestSuiteBuilder.using(new TestStringListGenerator() {
                    @Override
                    protected List<String> create(String[] elements) {
                        return SharedListContractTest.create(elements);
                    }
                })
                .named("SharedList")
                .withFeatures(
                        ListFeature.GENERAL_PURPOSE,
                        CollectionFeature.SUPPORTS_ADD,
                        CollectionFeature.SUPPORTS_REMOVE,
                        CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
                        CollectionFeature.ALLOWS_NULL_QUERIES,
                        CollectionSize.ANY)
                .createTestSuite());
    }
}
