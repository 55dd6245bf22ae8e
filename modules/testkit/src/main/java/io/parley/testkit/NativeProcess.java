package io.parley.testkit;

import jnr.ffi.LibraryLoader;

/**
 * The system calls that Java has no method for: signals other than TERM and KILL, a signal to oneself, and the wish to
 * die with one's parent.
 */
final class NativeProcess {
    static final int SIGQUIT = 3;
    static final int SIGKILL = 9;
    static final int SIGCONT = 18;
    static final int SIGSTOP = 19;

    private static final int PR_SET_PDEATHSIG = 1;
    private static final LibC LIBC = LibraryLoader.create(LibC.class).load("c");

    /** The C library; public because jnr-ffi's generated class lives in another package. */
    public interface LibC {
        /** Sends a signal. */
        int kill(int pid, int signal);

        /** Sends a signal to the calling thread. */
        int raise(int signal);

        /** Changes a property of the calling thread or its process. */
        int prctl(int option, long argument2, long argument3, long argument4, long argument5);
    }

    private NativeProcess() {}

    /** Sends {@code signal}; false if the kernel refused. */
    static boolean signal(long pid, int signal) {
        return LIBC.kill(Math.toIntExact(pid), signal) == 0;
    }

    /**
     * Sends {@code signal} to the calling thread, which has it before the call returns to user mode. A signal to the
     * process would be delivered to whichever thread comes first, while this one runs on for some microseconds.
     */
    static void raise(int signal) {
        LIBC.raise(signal);
    }

    /**
     * Asks the kernel to kill this process when the thread that forked it ends. Belongs to the calling thread, so call
     * it from one that lives as long as the process.
     */
    static boolean dieWithParent() {
        return LIBC.prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0;
    }

    /** Loads the native library now rather than in the middle of a test. */
    static void load() {
        LIBC.kill(Math.toIntExact(ProcessHandle.current().pid()), 0);
    }
}
