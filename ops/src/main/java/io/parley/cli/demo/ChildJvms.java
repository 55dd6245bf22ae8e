package io.parley.cli.demo;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** All children of a demo; none is left when it is closed, and none starts afterwards. */
final class ChildJvms implements AutoCloseable {
    private final List<ChildJvm> children = new CopyOnWriteArrayList<>();
    private final PrintWriter err;
    private boolean closed;

    ChildJvms(PrintWriter err) {
        this.err = err;
    }

    synchronized ChildJvm start(String name, Class<?> main, List<String> args) throws DemoException {
        if (closed) {
            throw new DemoException("interrupted");
        }
        ChildJvm child = ChildJvm.start(name, main, args);
        children.add(child);
        return child;
    }

    boolean anyAlive() {
        return children.stream().anyMatch(ChildJvm::isAlive);
    }

    int alive() {
        return (int) children.stream().filter(ChildJvm::isAlive).count();
    }

    /** The child with this process id. */
    ChildJvm find(long pid) {
        return children.stream()
                .filter(child -> child.pid() == pid)
                .findAny()
                .orElseThrow(() -> new IllegalStateException("no child has pid " + pid));
    }

    /** Fails if a child did. */
    void requireNoFailure() throws DemoException, InterruptedException {
        for (ChildJvm child : children) {
            if (child.hasFailed()) {
                throw child.failure(err);
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        boolean interrupted = false;
        for (ChildJvm child : children) {
            try {
                child.kill();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
