package io.parley.examples;

import io.parley.Parley;
import io.parley.value.SharedDouble;
import io.parley.value.SharedIntArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A child sets a number and turns the signs of an array; the parent sees both. */
public final class ChildChangesBoth {
    private ChildChangesBoth() {}

    /** No arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (Parley parley =
                Parley.open("child-changes-both-" + ProcessHandle.current().pid())) {
            SharedDouble number = parley.doubleValue("number", 0.0);
            SharedIntArray array = parley.intArrayOf("array", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);

            Child.join(List.of(Child.start(Changer.class, parley.directory())));

            System.out.println(number.get());
            System.out.println(array.contentToString());
            parley.delete();
        }
    }

    /** The child; its argument is the domain's directory. */
    static final class Changer {
        private Changer() {}

        public static void main(String[] args) {
            try (Parley parley = Parley.open(Path.of(args[0]))) {
                parley.doubleValue("number", 0.0).set(3.1415927);
                SharedIntArray array = parley.intArray("array", 10);
                for (int i = 0; i < array.length(); i++) {
                    array.updateAndGet(i, old -> -old);
                }
            }
        }
    }
}
