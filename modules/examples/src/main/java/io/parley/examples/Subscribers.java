package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.SubscriberInUseException;
import io.parley.process.ParleyProcess;
import io.parley.queue.Lag;
import io.parley.queue.Position;
import io.parley.queue.Retention;
import io.parley.queue.RetentionReport;
import io.parley.queue.SharedQueue;
import io.parley.queue.Subscriber;
import io.parley.queue.SubscriberInfo;
import io.parley.queue.SubscriberOptions;
import java.util.List;

/**
 * Every subscriber of a queue sees every message, and goes on where it was when its process died. What all have read is
 * deleted.
 */
public final class Subscribers {
    private static final List<String> NEWS = List.of("rain tomorrow", "snow on Sunday", "spring is late");
    private static final int LONG = 20_000;

    private Subscribers() {}

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley =
                Parley.open("subscribers-" + ProcessHandle.current().pid())) {
            SharedQueue<String> news = open(parley);
            for (String each : NEWS) {
                news.put(each);
            }
            ParleyProcess reader =
                    parley.process("archive", () -> archive(news)).start();
            reader.join();

            Subscriber<String> archive = news.subscriber("archive");
            System.out.println("again, because its reader died: " + archive.take());
            refuse(news);
            Lag lag = archive.lag();
            System.out.println("behind by " + lag.messages() + " messages, " + lag.bytes() + " bytes");
            archive.seek(Position.sequence(0));
            System.out.println("back at the start: " + archive.takeBatch(10).size() + " messages");
            archive.commit();

            Subscriber<String> billing = news.subscriber("billing", SubscriberOptions::committingByHand);
            delete(news, archive, billing);
            for (SubscriberInfo each : news.subscribers()) {
                System.out.println(each.name() + " is at " + each.sequence());
            }
            parley.delete();
        }
    }

    private static SharedQueue<String> open(Parley parley) {
        Retention untilRead = Retention.everything().keepUntilRead().notForConsumers();
        return parley.queue("news", Codecs.utf8(), o -> o.rollBytes(1 << 18).retention(untilRead));
    }

    private static void refuse(SharedQueue<String> news) {
        try (Subscriber<String> second = news.subscriber("archive")) {
            System.out.println("never: " + second);
        } catch (SubscriberInUseException e) {
            System.out.println("refused: " + e.getMessage().split(":")[0]);
        }
    }

    private static void delete(SharedQueue<String> news, Subscriber<String> archive, Subscriber<String> billing)
            throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            news.put("x".repeat(LONG));
        }
        archive.takeBatch(50);
        archive.commit();
        billing.takeBatch(50);
        RetentionReport report = news.applyRetention();
        System.out.println("deleted " + report.gone().size() + ", because "
                + report.files().get(0).why().orElseThrow());
        billing.commit();
        report = news.applyRetention();
        System.out.println("stays: " + (report.files().size() - report.gone().size()) + " file of "
                + report.files().size());
    }

    /** Reads for the archive and dies with the second message. */
    private static void archive(SharedQueue<String> news) throws InterruptedException {
        Subscriber<String> archive = news.subscriber("archive", o -> o.from(Position.start()));
        System.out.println("archived: " + archive.take());
        System.out.println("dies with: " + archive.take());
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }
}
