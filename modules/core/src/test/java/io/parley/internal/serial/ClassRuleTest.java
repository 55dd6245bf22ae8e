package io.parley.internal.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ClassRuleTest {
    private static final ClassLoader LOADER = ClassRuleTest.class.getClassLoader();

    /** Takes note of what it is asked for. */
    private static final class Asked extends ClassLoader {
        private final List<String> names = new ArrayList<>();

        Asked() {
            super(LOADER);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            names.add(name);
            return super.loadClass(name, resolve);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.String",
                "java.util.ArrayList",
                "java.lang.invoke.SerializedLambda",
                "java.lang.IllegalStateException",
                "java.nio.file.NoSuchFileException",
                "[Ljava.lang.Runnable;",
                "[[I",
                "int",
                "io.parley.internal.serial.ClassRuleTest",
                "[Lio.parley.internal.serial.ClassRuleTest;",
                "org.assertj.core.api.Assertions"
            })
    void shouldFindValuesExceptionsAndClassesOfTheApplication(String name) {
        Class<?> found = ClassRule.standard().find(name, LOADER);

        assertThat(found).isNotNull();
        assertThat(found.getName()).isEqualTo(name);
        assertThat(ClassRule.standard().permits(found)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.Runtime",
                "java.lang.ProcessBuilder",
                "java.net.URL",
                "javax.management.BadAttributeValueExpException",
                "javax.swing.JFrame",
                "com.sun.jndi.ldap.LdapCtx",
                "com.sun.rowset.JdbcRowSetImpl",
                "sun.reflect.annotation.AnnotationInvocationHandler",
                "jdk.internal.misc.Unsafe",
                "org.w3c.dom.Node",
                "java.util.concurrent.atomic.AtomicLong",
                "java.lang.NoSuchThingError",
                "[[[[Ljava.lang.Thread;",
                "[X",
                "[",
                "",
                "Lx;"
            })
    void shouldRefuseEverythingElseWithoutAskingTheLoader(String name) {
        Asked loader = new Asked();

        assertThat(ClassRule.standard().find(name, loader)).isNull();
        assertThat(loader.names).isSubsetOf("", "Lx;");
    }

    @Test
    void shouldRefuseArraysOfTooManyDimensions() {
        assertThat(ClassRule.standard().find("[".repeat(255) + "I", LOADER)).isNotNull();
        assertThat(ClassRule.standard().find("[".repeat(256) + "I", LOADER)).isNull();
        assertThat(ClassRule.standard().find("[".repeat(60_000) + "I", LOADER)).isNull();
    }

    @Test
    void shouldNotInitialiseWhatItFinds() {
        ClassRule.standard().find(Initialised.class.getName(), LOADER);

        assertThat(STARTED.get()).isNull();
    }

    private static final AtomicReference<String> STARTED = new AtomicReference<>();

    private static final class Initialised {
        static {
            STARTED.set("yes");
        }
    }

    @Test
    void shouldNarrowTheApplicationByName() {
        ClassRule rule =
                ClassRule.of(List.of("!org.assertj.core.util.**", "org.assertj.core.*", "org.assertj.core.api.Ass*"));
        Asked loader = new Asked();

        assertThat(rule.find("org.assertj.core.api.Assertions", loader)).isNotNull();
        assertThat(rule.find("org.assertj.core.api.Condition", loader)).isNull();
        assertThat(rule.find("org.assertj.core.util.Lists", loader)).isNull();
        assertThat(rule.find("org.junit.jupiter.api.Test", loader)).isNull();
        assertThat(loader.names).containsOnly("org.assertj.core.api.Assertions");
        assertThat(rule.find("java.util.ArrayList", loader)).isNotNull();
    }

    @Test
    void shouldOnlyRefuseIfAllPatternsDo() {
        ClassRule rule = ClassRule.of(List.of("!org.assertj.**"));

        assertThat(rule.find("org.assertj.core.util.Lists", LOADER)).isNull();
        assertThat(rule.find("org.junit.jupiter.api.Test", LOADER)).isNotNull();
    }

    @Test
    void shouldLetThroughAClassOfTheJdkByItsWholeNameOnly() {
        String name = "java.util.concurrent.atomic.AtomicLong";

        assertThat(ClassRule.of(List.of("*", name)).find(name, LOADER)).isNotNull();
        assertThat(ClassRule.of(List.of("java.util.concurrent.atomic.*")).find(name, LOADER))
                .isNull();
        assertThat(ClassRule.of(List.of("!" + name)).find(name, LOADER)).isNull();
    }

    @Test
    void shouldRefuseToGuessWhatAPatternMeans() {
        for (String pattern : List.of("", "!", "maxdepth=5", "java.base/java.lang.*", "a;b", "com.*.Order")) {
            assertThatThrownBy(() -> ClassRule.of(List.of(pattern)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + pattern + "'");
        }
    }

    @Test
    void shouldTakePatternsFromText() {
        ClassRule rule = ClassRule.ofText(" !com.acme.Secret ; com.acme.** ;");

        assertThat(rule)
                .hasToString(
                        ClassRule.of(List.of("!com.acme.Secret", "com.acme.**")).toString());
        assertThat(rule.permits(ClassRuleTest.class))
                .as("Parley's own tests are not its code")
                .isFalse();
        assertThat(ClassRule.ofText("").permits(ClassRuleTest.class)).isTrue();
    }
}
