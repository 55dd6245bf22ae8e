package io.parley.examples;

import io.parley.ChildInfo;
import io.parley.Parley;
import io.parley.process.ParleyProcess;

/** A process with a class of its own: its fields travel, and {@code run} runs in the child. */
public final class OwnProcess {
    private OwnProcess() {}

    /** Two arguments; with four, this does not compile. */
    static final class MyProcess extends ParleyProcess {
        private static final long serialVersionUID = 1L;

        private final int first;
        private final int second;

        MyProcess(Parley parley, int first, int second) {
            super(parley);
            this.first = first;
            this.second = second;
        }

        @Override
        public void run() {
            System.out.println("process name:" + name() + ", PID:" + pid() + ", args:(" + first + ", " + second + ")");
        }
    }

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley =
                Parley.open("own-process-" + ProcessHandle.current().pid())) {
            MyProcess process = new MyProcess(parley, 1, 2);
            process.start();
            process.join();
            System.out.println("its PID was " + process.pid() + ", still running: " + ParleyProcess.activeChildren());

            process.close();
            for (ChildInfo child : parley.children()) {
                System.out.println("the domain remembers " + child.name() + ": " + child.exit());
            }
            parley.delete();
        }
    }
}
