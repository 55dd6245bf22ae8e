package io.parley.examples;

import io.parley.Parley;
import io.parley.process.ParleyProcess;
import io.parley.value.SharedDouble;
import io.parley.value.SharedIntArray;

/** A child sets a number and turns the signs of an array; the parent sees both. */
public final class ChildChangesBoth {
    private ChildChangesBoth() {}

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley =
                Parley.open("child-changes-both-" + ProcessHandle.current().pid())) {
            SharedDouble number = parley.doubleValue("number", 0.0);
            SharedIntArray array = parley.intArrayOf("array", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);

            ParleyProcess changer = parley.process(() -> change(number, array)).start();
            changer.join();

            System.out.println(number.get());
            System.out.println(array.contentToString());
            parley.delete();
        }
    }

    private static void change(SharedDouble number, SharedIntArray array) {
        number.set(3.1415927);
        for (int i = 0; i < array.length(); i++) {
            array.updateAndGet(i, old -> -old);
        }
    }
}
