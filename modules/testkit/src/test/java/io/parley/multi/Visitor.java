package io.parley.multi;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.ParleyException;
import io.parley.queue.SharedQueue;
import io.parley.sync.SharedLock;
import java.nio.file.Path;

/**
 * Uses a domain as another user and prints what came of each step. Arguments: domain, {@code group} or {@code own} for
 * the access it gives to what it creates, and the steps: {@code value:name}, {@code lock:name}, {@code queue:name}.
 */
final class Visitor {
    static final String DONE = "done ";
    static final String REFUSED = "refused ";

    private Visitor() {}

    public static void main(String[] args) throws InterruptedException {
        ParleyConfig config = ParleyConfig.at(Path.of(args[0])).withGroupAccess(args[1].equals("group"));
        try (Parley parley = Parley.open(config)) {
            System.out.println(DONE + "open");
            for (int i = 2; i < args.length; i++) {
                step(parley, args[i]);
            }
        } catch (ParleyException e) {
            System.out.println(refusal("open", e));
        }
    }

    private static void step(Parley parley, String step) throws InterruptedException {
        String name = step.substring(step.indexOf(':') + 1);
        try {
            switch (step.substring(0, step.indexOf(':'))) {
                case "value" -> parley.longValue(name).incrementAndGet();
                case "lock" -> lock(parley.lock(name));
                case "queue" -> useQueue(parley, name);
                default -> throw new IllegalArgumentException(step);
            }
            System.out.println(DONE + step);
        } catch (ParleyException e) {
            System.out.println(refusal(step, e));
        }
    }

    private static String refusal(String step, ParleyException e) {
        return REFUSED + step + " " + e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    private static void lock(SharedLock lock) {
        lock.lock();
        lock.unlock();
    }

    /** Puts, and takes the oldest. */
    static void useQueue(Parley parley, String name) throws InterruptedException {
        try (SharedQueue<String> queue = parley.queue(name, Codecs.utf8(), o -> o.latency(true))) {
            queue.put("from " + System.getProperty("user.name"));
            queue.take();
        }
    }
}
