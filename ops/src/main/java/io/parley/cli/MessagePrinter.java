package io.parley.cli;

import io.parley.cli.output.Json;
import io.parley.cli.output.Page;
import io.parley.cli.output.Style;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Prints messages one after the other, as they are read. */
final class MessagePrinter {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final Page page;
    private final Form form;
    private final MessageForm messages;

    /** The ways to print them. */
    enum Form {
        /** For people. */
        LINES,
        /** Nothing but the messages. */
        BARE,
        /** A JSON document each. */
        JSON
    }

    MessagePrinter(Page page, Form form, MessageForm messages) {
        this.page = page;
        this.form = form;
        this.messages = messages;
        if (form == Form.LINES) {
            page.line(Style.HEADING, line("SEQUENCE", "TIME", "MESSAGE"));
        }
    }

    /** Prints one. */
    void print(Message message) {
        String text = messages.line(message.message());
        switch (form) {
            case JSON -> Json.print(Message.SCHEMA, message, page.out(), false);
            case BARE -> page.line(text);
            default -> page.line(cut(line(Long.toString(message.sequence()), time(message.at()), text)));
        }
    }

    /** Shows what was printed; false if nobody reads it any more. */
    boolean flush() {
        return !page.out().checkError();
    }

    private static String line(String sequence, String time, String text) {
        return String.format("%10s  %-23s  %s", sequence, time, text);
    }

    /** A time of a message, for people. */
    static String time(Instant at) {
        return TIME.format(at);
    }

    /** What is in a message does nothing to the screen. */
    private String cut(String line) {
        String plain = CONTROL.matcher(line).replaceAll(" ");
        return plain.length() <= page.columns()
                ? plain
                : plain.substring(0, page.columns() - 1) + page.terminal().ellipsis();
    }
}
