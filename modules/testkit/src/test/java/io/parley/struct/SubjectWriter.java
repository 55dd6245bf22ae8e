package io.parley.struct;

import io.parley.Parley;
import java.nio.file.Path;

/** Writes one number into an object. Arguments: domain, subject, number. */
final class SubjectWriter {
    private SubjectWriter() {}

    public static void main(String[] args) {
        try (Parley parley = Parley.open(Path.of(args[0]))) {
            Subject.valueOf(args[1]).open(parley).write().accept(Long.parseLong(args[2]));
        }
    }
}
