package io.parley.manager;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.ObjectInputStream;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ManagerArchitectureTest {
    private static final String INTERNAL = "io.parley.manager.internal..";
    private static final String NET = "io.parley.manager.internal.net..";
    private static final String WIRE = "io.parley.manager.internal.wire..";
    private static final String SERVER = "io.parley.manager.internal.server..";
    private static final String CLIENT = "io.parley.manager.internal.client..";

    private static JavaClasses classes;

    @BeforeAll
    static void importMainClasses() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.parley.manager");
    }

    @Test
    void shouldKnowNettyInOnePackageOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage(NET)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(classes);
    }

    /** The native ones unpack a library into the temporary directory. */
    @Test
    void shouldUseTransportsOfTheJdkOnly() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.netty.channel.epoll..", "io.netty.channel.uring..", "io.netty.channel.unix..")
                .check(classes);
    }

    @Test
    void shouldKeepTheSidesApart() {
        mayNotUse(SERVER, CLIENT);
        mayNotUse(CLIENT, SERVER);
        mayNotUse(WIRE, NET, SERVER, CLIENT);
        mayNotUse(NET, SERVER, CLIENT);
    }

    private static void mayNotUse(String from, String... to) {
        noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(to)
                .check(classes);
    }

    /** Classes by name, and objects from bytes, are what an attacker would like. */
    @Test
    void shouldNotDeserializeJavaObjects() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .check(classes);
    }

    @Test
    void shouldReadTheTimeThroughTheClockOnly() {
        noClasses()
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
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(classes);
    }

    @Test
    void shouldNotTakeSecretsFromTheEnvironment() {
        noClasses().should().callMethod(System.class, "getenv").check(classes);
        noClasses().should().callMethod(System.class, "getenv", String.class).check(classes);
    }

    @Test
    void shouldNotShowInternalTypesInPublicSignatures() {
        ArchRuleDefinition.classes()
                .that()
                .resideOutsideOfPackage(INTERNAL)
                .and()
                .arePublic()
                .should(notShowInternalTypes())
                .check(classes);
    }

    private static ArchCondition<JavaClass> notShowInternalTypes() {
        return new ArchCondition<>("not show internal types, nor Netty's") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getAllMembers().stream()
                        .filter(member -> isVisible(member.getModifiers())
                                && !member.getOwner().getPackageName().startsWith("java"))
                        .forEach(member -> types(member)
                                .flatMap(each -> each.getAllInvolvedRawTypes().stream())
                                .filter(each -> each.getPackageName().matches("io\\.(netty|parley.*\\.internal)\\b.*"))
                                .forEach(each -> events.add(SimpleConditionEvent.violated(
                                        type, member.getFullName() + " shows " + each.getFullName()))));
            }
        };
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return !modifiers.contains(JavaModifier.SYNTHETIC)
                && (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED));
    }

    private static Stream<JavaType> types(JavaMember member) {
        if (member instanceof JavaField field) {
            return Stream.of(field.getType());
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        return Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream());
    }
}
