package io.parley.perf.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.parley.perf.OtherJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AwtTest {
    /** Prints what {@link Awt} says. */
    static final class Ask {
        private Ask() {}

        public static void main(String[] args) {
            System.out.println(Awt.absence().orElse("can draw"));
        }
    }

    /** The other tests of plots are skipped where nothing can be drawn; this one is not. */
    @Test
    void shouldDrawWhereThereAreFonts() {
        assumeThat(Path.of("/usr/share/fonts/truetype")).isDirectory();

        assertThat(Awt.absence()).isEmpty();
    }

    @Test
    void shouldSayWhyARuntimeWithoutDesktopCannotDraw() throws IOException, InterruptedException {
        String said = OtherJvm.run(List.of("--limit-modules", "java.base,java.logging"), Map.of(), Ask.class);

        assertThat(said).contains("cannot draw").contains("java/awt").contains("needs the module java.desktop");
    }
}
