package io.parley;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ArchitectureTest {
    private static final String INTERNAL = "io.parley.internal..";

    /** The internal packages from the bottom up. A layer may use itself and the layers below it. */
    private static final List<List<String>> LAYERS = List.of(
            List.of("io.parley.internal.crash.."),
            List.of("io.parley.internal.os.."),
            List.of("io.parley.internal.memory.."),
            List.of("io.parley.internal.live..", "io.parley.internal.wait.."),
            List.of(
                    "io.parley.internal.sync..",
                    "io.parley.internal.observe..",
                    "io.parley.internal.chronicle..",
                    "io.parley.internal.net..",
                    "io.parley.internal.serial.."),
            List.of("io.parley.internal.ring.."),
            List.of("io.parley.internal.struct.."),
            List.of("io.parley.internal.domain.."),
            List.of(
                    "io.parley.internal.queue..",
                    "io.parley.internal.pipe..",
                    "io.parley.internal.map..",
                    "io.parley.internal.process.."));

    /** The public types that speak to the internals; everything else public is above them. */
    private static final Set<String> SHARED_TYPES = Set.of(
            "io.parley.Codec",
            "io.parley.MessageReader",
            "io.parley.MessageEncoder",
            "io.parley.MessageHandler",
            "io.parley.MessageWriter",
            "io.parley.WaitStrategy",
            "io.parley.value.MaxBytes");

    private static JavaClasses classes;

    @BeforeAll
    static void importMainClasses() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.parley");
    }

    @Test
    void shouldKeepEveryInternalClassInALayer() {
        classes()
                .that()
                .resideInAPackage(INTERNAL)
                .should()
                .resideInAnyPackage(packages(LAYERS))
                .check(classes);
    }

    @Test
    void shouldLookDownOnly() {
        for (int i = 0; i < LAYERS.size() - 1; i++) {
            noClasses()
                    .that()
                    .resideInAnyPackage(packages(LAYERS.subList(i, i + 1)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(packages(LAYERS.subList(i + 1, LAYERS.size())))
                    .check(classes);
        }
    }

    @Test
    void shouldHaveNoCyclesBetweenInternalPackages() {
        slices().matching("io.parley.internal.(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void shouldKeepPublicTypesOutOfTheInternals() {
        noClasses()
                .that()
                .resideInAPackage(INTERNAL)
                .should()
                .dependOnClassesThat(publicTypesAboveTheInternals())
                .check(classes);
    }

    @Test
    void shouldImportChronicleInOnePackageOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.parley.internal.chronicle..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("net.openhft..")
                .check(classes);
    }

    @Test
    void shouldCallNativeCodeFromOnePackageOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.parley.internal.os..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jnr..", "com.kenai..", "com.sun.jna..")
                .check(classes);
    }

    @Test
    void shouldReadTheTimeInOneClassOnly() {
        noClasses()
                .that()
                .doNotHaveSimpleName("SystemClock")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .check(classes);
    }

    @Test
    void shouldNotPrint() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(classes.that(areNotTheStreamsOfAChild()));
    }

    @Test
    void shouldNotShowInternalTypesInPublicSignatures() {
        classes()
                .that()
                .resideOutsideOfPackage(INTERNAL)
                .should(PublicSignatures.notMention(resideInAnyPackage(INTERNAL, "net.openhft..", "jnr..")))
                .check(classes);
    }

    @Test
    void shouldRunWithoutUsageReporting() {
        assertThatThrownBy(() -> Class.forName("net.openhft.chronicle.analytics.Analytics"))
                .isInstanceOf(ClassNotFoundException.class);
        assertThat(System.getProperty("java.class.path")).doesNotContain("analytics");
    }

    /** It takes the standard input for the life-line and flushes the others at the child's end. */
    private static DescribedPredicate<JavaClass> areNotTheStreamsOfAChild() {
        return DescribedPredicate.describe(
                "are not StandardStreams", type -> !type.getName().equals("io.parley.process.StandardStreams"));
    }

    private static String[] packages(List<List<String>> layers) {
        return layers.stream().flatMap(List::stream).toArray(String[]::new);
    }

    private static DescribedPredicate<JavaClass> publicTypesAboveTheInternals() {
        return DescribedPredicate.describe(
                "are public types other than exceptions and " + SHARED_TYPES,
                type -> type.getPackageName().startsWith("io.parley")
                        && !type.getPackageName().startsWith("io.parley.internal")
                        && !type.isAssignableTo(Exception.class)
                        && !SHARED_TYPES.contains(outermost(type).getName()));
    }

    private static JavaClass outermost(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer;
    }
}
