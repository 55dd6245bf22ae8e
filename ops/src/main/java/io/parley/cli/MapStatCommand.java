package io.parley.cli;

import io.parley.internal.map.MapGlance;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** {@code parley map stat}. */
@Command(
        name = "stat",
        mixinStandardHelpOptions = true,
        description = {
            "Says how a map is filled and what happened to it: entries and bytes of each segment, the generation of its",
            "file, repairs after writers that died. Takes no lock; while others write, numbers are of different moments."
        })
final class MapStatCommand extends OneMapView {
    private static final double PER_CENT = 100;

    @Override
    int run(MapGlance found, PrintWriter out) {
        out.println(found.directory() + ": " + found.kind().words() + ", keys " + found.keyCodec() + ", values "
                + found.valueCodec() + (found.isOrdered() ? ", in order of insertion" : ""));
        out.printf("entries     %,d%n", found.entries());
        out.printf("generation  %d, of %d begun%n", found.generation(), found.moves());
        out.printf("repairs     %d after writers that died%n", found.repairs());
        out.printf("given up    %d damaged entries%n", found.damaged());
        found.files().forEach((file, length) -> out.printf("%,14d bytes  %s%n", length, file.getFileName()));
        out.println("SEGMENT  GENERATION  ENTRIES            OF      FULL  BYTES              OF      FULL");
        for (MapGlance.Part part : found.parts()) {
            out.printf(
                    "%7d  %10d  %,-10d  %,10d  %6.1f %%  %,-12d  %,12d  %6.1f %%%n",
                    part.index(),
                    part.generation(),
                    part.entries(),
                    part.entriesAtMost(),
                    PER_CENT * part.entries() / part.entriesAtMost(),
                    part.bytes(),
                    part.bytesAtMost(),
                    PER_CENT * part.bytes() / part.bytesAtMost());
        }
        return ExitCode.OK;
    }
}
