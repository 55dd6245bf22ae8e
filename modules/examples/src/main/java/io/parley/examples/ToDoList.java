package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.SharedList;
import io.parley.process.ParleyProcess;
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

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley = Parley.open("to-do-" + ProcessHandle.current().pid());
                SharedList<Task> tasks = parley.list("tasks", Codecs.record(Task.class))) {
            tasks.add(new Task("Bob", "buy bread", false));

            List<ParleyProcess> people = new ArrayList<>();
            for (String name : NAMES) {
                people.add(parley.process(name, () -> plan(name, tasks)).start());
            }
            for (ParleyProcess person : people) {
                person.join();
            }

            tasks.sort(Comparator.comparing(Task::who).thenComparing(Task::what));
            tasks.forEach(System.out::println);

            tasks.removeIf(Task::done);
            System.out.println("left: " + tasks);
            System.out.println("first: " + tasks.removeFirst().what() + ", then " + tasks.size() + " more");
            parley.delete();
        }
    }

    private static void plan(String name, SharedList<Task> tasks) {
        tasks.addAll(List.of(new Task(name, "sleep", false), new Task(name, "wake up", false)));
        // Others may move tasks while we look: update by what the task is, not by where it was.
        tasks.replaceAll(task -> task.who().equals(name) && task.what().equals("sleep") ? task.ticked() : task);
    }
}
