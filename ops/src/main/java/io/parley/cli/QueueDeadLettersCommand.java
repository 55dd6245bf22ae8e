package io.parley.cli;

import io.parley.cli.output.Page;
import io.parley.cli.output.Table;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.queue.DeadLetterBox;
import io.parley.internal.queue.HistoryGlance;
import io.parley.observe.DomainView;
import io.parley.observe.ObjectInfo;
import io.parley.queue.DeadLetter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley queue dead-letters}. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the messages of a queue that nobody could deal with, and why; those that nobody has taken yet.",
            "Consumes none. Reads files, takes no part in the domain, and holds nobody up."
        })
final class QueueDeadLettersCommand extends ViewCommand<QueueDeadLettersCommand.Letters> {
    @Parameters(index = "0", paramLabel = "NAME", description = "The name of the queue that the messages come from.")
    private String name;

    @Option(names = "--all", description = "Those that somebody has taken as well.")
    private boolean all;

    /** The document. */
    record Letters(Path domain, String queue, String codec, List<Letter> letters) {}

    /** A dead letter. What it says of the message is about the queue that it comes from. */
    record Letter(
            long sequence,
            String index,
            Instant at,
            int deliveries,
            DeadLetter.Reason reason,
            String detail,
            int bytes,
            Object message) {}

    @Override
    String schema() {
        return "parley/queue-dead-letters/1";
    }

    @Override
    Letters find(DomainView view) {
        ObjectInfo queue = Queues.usable(view, name);
        String codec = Queues.snapshot(view, queue).codec();
        Optional<ObjectInfo> box = view.find(DeadLetterBox.nameFor(queue.name())).stream()
                .filter(Queues::isQueue)
                .findFirst();
        return new Letters(
                view.directory(),
                queue.name(),
                codec,
                box.map(found -> letters(Queues.usable(view, found.file()), codec))
                        .orElse(List.of()));
    }

    private List<Letter> letters(ObjectInfo box, String codec) {
        MessageForm form = new MessageForm(codec);
        var letters = DeadLetter.codec(new PrintedCodec(codec));
        List<Letter> found = new ArrayList<>();
        MessageBuffer buffer = new MessageBuffer();
        try (HistoryGlance history = new HistoryGlance(box.path(), damage -> Queues.report(damage, spec))) {
            if (!all) {
                history.moveToSequence(history.taken());
            }
            while (history.next(buffer)) {
                found.add(letter(letters.decode(buffer), form));
            }
        }
        return found;
    }

    private static Letter letter(DeadLetter<String> letter, MessageForm form) {
        byte[] bytes = letter.bytes();
        return new Letter(
                letter.sequence(),
                "0x" + Long.toHexString(letter.index()),
                letter.timestamp(),
                letter.deliveries(),
                letter.reason(),
                letter.detail(),
                bytes.length,
                form.value(bytes));
    }

    @Override
    void print(Letters found, Page page) {
        MessageForm form = new MessageForm(found.codec());
        Table table = new Table(">SEQUENCE", "TIME", ">DELIVERIES", "REASON", "*DETAIL", "*MESSAGE");
        for (Letter each : found.letters()) {
            table.row(
                    Long.toString(each.sequence()),
                    MessagePrinter.time(each.at()),
                    each.deliveries(),
                    each.reason().name().toLowerCase(Locale.ROOT),
                    each.detail(),
                    form.line(each.message()));
        }
        page.table(table);
    }
}
