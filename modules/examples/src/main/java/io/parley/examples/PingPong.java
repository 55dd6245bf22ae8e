package io.parley.examples;

import io.parley.Codec;
import io.parley.Codecs;
import io.parley.Parley;
import io.parley.pipe.BrokenPipeException;
import io.parley.pipe.BufferTooShortException;
import io.parley.pipe.End;
import io.parley.pipe.MessageTooLongException;
import io.parley.pipe.Pipe;
import io.parley.pipe.PipeConnection;
import io.parley.process.ParleyProcess;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Two processes that talk both ways through one pipe; a message far larger than the pipe; one end sent through another
 * pipe; and what happens to messages that are too long, and to those for nobody.
 */
public final class PingPong {
    private static final int LARGE = 16 << 20;

    private PingPong() {}

    private static Codec<PipeConnection<String>> connections(Parley parley) {
        return parley.connectionCodec(Codecs.utf8());
    }

    /** No arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (Parley parley = Parley.open("ping-pong-" + ProcessHandle.current().pid())) {
            PipeConnection<String> table = parley.connection("table", Codecs.utf8(), End.FIRST);
            ParleyProcess partner =
                    parley.process("partner", () -> answer(parley)).start();
            for (int i = 1; i <= 3; i++) {
                table.send("ping " + i);
                System.out.println(table.receive());
            }
            table.sendBytes(new byte[LARGE]);
            System.out.println("bytes that came back: " + table.receiveBytes().length);

            // the partner's end of a second pipe travels through a third one, and is closed here
            Pipe<String> aside = parley.pipe("aside", Codecs.utf8());
            try (Pipe<PipeConnection<String>> carrier = parley.pipe("carrier", connections(parley))) {
                carrier.first().send(aside.second());
                aside.second().close();
                System.out.println(
                        "from the end that travelled: " + aside.first().receive());
            }
            limits(table);
            table.send("bye");
            end(table);
            partner.join();
            parley.delete();
        }
    }

    private static void limits(PipeConnection<String> table) throws IOException, InterruptedException {
        table.send("ping again");
        table.send("and again");
        try {
            table.receiveBytes(3);
        } catch (MessageTooLongException tooLong) {
            System.out.println("too long, and still there: " + table.discardNext());
        }
        try {
            table.receiveInto(ByteBuffer.allocate(3));
        } catch (BufferTooShortException tooShort) {
            byte[] message = tooShort.message();
            System.out.println("did not fit: " + new String(message, 4, message.length - 4, StandardCharsets.UTF_8));
        }
    }

    private static void end(PipeConnection<String> table) throws InterruptedException, IOException {
        try {
            table.receive();
        } catch (EOFException partnerClosed) {
            System.out.println("end of stream");
        }
        try {
            table.send("anybody there?");
        } catch (BrokenPipeException nobody) {
            System.out.println("broken pipe");
        }
    }

    /** The other process opens the other ends by their names. */
    private static void answer(Parley parley) throws IOException, InterruptedException {
        try (PipeConnection<String> table = parley.connection("table", Codecs.utf8(), End.SECOND)) {
            for (int i = 0; i < 3; i++) {
                table.send(table.receive().replace("ping", "pong"));
            }
            table.sendBytes(table.receiveBytes());
            try (PipeConnection<PipeConnection<String>> carrier =
                            parley.connection("carrier", connections(parley), End.SECOND);
                    PipeConnection<String> aside = carrier.receive()) {
                aside.send("hello from " + aside.name());
            }
            for (String message = table.receive(); !message.equals("bye"); message = table.receive()) {
                table.send("pong: " + message);
            }
        }
    }
}
