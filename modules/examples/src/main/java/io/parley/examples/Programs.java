package io.parley.examples;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Locale;

/**
 * The index of the programs that the five tutorials on Python's {@code multiprocessing} show, and what shows them here.
 * {@code parley example --list} prints it, {@code parley example E2E-23} runs one, {@code parley example Observe} and
 * {@code parley example TwentyOverTcp} run any other example of this package.
 */
public final class Programs {
    private static final String PACKAGE = Programs.class.getPackageName() + ".";
    private static final int USAGE = 2;
    private static final int NOT_FOUND = 4;

    /** All of them, in the order of their numbers. */
    static final List<Program> ALL = List.of(
            new Program(1, "a value, added to without a lock", Additions.class),
            new Program(2, "a value with its lock in a block", Additions.class),
            new Program(3, "a value with lock() and unlock(), and atomically", Additions.class),
            new Program(4, "arrays of every kind", TypeTour.class),
            new Program(5, "a value", TypeTour.class),
            new Program(6, "ten children, a value and an array", TenChildren.class),
            new Program(7, "a shared map", FirstMap.class),
            new Program(8, "ten children, a value, an array and a map", TenChildrenAndAMap.class),
            new Program(9, "a process and its child", ParentAndChild.class),
            new Program(10, "a process with a class of its own", OwnProcess.class),
            new Program(11, "a daemon ends with its parent", EndsWithParent.class),
            new Program(12, "a server with a process for each client", ProcessPerClient.class),
            new Program(13, "a line for the shell", ShellLine.class),
            new Program(14, "an external program: input, time limit, check", ExternalCommands.class),
            new Program(15, "hello world, without a guard", HelloWorld.class),
            new Program(16, "a pipe whose producer ends", RunAway.class),
            new Program(17, "a bounded queue with two receivers", TwoReceivers.class),
            new Program(18, "a queue to join: buns", Buns.class),
            new Program(19, "values of numbers and characters", TypeTour.class),
            new Program(20, "a value of text", TypeTour.class),
            new Program(21, "a child changes a value and an array", ChildChangesBoth.class),
            new Program(22, "twenty processes under one lock", TwentyProcesses.class),
            new Program(23, "a pool of three, five greetings", PoolOfThree.class),
            new Program(24, "a pool maps numbers to squares", Squares.class),
            new Program(25, "managers: ways to register", RegisterForms.class),
            new Program(26, "managers: one queue, three programs", ThreePrograms.class),
            new Program(27, "managers: tasks and results", TasksAndResults.class),
            new Program(28, "managers: several workers", SeveralWorkers.class),
            new Program(29, "managers: a class of one's own", OwnClass.class),
            new Program(30, "a namespace: the pitfall", NamespacePitfall.class),
            new Program(31, "a namespace: the cures", NamespaceCures.class),
            new Program(32, "values, arrays and byte strings", TypeTour.class),
            new Program(33, "a semaphore", Permits.class),
            new Program(34, "handles passed to a worker, and not", PassedHandles.class),
            new Program(35, "vendor and customer, with events", VendorAndCustomer.class),
            new Program(36, "a pool maps, in order", PoolMap.class),
            new Program(37, "a task, then the end of the pool, then its result", OneTask.class),
            new Program(38, "a result by queue and by list", ReturnedResult.class),
            new Program(39, "what cannot travel, and three cures", CannotTravel.class),
            new Program(40, "a lock without a name", HandedOver.class),
            new Program(41, "a lock handed from process to process", HandedOver.class));

    /** Those whose objects can as well be another JVM's, once more. */
    static final List<Program> OVER_TCP = List.of(
            new Program(20, "a value of text, over TCP", TextOverTcp.class),
            new Program(22, "twenty processes under one lock, over TCP", TwentyOverTcp.class),
            new Program(30, "a namespace over TCP: the pitfall", PitfallOverTcp.class),
            new Program(31, "a namespace over TCP: the cures", CuresOverTcp.class),
            new Program(34, "a worker over TCP: what is passed, and what not", NamesPassedOverTcp.class),
            new Program(38, "a result by queue and by list, over TCP", ResultOverTcp.class));

    private Programs() {}

    /**
     * A program of the tutorials.
     *
     * @param index its number there
     * @param title what it is about
     * @param main what shows it
     */
    record Program(int index, String title, Class<?> main) {
        String number() {
            return String.format(Locale.ROOT, "E2E-%02d", index);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%s  %-18s  %s", number(), main.getSimpleName(), title);
        }
    }

    /** One argument: {@code --list}, the number of a program, or the name of an example. */
    public static void main(String[] args) throws Exception {
        if (args.length != 1) {
            System.err.println("usage: --list | E2E-NN | NAME");
            System.exit(USAGE);
        } else if (args[0].equals("--list")) {
            ALL.forEach(System.out::println);
            OVER_TCP.forEach(System.out::println);
        } else {
            run(args[0]);
        }
    }

    private static void run(String name) throws Exception {
        for (Program program : ALL) {
            if (program.number().equalsIgnoreCase(name)) {
                start(program.main());
                return;
            }
        }
        try {
            if (!name.matches("\\w+")) {
                throw new ClassNotFoundException(name);
            }
            start(Class.forName(PACKAGE + name));
        } catch (ClassNotFoundException | NoSuchMethodException e) {
            System.err.println("no example '" + name + "'. --list has those of the tutorials; the name of any class of"
                    + " modules/examples with a main works, too");
            System.exit(NOT_FOUND);
        }
    }

    private static void start(Class<?> example) throws Exception {
        try {
            example.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception failure) {
                throw failure;
            }
            throw e;
        }
    }
}
