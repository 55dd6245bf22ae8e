package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.queue.Archive;
import io.parley.queue.Damage;
import io.parley.queue.QueueReport;
import io.parley.queue.Recorder;
import io.parley.queue.Replay;
import io.parley.queue.ReplayClock;
import io.parley.queue.ReplaySession;
import io.parley.queue.SharedQueue;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Two queues replayed as one; one of them recorded into an archive, and replayed from there when the domain is gone:
 * step by step, at ten times its pace, and behind a damaged message.
 */
public final class Archived {
    private Archived() {}

    /** No arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path place = Files.createTempDirectory("archived-");
        try (Parley parley = Parley.open("archived-" + ProcessHandle.current().pid())) {
            SharedQueue<String> orders = parley.queue("orders", Codecs.utf8());
            SharedQueue<Long> fills = parley.queue("fills", Codecs.int64());
            for (long quantity = 10; quantity <= 40; quantity += 10) {
                orders.put("buy " + quantity + " ACME");
                fills.put(quantity);
            }
            Replay.merge(orders.replay(), fills.replay().map(quantity -> "filled " + quantity))
                    .run((entry, clock) -> System.out.println(entry.message()));
            try (Recorder recorder = Recorder.open(orders, place)) {
                System.out.println("recorded: " + recorder.record());
            }
            parley.delete();
        }
        Archive<String> archive = Archive.open(place, Codecs.utf8());
        step(archive);
        repair(archive);
        remove(place);
    }

    private static void step(Archive<String> archive) throws InterruptedException {
        try (ReplaySession<String> session = archive.replay()
                .speed(10)
                .open((entry, clock) -> System.out.println(entry.sequence() + ": " + entry.message()))) {
            session.step();
            session.step();
            ReplayClock clock = session.clock();
            System.out.println("the clock has started: " + (clock.nowNs() > 0));
            session.seekSequence(1);
            System.out.println("delivered: " + session.run());
        }
    }

    private static void repair(Archive<String> archive) throws IOException, InterruptedException {
        System.out.println("intact: " + archive.verify().isIntact());
        Path file = archive.verify().files().get(0).path();
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.seek(raw.length() - 5);
            raw.write('?');
        }
        QueueReport report = archive.verify();
        for (Damage damage : report.damages()) {
            System.out.println("damaged: " + damage.what() + ", message " + damage.firstLost());
        }
        archive.replay()
                .skipDamage(damage -> System.out.println("skipped: " + damage.lost()))
                .filter(entry -> entry.sequence() >= 2)
                .run((entry, clock) -> System.out.println("left: " + entry.message()));
    }

    private static void remove(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(place);
    }
}
