package io.parley.collection;

import java.util.Collections;
import java.util.stream.Stream;
import junit.framework.Test;
import junit.framework.TestCase;
import junit.framework.TestSuite;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/** Shows the suites that Guava builds to the JUnit of today. */
final class JUnit3Tests {
    private JUnit3Tests() {}

    static Stream<DynamicNode> of(TestSuite suite) {
        return Collections.list(suite.tests()).stream().map(JUnit3Tests::node);
    }

    private static DynamicNode node(Test test) {
        if (test instanceof TestSuite suite) {
            return DynamicContainer.dynamicContainer(suite.getName(), of(suite));
        }
        TestCase each = (TestCase) test;
        return DynamicTest.dynamicTest(each.getName(), each::runBare);
    }
}
