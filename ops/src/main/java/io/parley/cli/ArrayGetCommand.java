package io.parley.cli;

import io.parley.observe.ObjectInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code parley array get}. */
@Command(
        name = "get",
        mixinStandardHelpOptions = true,
        description = {
            "Prints an element of an array of numbers, or all of them, one a line.",
            "Changes nothing and holds nobody up. Elements are of different moments while others work.",
            "Exit code 4 if there is no such element."
        })
final class ArrayGetCommand extends ArrayView {
    @Parameters(index = "1", arity = "0..1", paramLabel = "INDEX", description = "From 0; negative from the end.")
    private Integer index;

    @Override
    Range range(ObjectInfo array, int length) {
        if (index == null) {
            return new Range(0, length);
        }
        int resolved = resolve(array, index, length, length - 1);
        return new Range(resolved, resolved + 1);
    }
}
