"""Round trips to a multiprocessing.managers.BaseManager over TCP.

Arguments: ms of warm-up, ms that count. Prints, in ascending order, how long round trips took in ns and how many of
them took that long.
"""

import collections
import multiprocessing
import multiprocessing.managers
import signal
import sys
import time

LIFETIME_S = 120


class Number:
    def __init__(self):
        self.value = 0

    def get(self):
        return self.value


class Manager(multiprocessing.managers.BaseManager):
    pass


Manager.register("Number", Number)


def trips(number, duration_ms):
    now_ns = time.monotonic_ns
    taken = []
    sent_ns = now_ns()
    end_ns = sent_ns + duration_ms * 1_000_000
    while sent_ns < end_ns:
        number.get()
        done_ns = now_ns()
        taken.append(done_ns - sent_ns)
        sent_ns = done_ns
    return taken


def main(warm_up_ms, duration_ms):
    signal.alarm(LIFETIME_S)
    context = multiprocessing.get_context("fork")
    with Manager(("127.0.0.1", 0), authkey=b"perf", ctx=context) as manager:
        number = manager.Number()
        trips(number, warm_up_ms)
        for ns, times in sorted(collections.Counter(trips(number, duration_ms)).items()):
            print(ns, times)


if __name__ == "__main__":
    main(*[int(argument) for argument in sys.argv[1:]])
