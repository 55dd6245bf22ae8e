package io.parley.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Parley;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class NamespaceViewTest {
    interface Named {
        String name();

        void name(String value);
    }

    interface Settings extends Named {
        int limit();

        void limit(int value);

        List<String> getSymbols();

        void setSymbols(List<String> value);

        boolean isOpen();

        void setOpen(boolean value);

        Optional<String> comment();

        void comment(String value);

        double settle();

        default int twice() {
            return limit() * 2;
        }

        static Settings in(Parley parley) {
            return parley.namespace("settings").as(Settings.class);
        }
    }

    @TempDir
    Path directory;

    private Parley parley;

    @BeforeEach
    void open() {
        parley = Parley.open(directory.resolve("domain"));
    }

    @AfterEach
    void close() {
        parley.close();
    }

    @Test
    void shouldReadAndWriteAttributes() {
        Settings settings = Settings.in(parley);
        SharedNamespace namespace = parley.namespace("settings");

        settings.limit(3);
        settings.setSymbols(List.of("EUR"));
        settings.setOpen(true);
        settings.name("desk");
        namespace.set("settle", 2);

        assertThat(namespace).hasToString("Namespace(limit=3, name='desk', open=True, settle=2, symbols=['EUR'])");
        assertThat(settings.limit()).isEqualTo(3);
        assertThat(settings.twice()).isEqualTo(6);
        assertThat(settings.getSymbols()).containsExactly("EUR");
        assertThat(settings.isOpen()).isTrue();
        assertThat(settings.name()).isEqualTo("desk");
        assertThat(settings.settle()).isEqualTo(2.0);
        assertThat(settings.comment()).isEmpty();
        settings.comment("x");
        assertThat(settings.comment()).contains("x");
    }

    @Test
    void shouldFailAsTheNamespaceDoes() {
        Settings settings = Settings.in(parley);

        assertThatThrownBy(settings::limit)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("'limit'");
        parley.namespace("settings").set("limit", "many");
        assertThatThrownBy(settings::limit)
                .isInstanceOf(ClassCastException.class)
                .hasMessageContaining("'many'");
        assertThatThrownBy(() -> settings.name(null)).isInstanceOf(NullPointerException.class);
        settings.setSymbols(List.of());
        List<String> symbols = settings.getSymbols();
        assertThatThrownBy(() -> symbols.add("x")).hasMessageContaining("attribute 'symbols'");
    }

    @Test
    void shouldBeAnOrdinaryObject() {
        Settings settings = Settings.in(parley);

        settings.limit(1);

        assertThat(settings.toString()).isEqualTo("Settings of Namespace(limit=1)");
        assertThat(settings.equals(settings)).isTrue();
        assertThat(settings.equals(Settings.in(parley))).isFalse();
        assertThat(settings.hashCode()).isEqualTo(settings.hashCode());
    }

    interface Fluent {
        Fluent limit(int value);
    }

    interface Two {
        void limits(int from, int to);
    }

    interface Action {
        void start();
    }

    interface Hidden {
        int _x();
    }

    @Test
    void shouldRefuseWhatIsNoView() {
        SharedNamespace namespace = parley.namespace("settings");

        for (Class<?> type : List.of(Fluent.class, Two.class, Action.class, Hidden.class)) {
            assertThatThrownBy(() -> namespace.as(type))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(type.getName())
                    .hasMessageContaining(type.getMethods()[0].getName());
        }
        assertThatThrownBy(() -> namespace.as(String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not an interface");
    }
}
