package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.queue.SharedQueue;
import io.parley.value.SharedLong;

/** The shortest program with a number and a queue that other processes share. Run it twice: the number goes on. */
public final class QuickStart {
    private QuickStart() {}

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley = Parley.open("hello")) {
            SharedLong runs = parley.longValue("runs");
            SharedQueue<String> mail = parley.queue("mail", Codecs.utf8());
            mail.put("run " + runs.incrementAndGet() + " says hello");
            System.out.println(mail.take());
        }
    }
}
