package io.parley.cli;

import io.parley.observe.ObjectInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code parley array slice}. */
@Command(
        name = "slice",
        mixinStandardHelpOptions = true,
        description = {
            "Prints elements of an array of numbers, one a line.",
            "Changes nothing and holds nobody up. Elements are of different moments while others work.",
            "Exit code 4 if FROM or TO are outside of the array."
        })
final class ArraySliceCommand extends ArrayView {
    @Parameters(
            index = "1",
            paramLabel = "FROM",
            description = "Index of the first one, from 0; negative from the end.")
    private int from;

    @Parameters(index = "2", paramLabel = "TO", description = "Index behind the last one; negative from the end.")
    private int to;

    @Override
    Range range(ObjectInfo array, int length) {
        int first = resolve(array, from, length, length);
        return new Range(first, Math.max(first, resolve(array, to, length, length)));
    }
}
