package io.parley.perf.plot;

import java.util.List;
import java.util.Optional;

/**
 * Whether this JVM can draw. A JDK needs no display for that, but its native libraries for fonts, at least one font,
 * and the module {@code java.desktop}; slim runtimes and containers may lack any of them.
 */
public final class Awt {
    private Awt() {}

    /**
     * Tries it, with a picture of one line.
     *
     * @return why it cannot draw, in a sentence; nothing if it can
     */
    public static Optional<String> absence() {
        try {
            Curve curve = new Curve("line", true, List.of(0.0, 1.0), List.of(1.0, 2.0));
            PercentilePlot plot = new PercentilePlot("trial", "trial", List.of(curve));
            plot.svg();
            plot.png();
            return Optional.empty();
        } catch (LinkageError | InternalError | RuntimeException e) {
            return Optional.of("This JDK (" + System.getProperty("java.home") + ") cannot draw: " + e
                    + ". It needs the module java.desktop, its native libraries and a font;"
                    + " Debian has them in openjdk-17-jre-headless and fonts-dejavu-core.");
        }
    }
}
