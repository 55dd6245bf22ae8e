package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.PyFormat;
import io.parley.collection.SharedMap;

/** A map that other processes see: what Python has a manager process for. */
public final class FirstMap {
    private FirstMap() {}

    /** No arguments. */
    public static void main(String[] args) {
        try (Parley parley = Parley.open("first-map-" + ProcessHandle.current().pid())) {
            SharedMap<String, String> people = parley.map("people", Codecs.utf8(), Codecs.utf8());

            people.put("name", "zhangsan");

            System.out.println(people.values());
            System.out.println(people.get("name"));
            System.out.println(people + ", in Python " + PyFormat.repr(people));
            // The handle is not the content; of that it says where it lies.
            System.out.println(people.name() + " in "
                    + parley.directory().relativize(people.path().toAbsolutePath()));
            parley.delete();
        }
    }
}
