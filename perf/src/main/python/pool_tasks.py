"""Tasks for a multiprocessing.Pool.

Arguments, for round trips of an empty task through one worker: call or submit, ms of warm-up, ms that count.
Prints, in ascending order, how long round trips took in ns and how many of them took that long.

Arguments, for many tasks: map-all, submit-all or work-all, the number of workers, the number of tasks, rounds of
warm-up, rounds that count. Prints how long each round took in ns.
"""

import collections
import multiprocessing
import os
import signal
import sys
import time

LIFETIME_S = 120
WORK_NS = 1_000_000


def pin(first):
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores) if first else max(cores)})


def nothing():
    return None


def square(number):
    return number * number


def work():
    end_ns = time.monotonic_ns() + WORK_NS
    while time.monotonic_ns() < end_ns:
        pass


def trips(pool, call, duration_ms):
    now_ns = time.monotonic_ns
    taken = []
    sent_ns = now_ns()
    end_ns = sent_ns + duration_ms * 1_000_000
    while sent_ns < end_ns:
        if call:
            pool.apply(nothing)
        else:
            pool.apply_async(nothing).get()
        done_ns = now_ns()
        taken.append(done_ns - sent_ns)
        sent_ns = done_ns
    return taken


def round_trips(context, call, warm_up_ms, duration_ms):
    with context.Pool(1, initializer=pin, initargs=(False,)) as pool:
        pin(True)
        trips(pool, call, warm_up_ms)
        taken = trips(pool, call, duration_ms)
    for ns, times in sorted(collections.Counter(taken).items()):
        print(ns, times)


def do_all(pool, job, numbers):
    if job == "map-all":
        squares = pool.map(square, numbers)
        if squares[-1] != numbers[-1] ** 2:
            sys.exit("wrong result: " + str(squares[-1]))
    else:
        task = work if job == "work-all" else nothing
        for result in [pool.apply_async(task) for _ in numbers]:
            result.get()


def rounds_of(context, job, workers, tasks, warm_ups, rounds):
    numbers = list(range(tasks))
    with context.Pool(workers) as pool:
        for number in range(-warm_ups, rounds):
            start_ns = time.monotonic_ns()
            do_all(pool, job, numbers)
            if number >= 0:
                print(time.monotonic_ns() - start_ns)


def main(job, numbers):
    signal.alarm(LIFETIME_S)
    context = multiprocessing.get_context("fork")
    if job in ("call", "submit"):
        round_trips(context, job == "call", *numbers)
    else:
        rounds_of(context, job, *numbers)


if __name__ == "__main__":
    main(sys.argv[1], [int(argument) for argument in sys.argv[2:]])
