package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.SharedList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A list that several processes share: they add to it, one of them reorders it, each ticks off what is its own. */
public final class ToDoList {
    private static final String[] NAMES = {"Ann", "Bob", "Cem"};

    private ToDoList() {}

    record Task(String who, String what, boolean done) {
        Task ticked() {
            return new Task(who, what, true);
        }
    }

    private static SharedList<Task> open(Parley parley) {
        return parley.list("tasks", Codecs.record(Task.class));
    }

    /** No arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (Parley parley = Parley.open("to-do-" + ProcessHandle.current().pid());
                SharedList<Task> tasks = open(parley)) {
            tasks.add(new Task("Bob", "buy bread", false));

            List<Process> people = new ArrayList<>();
            for (String name : NAMES) {
                people.add(Child.start(Person.class, parley.directory(), name));
            }
            Child.join(people);

            tasks.sort(Comparator.comparing(Task::who).thenComparing(Task::what));
            tasks.forEach(System.out::println);

            tasks.removeIf(Task::done);
            System.out.println("left: " + tasks);
            System.out.println("first: " + tasks.removeFirst().what() + ", then " + tasks.size() + " more");
            parley.delete();
        }
    }

    /** Its arguments are the domain's directory and a name. */
    static final class Person {
        private Person() {}

        public static void main(String[] args) {
            try (Parley parley = Parley.open(Path.of(args[0]));
                    SharedList<Task> tasks = open(parley)) {
                tasks.addAll(List.of(new Task(args[1], "sleep", false), new Task(args[1], "wake up", false)));
                // Others may move tasks while we look: update by what the task is, not by where it was.
                tasks.replaceAll(
                        task -> task.who().equals(args[1]) && task.what().equals("sleep") ? task.ticked() : task);
            }
        }
    }
}
