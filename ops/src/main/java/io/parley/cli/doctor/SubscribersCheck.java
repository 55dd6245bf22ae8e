package io.parley.cli.doctor;

import io.parley.observe.ObjectSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Subscribers of queues that are behind. */
final class SubscribersCheck implements Check {
    private static final String NAME = "subscribers";
    private static final long FAR = 10_000;

    @Override
    public List<Finding> look(Subject subject) {
        if (!subject.hasDomain()) {
            return List.of();
        }
        List<Finding> found = new ArrayList<>();
        int all = 0;
        for (Subject.Seen each : subject.objects()) {
            if (each.snapshot() instanceof ObjectSnapshot.Queue queue) {
                for (ObjectSnapshot.Subscription subscription : queue.subscribers()) {
                    all++;
                    Finding finding =
                            judge(each.object().file(), subscription, queue.log(), subject.stat(each.object()));
                    if (finding != null) {
                        found.add(finding);
                    }
                }
            }
        }
        if (found.isEmpty()) {
            found.add(
                    Finding.ok(NAME, all + ", none far behind", "messages that nobody has read yet stay on the disk"));
        }
        return found;
    }

    /** Null if it keeps up. */
    static Finding judge(String queue, ObjectSnapshot.Subscription subscription, ObjectSnapshot.Log log, String stat) {
        boolean absent = subscription.lag() > 0 && !subscription.alive();
        if (!absent && subscription.lag() < FAR) {
            return null;
        }
        String reader = subscription.alive()
                ? "pid " + subscription.pid() + " (" + subscription.processName() + ")"
                : "nobody attached";
        return Finding.notice(
                NAME,
                String.format(
                        Locale.ROOT,
                        "%s: %s is %,d messages behind, %s; the log has %s",
                        queue,
                        subscription.name(),
                        subscription.lag(),
                        reader,
                        Sizes.text(log.bytes())),
                log.keepUntilRead()
                        ? "the log keeps what a subscriber has not read: it grows until that reads, or is removed"
                        : "what it has not read by the time that the log is cut, it never will",
                stat);
    }
}
