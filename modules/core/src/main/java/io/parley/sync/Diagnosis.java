package io.parley.sync;

import io.parley.DomainAccessException;
import io.parley.Parley;
import io.parley.internal.domain.Domain;
import io.parley.internal.domain.DomainGlance;
import io.parley.internal.domain.DomainPaths;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Who holds which lock in a domain, who sleeps until what, and who waits for whom in a circle. From
 * {@link Parley#diagnose()}; {@code parley diagnose DOMAIN} prints it.
 *
 * <p>A snapshot, read without any lock while everything goes on: what it says of threads that do not sleep may be stale
 * before it is read. A circle of sleeping threads stays, so what it says of deadlocks is reliable; diagnose twice if in
 * doubt. Threads that began to wait less than some microseconds ago are not seen.
 *
 * @param domain the domain's directory
 * @param held the locks that somebody holds, the dead included
 * @param waiting the threads that sleep, longest first
 * @param deadlocks threads that wait for each other
 * @param complete whether all sleeping threads are in {@code waiting}; false if there were more than 512
 */
public record Diagnosis(
        Path domain, List<Held> held, List<Waiting> waiting, List<Deadlock> deadlocks, boolean complete) {

    /**
     * Copies the lists.
     *
     * @param domain the domain's directory
     * @param held the locks that somebody holds
     * @param waiting the threads that sleep
     * @param deadlocks threads that wait for each other
     * @param complete whether all sleeping threads are there
     */
    public Diagnosis {
        held = List.copyOf(held);
        waiting = List.copyOf(waiting);
        deadlocks = List.copyOf(deadlocks);
    }

    /** What a thread waits for. */
    public enum Reason {
        /** A lock that comes free. */
        LOCK,
        /** Something of the object that changes: a value, a message, a permit. */
        CHANGE,
        /** A signal of a condition. */
        SIGNAL
    }

    /**
     * A lock that somebody holds.
     *
     * @param object the object the lock is, or lies in, as its file is called: {@code "book.lock"}
     * @param holder who holds it
     * @param holderThread the name of the holder's thread, empty if it is not known here
     */
    public record Held(String object, HolderInfo holder, String holderThread) {
        /** The holder in words. */
        String who() {
            return "pid " + holder.pid() + " (" + holder.processName() + (holder.alive() ? "" : ", dead") + "), thread "
                    + holder.threadId() + (holderThread.isEmpty() ? "" : " (" + holderThread + ")");
        }

        @Override
        public String toString() {
            return object + " held by " + who()
                    + holder.seenSince()
                            .map(since -> ", since " + since + " or earlier")
                            .orElse("")
                    + (holder.alive() ? "" : "; the next who wants a recovering lock takes it over");
        }
    }

    /**
     * A thread that sleeps.
     *
     * @param object the object it waits for, as its file is called
     * @param reason what about the object
     * @param waiter who
     */
    public record Waiting(String object, Reason reason, WaiterInfo waiter) {
        /** The waiter in words. */
        String who() {
            return "pid " + waiter.pid() + " (" + waiter.processName() + "), thread " + waiter.threadId() + " ("
                    + waiter.threadName() + ")";
        }

        /** What it waits for in words. */
        String what() {
            return switch (reason) {
                case LOCK -> "the lock of " + object;
                case CHANGE -> "a change of " + object;
                case SIGNAL -> "a signal of " + object;
            };
        }

        @Override
        public String toString() {
            return who() + " waits for " + what() + ", since " + waiter.since();
        }
    }

    /**
     * Threads that wait in a circle: each for a lock that the next one holds, the last for one of the first. One alone
     * waits for a lock without an owner that it acquired itself; another may still release it.
     *
     * @param members the threads
     */
    public record Deadlock(List<Waiting> members) {
        /**
         * Copies the list.
         *
         * @param members the threads
         */
        public Deadlock {
            members = List.copyOf(members);
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < members.size(); i++) {
                text.append(members.get(i).who())
                        .append(" waits for ")
                        .append(members.get(i).what());
                text.append(" held by ")
                        .append(members.get((i + 1) % members.size()).who());
                text.append(i + 1 < members.size() ? "; " : "");
            }
            return text.toString();
        }
    }

    /**
     * Diagnoses a domain. {@link Parley#diagnose()} is the short way.
     *
     * @param parley the domain
     * @return a snapshot
     */
    public static Diagnosis of(Parley parley) {
        return new Diagnostician(Domain.of(parley)).diagnose();
    }

    /**
     * Diagnoses a domain without taking part in it: no slot, no lock, no store; the right to read its files is enough.
     * Names of threads that hold and do not wait are not known then.
     *
     * @param domain the domain's directory
     * @return a snapshot
     * @throws DomainAccessException if there is no domain, or the user may not look into the directory
     */
    public static Diagnosis of(Path domain) {
        if (!Files.exists(domain.resolve(DomainPaths.DOMAIN_FILE))) {
            throw new DomainAccessException(
                    "no domain: " + domain + " has no " + DomainPaths.DOMAIN_FILE + ". Give the directory of a domain");
        }
        try (DomainGlance glance = new DomainGlance(domain)) {
            return new Diagnostician(glance).diagnose();
        }
    }

    /**
     * The locks whose holders are dead.
     *
     * @return a part of {@link #held()}
     */
    public List<Held> deadHolders() {
        return held.stream().filter(each -> !each.holder().alive()).toList();
    }

    /** All of it, a line for each lock, each waiter and each deadlock. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("domain " + domain + ": " + held.size() + " locks held, "
                + waiting.size() + " threads wait, " + deadlocks.size() + " deadlocks");
        held.forEach(each -> text.append("\n  ").append(each));
        waiting.forEach(each -> text.append("\n  ").append(each));
        deadlocks.forEach(each -> text.append("\n  DEADLOCK: ").append(each));
        if (!complete) {
            text.append("\n  There may be more waiting threads: the wait board is full");
        }
        return text.toString();
    }
}
