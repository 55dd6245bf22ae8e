package io.parley.process;

import io.parley.Parley;
import io.parley.internal.domain.Domain;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.pipe.PipeEnd;
import io.parley.internal.pipe.PipeEnd.Received;
import io.parley.internal.pipe.PipeEnd.Sent;
import io.parley.internal.wait.Deadline;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** What the process of a worker runs: the initializer, then one task after the other, until it shall end. */
final class PoolWorkerMain implements ProcessTarget {
    private static final long serialVersionUID = 1L;

    private final String pipe;
    private final int number;
    private final PoolWire.Waiting waiting;
    private final ProcessTarget initializer;
    private final String poolFile;

    PoolWorkerMain(Path pipe, int number, PoolOptions options, String poolFile) {
        this.pipe = pipe.toString();
        this.number = number;
        this.waiting = PoolWire.Waiting.of(options.waitStrategy());
        this.initializer = options.initializer();
        this.poolFile = poolFile;
    }

    @Override
    public void run() {
        ParleyProcess self = ParleyProcess.current();
        Parley parley = self.parley();
        PipeEnd end = PipeEnd.joinUnnamed(Domain.of(parley), Path.of(pipe), PoolWire.PIPE, waiting.strategy());
        if (end == null) {
            return; // the pool ended meanwhile
        }
        Thread.currentThread().setName(self.name() + "-task");
        TaskMeter meter = new TaskMeter(Domain.of(parley), poolFile);
        new Loop(end, parley, new WorkerContext(self.name(), number, parley), meter).run(initializer);
        end.close();
    }

    /** The worker at work. */
    private static final class Loop {
        private final PipeEnd end;
        private final Parley parley;
        private final WorkerContext context;
        private final TaskMeter meter;
        private final RunningTask running = new RunningTask();
        private final ClassLoader loader = Thread.currentThread().getContextClassLoader();
        private final Object sending = new Object();
        private final MessageBuffer answer = new MessageBuffer();
        private final MessageBuffer message = new MessageBuffer();

        Loop(PipeEnd end, Parley parley, WorkerContext context, TaskMeter meter) {
            this.end = end;
            this.parley = parley;
            this.context = context;
            this.meter = meter;
        }

        void run(ProcessTarget initializer) {
            ChildCommands.onCancel = running::cancel;
            ChildCommands.onDump = this::tellWhereTaskIs;
            WorkerContext.enter(context);
            try {
                if (initializer != null) {
                    initializer.run();
                }
            } catch (Throwable e) {
                send(PoolWire.NOT_READY, ObjectStreams.writeOutcome(null, e, parley));
                return;
            }
            if (send(PoolWire.READY, new byte[0])) {
                work();
            }
        }

        private void work() {
            boolean goesOn = true;
            while (goesOn && nextTask()) {
                goesOn = answer(runTask());
                message.recycle();
            }
        }

        /** False if there will be none. */
        private boolean nextTask() {
            while (true) {
                try {
                    Received received = end.receive(message, Integer.MAX_VALUE, Deadline.NEVER);
                    return received == Received.MESSAGE && message.length() > 0;
                } catch (InterruptedException meansNoTask) {
                    continue;
                }
            }
        }

        private Outcome runTask() {
            running.begin();
            long startedNs = 0;
            try {
                running.requireNotCancelled();
                startedNs = meter.started(PoolWire.queuedAtNs(message));
                return new Outcome(task().call(), null);
            } catch (Throwable e) {
                return new Outcome(null, e);
            } finally {
                meter.ended(startedNs);
                running.end();
                Thread.currentThread().setContextClassLoader(loader);
                context.taskDone();
            }
        }

        private Callable<?> task() {
            int at = PoolWire.before(message);
            return (Callable<?>) ObjectStreams.read(message.array(), at, message.length() - at, parley);
        }

        /** False if the worker cannot be trusted any more, or nobody listens. */
        private boolean answer(Outcome outcome) {
            boolean usable = !isFatal(outcome.failure());
            byte[] bytes = ObjectStreams.writeOutcome(outcome.result(), outcome.failure(), parley);
            return send(usable ? PoolWire.OUTCOME : PoolWire.LAST_OUTCOME, bytes) && usable;
        }

        /** After an endless recursion the stack is empty again; after the others nobody knows what is missing. */
        private static boolean isFatal(Throwable failure) {
            return failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError);
        }

        /** By the thread that obeys the parent, while the task runs. */
        private void tellWhereTaskIs() {
            send(PoolWire.STACKS, running.stacks().getBytes(StandardCharsets.UTF_8));
        }

        /** False if nobody listens any more. */
        private boolean send(byte kind, byte[] bytes) {
            synchronized (sending) {
                answer.recycle();
                answer.ensureCapacity(bytes.length + 1);
                answer.writeByte(kind);
                answer.writeBytes(bytes, 0, bytes.length);
                return send();
            }
        }

        private boolean send() {
            while (true) {
                try {
                    return end.send(answer.array(), 0, answer.length(), Deadline.NEVER) == Sent.YES;
                } catch (InterruptedException meansTheTask) {
                    continue;
                }
            }
        }
    }
}
