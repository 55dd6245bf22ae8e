package io.parley.manager.collection;

import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import junit.framework.Test;
import junit.framework.TestCase;
import junit.framework.TestSuite;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/** Guava's suites of the JDK's collection contracts, which are of JUnit 3, as dynamic tests. */
final class GuavaSuites {
    private GuavaSuites() {}

    static DynamicNode nodes(TestSuite suite) {
        List<DynamicNode> children = new ArrayList<>();
        for (Enumeration<Test> tests = suite.tests(); tests.hasMoreElements(); ) {
            Test test = tests.nextElement();
            if (test instanceof TestSuite inner) {
                children.add(nodes(inner));
            } else if (test instanceof TestCase single) {
                children.add(DynamicTest.dynamicTest(single.getName(), single::runBare));
            } else {
                throw new IllegalArgumentException("neither a suite nor a test: " + test);
            }
        }
        return DynamicContainer.dynamicContainer(suite.getName(), children);
    }
}
