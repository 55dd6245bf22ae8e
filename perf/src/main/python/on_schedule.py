"""What perf/bin/latency measures, with multiprocessing: the same schedule, the same counting.

Arguments: scenario, "python", events a second, bytes, producers, consumers, number of the first event that counts, how
many count, how Parley waits meanwhile, cores for the parts in turns or "-". Event n belongs at start + n / rate;
producers share the events out among each other.

Prints the time at which the first event that counts was due, when the last one ended, how many were begun, and in
ascending order how long they took in ns and how many took that long: "service" from when each really began, "response"
from when it should have begun.
"""

import collections
import itertools
import multiprocessing
import multiprocessing.managers
import os
import signal
import struct
import sys
import time

NS_PER_SECOND = 1_000_000_000
HEAD_START_NS = 300_000_000
SLEEP_MARGIN_NS = 200_000
PATIENCE_NS = 2 * NS_PER_SECOND
LIFETIME_S = 60
ENTRIES = 1 << 10
TIMES = struct.Struct("<qq")
STOP = b""

now_ns = time.monotonic_ns
context = multiprocessing.get_context("fork")


def wait_until(ns):
    while (left_ns := ns - now_ns()) > 0:
        if left_ns > SLEEP_MARGIN_NS:
            time.sleep((left_ns - SLEEP_MARGIN_NS) / NS_PER_SECOND)


class Schedule:
    def __init__(self, rate, first, planned):
        self.rate = rate
        self.first = first
        self.end = first + planned
        self.start_ns = now_ns() + HEAD_START_NS
        self.count_from_ns = self.at(first)
        self.give_up_ns = max(self.at(first + 2 * planned), self.at(self.end) + PATIENCE_NS)

    def at(self, event):
        return self.start_ns + event * NS_PER_SECOND // self.rate

    def due(self, event, step):
        """The event itself; those of the warm-up are left out when its time is over."""
        if event >= self.first or now_ns() < self.count_from_ns:
            return event
        return event + -(-(self.first - event) // step) * step

    def is_past(self, event):
        return event >= self.end or now_ns() > self.give_up_ns


class Recording:
    """What one process measures."""

    def __init__(self, schedule):
        self.schedule = schedule
        self.begun = 0
        self.last_ns = 0
        self.service = []
        self.response = []

    def begin(self, intended_ns):
        if intended_ns >= self.schedule.count_from_ns:
            self.begun += 1

    def end(self, intended_ns, sent_ns, ended_ns):
        if intended_ns >= self.schedule.count_from_ns:
            self.service.append(ended_ns - sent_ns)
            self.response.append(ended_ns - intended_ns)
            self.last_ns = ended_ns

    def result(self):
        return self.begun, self.last_ns, collections.Counter(self.service), collections.Counter(self.response)


def call(recording, rank, step, act):
    """Keeps to the schedule with something that is over when it returns."""
    schedule = recording.schedule
    event = schedule.due(rank, step)
    while not schedule.is_past(event):
        intended_ns = schedule.at(event)
        wait_until(intended_ns)
        recording.begin(intended_ns)
        sent_ns = now_ns()
        act()
        recording.end(intended_ns, sent_ns, now_ns())
        event = schedule.due(event + step, step)


def send(recording, rank, step, act):
    """Keeps to the schedule with something that ends elsewhere."""
    schedule = recording.schedule
    event = schedule.due(rank, step)
    while not schedule.is_past(event):
        intended_ns = schedule.at(event)
        wait_until(intended_ns)
        recording.begin(intended_ns)
        act(intended_ns, now_ns())
        event = schedule.due(event + step, step)


class Cores:
    """Gives each part the next one."""

    numbers = []
    parts = itertools.count()

    @classmethod
    def pin(cls, part):
        if cls.numbers:
            os.sched_setaffinity(0, {cls.numbers[part % len(cls.numbers)]})

    @classmethod
    def pinned(cls, play):
        part = next(cls.parts)

        def run():
            cls.pin(part)
            play()

        return run


class Crew:
    """The processes of a run."""

    def __init__(self):
        self.results = context.SimpleQueue()
        self.workers = []
        self.servers = []

    def measure(self, schedule, play):
        def run():
            recording = Recording(schedule)
            play(recording)
            self.results.put(recording.result())

        worker = context.Process(target=Cores.pinned(run))
        worker.start()
        self.workers.append(worker)
        return worker

    def serve(self, play):
        server = context.Process(target=Cores.pinned(play), daemon=True)
        server.start()
        self.servers.append(server)

    def collect(self):
        results = [self.results.get() for _ in self.workers]
        for worker in self.workers:
            worker.join()
        for server in self.servers:
            server.kill()
            server.join()
        return results


def queue(schedule, size, producers, consumers):
    return through([context.Queue()] * consumers, 1, schedule, size, producers)


def fan_out(schedule, size, producers, consumers):
    return through([context.Queue() for _ in range(consumers)], consumers, schedule, size, producers)


def through(queues, copies, schedule, size, producers):
    """Each consumer takes from its queue; each message goes into as many of them as there are to be copies."""
    crew = Crew()
    padding = bytes(size - TIMES.size)

    def put(rank):
        def put_copies(*times):
            message = TIMES.pack(*times) + padding
            for messages in queues[:copies]:
                messages.put(message)

        return lambda recording: send(recording, rank, producers, put_copies)

    def take(messages):
        def play(recording):
            while (message := messages.get()) != STOP:
                ended_ns = now_ns()
                recording.end(*TIMES.unpack_from(message), ended_ns)

        return play

    for messages in queues:
        crew.measure(schedule, take(messages))
    results = Crew()
    for rank in range(producers):
        results.measure(schedule, put(rank))
    sent = results.collect()
    for messages in queues:
        messages.put(STOP)
    return sent + crew.collect()


def queue_ping_pong(schedule, size, producers, consumers):
    there, back = context.Queue(), context.Queue()
    message = bytes(size)
    crew = Crew()

    def serve():
        while True:
            back.put(there.get())

    def trip():
        there.put(message)
        back.get()

    crew.serve(serve)
    crew.measure(schedule, lambda recording: call(recording, 0, 1, trip))
    return crew.collect()


def pipe(schedule, size, producers, consumers):
    near, far = context.Pipe()
    message = bytes(size)
    crew = Crew()

    def serve():
        while True:
            far.send_bytes(far.recv_bytes())

    def trip():
        near.send_bytes(message)
        near.recv_bytes()

    crew.serve(serve)
    crew.measure(schedule, lambda recording: call(recording, 0, 1, trip))
    return crew.collect()


EVENT, INTENDED, SENT, SEEN, OVER = range(5)


def lock_hand_off(schedule, size, producers, consumers):
    lock = context.Lock()
    page = context.RawArray("q", 5)
    crew = Crew()

    def contend(recording):
        while True:
            lock.acquire()
            ended_ns = now_ns()
            given = page[EVENT]
            if given > page[SEEN]:
                recording.end(page[INTENDED], page[SENT], ended_ns)
            page[SEEN] = given
            event = schedule.due(given, 1)
            if page[OVER] or schedule.is_past(event):
                page[OVER] = 1
                lock.release()
                return
            intended_ns = schedule.at(event)
            wait_until(intended_ns)
            recording.begin(intended_ns)
            page[INTENDED], page[SENT], page[EVENT] = intended_ns, now_ns(), event + 1
            lock.release()
            while page[SEEN] <= event and not page[OVER]:
                time.sleep(0)

    for _ in range(producers + consumers):
        crew.measure(schedule, contend)
    return crew.collect()


def event(schedule, size, producers, consumers):
    signalled = context.Event()
    page = context.RawArray("q", 5)
    crew = Crew()

    def wait(recording):
        while not page[OVER]:
            signalled.wait()
            ended_ns = now_ns()
            signalled.clear()
            if not page[OVER]:
                recording.end(page[INTENDED], page[SENT], ended_ns)
            page[SEEN] = page[EVENT]

    def raise_it(intended_ns, sent_ns):
        page[INTENDED], page[SENT] = intended_ns, sent_ns
        page[EVENT] += 1
        signalled.set()
        while page[SEEN] < page[EVENT]:
            time.sleep(0)

    def play(recording):
        send(recording, 0, 1, raise_it)
        page[OVER] = 1
        signalled.set()

    crew.measure(schedule, wait)
    crew.measure(schedule, play)
    return crew.collect()


def value_publish(schedule, size, producers, consumers):
    value = context.Array("c", size)
    seen = context.RawArray("q", consumers)
    over = context.RawArray("q", 1)
    padding = bytes(size - TIMES.size)
    crew = Crew()

    def read(number):
        def play(recording):
            last = value.raw
            while not over[0]:
                found = value.raw
                if found != last:
                    recording.end(*TIMES.unpack_from(found), now_ns())
                    last = found
                    seen[number] += 1
                else:
                    time.sleep(0)

        return play

    def publish(recording):
        sent = 0

        def write(*times):
            nonlocal sent
            value.raw = TIMES.pack(*times) + padding
            sent += 1
            while min(seen) < sent:
                time.sleep(0)

        send(recording, 0, 1, write)
        over[0] = 1

    for number in range(consumers):
        crew.measure(schedule, read(number))
    crew.measure(schedule, publish)
    return crew.collect()


def map_mix(make_schedule, size, producers, consumers):
    with context.Manager() as manager:
        numbers = manager.dict({key: 0 for key in range(ENTRIES)})
        schedule = make_schedule()
        crew = Crew()

        def play(number):
            key = number

            def act():
                nonlocal key
                key = (key * 5 + 1) % ENTRIES
                if number < consumers:
                    numbers[key]
                else:
                    numbers[key] = 1

            return lambda recording: call(recording, number, producers + consumers, act)

        for number in range(producers + consumers):
            crew.measure(schedule, play(number))
        return crew.collect(), schedule


def nothing():
    return None


def pool_task(make_schedule, size, producers, consumers):
    with context.Pool(consumers) as pool:
        pool.apply(nothing)
        Cores.pin(consumers)
        recording = Recording(make_schedule())
        call(recording, 0, 1, lambda: pool.apply(nothing))
        return [recording.result()], recording.schedule


class Number:
    def __init__(self):
        self.value = 0

    def get_and_add(self):
        self.value += 1
        return self.value


class Manager(multiprocessing.managers.BaseManager):
    pass


Manager.register("Number", Number)


def manager_call(make_schedule, size, producers, consumers):
    with Manager(("127.0.0.1", 0), authkey=b"perf", ctx=context) as manager:
        number = manager.Number()
        schedule = make_schedule()
        crew = Crew()
        for rank in range(producers):
            crew.measure(schedule, lambda recording, rank=rank: call(recording, rank, producers, number.get_and_add))
        return crew.collect(), schedule


# those whose helpers take a while to start make the schedule when these are there
SLOW_TO_START = {"map-mix": map_mix, "pool-task": pool_task, "manager-call": manager_call}
SCENARIOS = {
    "queue-one-way": queue,
    "competing-consumers": queue,
    "fan-out": fan_out,
    "queue-ping-pong": queue_ping_pong,
    "pipe": pipe,
    "lock-hand-off": lock_hand_off,
    "event": event,
    "value-publish": value_publish,
}


def main(scenario, rate, size, producers, consumers, first, planned, cores):
    Cores.numbers = cores
    signal.alarm(LIFETIME_S + 3 * (first + planned) // rate)

    def make_schedule():
        return Schedule(rate, first, planned)

    if scenario in SLOW_TO_START:
        results, schedule = SLOW_TO_START[scenario](make_schedule, size, producers, consumers)
    else:
        schedule = make_schedule()
        results = SCENARIOS[scenario](schedule, size, producers, consumers)
    print("first", schedule.count_from_ns)
    print("last", max(result[1] for result in results))
    print("begun", sum(result[0] for result in results))
    for name, index in (("service", 2), ("response", 3)):
        for ns, times in sorted(sum((result[index] for result in results), collections.Counter()).items()):
            print(name, ns, times)


if __name__ == "__main__":
    cores = sys.argv[10]
    main(
        sys.argv[1],
        *[int(argument) for argument in sys.argv[3:9]],
        [] if cores == "-" else [int(core) for core in cores.split(",")],
    )
