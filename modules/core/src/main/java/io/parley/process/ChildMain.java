package io.parley.process;

import io.parley.Parley;
import io.parley.internal.domain.Domain;
import io.parley.internal.live.ChildRecord;
import io.parley.internal.process.JvmThreads;
import io.parley.internal.process.Lifeline;
import java.io.IOException;
import java.io.InputStream;

/**
 * What a child JVM runs first: reads from its standard input what to run, opens the domain, and runs it.
 *
 * <p>Its end is noted in the domain's table of children: a shutdown hook tells that there was an orderly end, and for
 * which signal; without it the parent knows that there was none.
 */
final class ChildMain {
    private static final int FAILED = 1;

    private final byte[] payload;
    private final ChildStart.Read read;
    private final ChildCommands commands;
    private final ParentProcess parent;
    private volatile ChildRecord record;

    private ChildMain(byte[] payload, InputStream lifeline) throws IOException {
        this.payload = payload;
        this.read = ChildStart.read(payload);
        ChildStart start = read.start();
        StandardStreams.prepare(start.utf8Out(), start.utf8Err());
        this.parent = new ParentProcess(start.parentPid(), start.parentName());
        this.commands = ChildCommands.obey(lifeline, start.daemon(), parent);
    }

    public static void main(String[] args) throws IOException {
        InputStream lifeline = Preload.asTold(args, StandardStreams.takeInput());
        if (lifeline == null) {
            return;
        }
        byte[] payload = Lifeline.readPayload(lifeline);
        if (payload != null) {
            new ChildMain(payload, lifeline).run();
        }
    }

    private void run() {
        ChildStart start = read.start();
        Thread.currentThread().setName(start.config().processName());
        start.systemProperties().forEach(System::setProperty);
        Runtime.getRuntime().addShutdownHook(new Thread(null, this::exiting, "parley-child-exit", 0, false));
        boolean failed = false;
        try (Parley parley = Parley.open(start.config())) {
            failed = !runIn(parley);
        } catch (RuntimeException | Error e) {
            failed = true;
            tell(e);
        }
        if (failed) {
            System.exit(FAILED);
        }
    }

    /** Also waits for what the target leaves running, so that it can use the domain to its end. */
    private boolean runIn(Parley parley) {
        boolean ok = true;
        try {
            Domain domain = Domain.of(parley);
            record = domain.children().at(read.start().record(), read.start().recordNumber());
            record.joined(domain.liveness().self());
            runTarget(parley);
        } catch (Throwable e) {
            ok = false;
            tell(e);
        }
        JvmThreads.joinOthers();
        return ok;
    }

    private void runTarget(Parley parley) throws Exception {
        int from = read.length();
        ParleyProcess process = (ParleyProcess) ObjectStreams.read(payload, from, payload.length - from, parley);
        process.enter(parley, parent, read.start().depth());
        commands.running();
        try {
            process.run();
        } finally {
            commands.ran();
        }
    }

    /** As the JVM does with what a main method throws: the stack goes to standard error, unless a handler is set. */
    private void tell(Throwable failure) {
        if (record != null) {
            record.failed(failure.toString());
        }
        Thread main = Thread.currentThread();
        main.getUncaughtExceptionHandler().uncaughtException(main, failure);
    }

    private void exiting() {
        if (record != null) {
            record.exiting(JvmThreads.shutdownSignal());
        }
        StandardStreams.flush();
        try {
            Children.awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        commands.close();
    }
}
