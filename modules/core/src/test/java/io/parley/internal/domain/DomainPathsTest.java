package io.parley.internal.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class DomainPathsTest {
    private static final String COMMAND = "sun.java.command";

    @ParameterizedTest
    @CsvSource({
        "com.example.orders.Publisher --rate 5, Publisher",
        "Publisher, Publisher",
        "com.example.Main$Child a.b/c, Main$Child",
        "orders/com.example.Publisher x, Publisher",
        "/opt/orders/publisher.jar --rate 5, publisher.jar",
        "publisher-1.2.3.jar, publisher-1.2.3.jar",
    })
    void shouldCallAProcessByItsMainClassOrJar(String command, String expected) {
        assertThat(processName(command)).isEqualTo(expected);
    }

    @Test
    void shouldHaveANameForAProcessThatDoesNotSay() {
        assertThat(processName(null)).isEqualTo("java");
    }

    private static String processName(String command) {
        String before = System.getProperty(COMMAND);
        try {
            set(command);
            return DomainPaths.processName();
        } finally {
            set(before);
        }
    }

    private static void set(String command) {
        if (command == null) {
            System.clearProperty(COMMAND);
        } else {
            System.setProperty(COMMAND, command);
        }
    }

    @Test
    void shouldPlaceNamedDomainsInTheUsersFolder() {
        assertThat(DomainPaths.directory("orders"))
                .isEqualTo(Path.of("/dev/shm/parley/" + System.getProperty("user.name") + "/orders"));
        assertThatIllegalArgumentException().isThrownBy(() -> DomainPaths.directory("../orders"));
    }
}
