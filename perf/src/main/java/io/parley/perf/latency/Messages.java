package io.parley.perf.latency;

import io.parley.perf.latency.LatencyScenario.Cast;
import io.parley.perf.latency.LatencyScenario.Range;
import io.parley.perf.latency.Subject.Place;
import io.parley.perf.transport.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The scenarios in which messages travel. */
final class Messages {
    /** What Parley's queue is put beside. */
    private static final Transport[] BESIDE = {
        Transport.TRANSIENT,
        Transport.TRANSIENT_MANY,
        Transport.CHRONICLE,
        Transport.ONE_TO_ONE,
        Transport.MANY_TO_ONE,
        Transport.AERON,
        Transport.SOCKET,
        Transport.TCP,
        Transport.DISRUPTOR,
        Transport.HEAP
    };

    private static final int MOST = 16;

    private Messages() {}

    static LatencyScenario oneWay() {
        return new LatencyScenario(
                "queue-one-way",
                "producers put messages into a queue, one consumer takes them; until the message is there",
                Cast.PRODUCERS_AND_CONSUMERS,
                Range.upTo(MOST),
                Range.ONE,
                false,
                with(false, "Queue", Transport.PARLEY, BESIDE));
    }

    static LatencyScenario pingPong() {
        return new LatencyScenario(
                "queue-ping-pong",
                "a message through one queue, and back through another; until it is back",
                Cast.PRODUCERS_AND_CONSUMERS,
                Range.ONE,
                Range.ONE,
                false,
                with(true, "Queue", Transport.PARLEY, BESIDE));
    }

    static LatencyScenario pipe() {
        return new LatencyScenario(
                "pipe",
                "a message through a two-way pipe, and back through the same pipe; until it is back",
                Cast.PRODUCERS_AND_CONSUMERS,
                Range.ONE,
                Range.ONE,
                false,
                with(true, "Pipe", Transport.PIPE, Transport.SOCKET, Transport.TCP, Transport.HEAP));
    }

    static LatencyScenario competing() {
        return new LatencyScenario(
                "competing-consumers",
                "several consumers take from one queue, each message goes to one of them; until it is there",
                Cast.PRODUCERS_AND_CONSUMERS,
                Range.upTo(MOST),
                Range.upTo(MOST),
                false,
                with(false, "Queue", Transport.PARLEY, Transport.HEAP));
    }

    static LatencyScenario fanOut() {
        List<Subject> subjects = new ArrayList<>();
        subjects.add(Subject.waiting(Subject.PARLEY, "Parley Subscriber", SubscriberStage::new));
        Stream.of(Transport.CHRONICLE, Transport.AERON, Transport.DISRUPTOR)
                .map(transport -> subject(transport, transport.label(), false))
                .forEach(subjects::add);
        Stream.of(Transport.TRANSIENT_MANY, Transport.MANY_TO_ONE, Transport.SOCKET, Transport.TCP, Transport.HEAP)
                .map(Messages::oneForEach)
                .forEach(subjects::add);
        subjects.add(Subject.python("multiprocessing.Queue, one for each"));
        return new LatencyScenario(
                "fan-out",
                "every message goes to all subscribers; until each of them has it",
                Cast.PRODUCERS_AND_CONSUMERS,
                Range.upTo(MOST),
                Range.upTo(MOST),
                true,
                subjects);
    }

    /** The first transport is what is measured, the others are its baselines, and Python is the last one. */
    private static List<Subject> with(boolean back, String python, Transport parley, Transport... baselines) {
        List<Subject> subjects = new ArrayList<>();
        subjects.add(subject(parley, Subject.PARLEY, back));
        for (Transport baseline : baselines) {
            subjects.add(subject(baseline, baseline.label(), back));
        }
        subjects.add(Subject.python("multiprocessing." + python));
        return subjects;
    }

    private static Subject subject(Transport transport, String name, boolean back) {
        return subject(transport, name, "", (setup, board) -> TransportStage.over(transport, back, setup));
    }

    /** What cannot send copies sends each message to every one. */
    private static Subject oneForEach(Transport transport) {
        return subject(
                transport,
                transport.label(),
                ", one for each",
                (setup, board) -> TransportStage.overOneEach(transport, setup));
    }

    private static Subject subject(Transport transport, String name, String more, Stage.Opener opener) {
        return new Subject(
                name,
                setup -> transport.title() + ", "
                        + transport.nearest(setup.waiting()).label() + more,
                transport.isInOneProcess() ? Place.ONE_JVM : Place.JVMS,
                setup -> setup.producers() > 1 && !transport.hasManyProducers() ? "it has one producer" : null,
                opener);
    }
}
