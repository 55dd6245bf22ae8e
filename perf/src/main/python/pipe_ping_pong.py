"""Ping-pong between two processes through a multiprocessing.Pipe, with send_bytes and recv_bytes.

Arguments: block, apart or together on one core, ms of warm-up, ms that count.
Prints, in ascending order, how long round trips took in ns and how many of them took that long.
"""

import collections
import multiprocessing
import os
import signal
import sys
import time

LIFETIME_S = 120
BYTES = 32


def pin(first):
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores) if first else max(cores)})


def echo(end, together):
    signal.alarm(LIFETIME_S)
    pin(together)
    receive, send = end.recv_bytes, end.send_bytes
    while True:
        send(receive())


def trips(end, duration_ms):
    send, receive, now_ns = end.send_bytes, end.recv_bytes, time.monotonic_ns
    message = bytes(BYTES)
    taken = []
    sent_ns = now_ns()
    end_ns = sent_ns + duration_ms * 1_000_000
    while sent_ns < end_ns:
        send(message)
        receive()
        received_ns = now_ns()
        taken.append(received_ns - sent_ns)
        sent_ns = received_ns
    return taken


def main(together, warm_up_ms, duration_ms):
    signal.alarm(LIFETIME_S)
    context = multiprocessing.get_context("fork")
    near, far = context.Pipe()
    peer = context.Process(target=echo, args=(far, together), daemon=True)
    peer.start()
    pin(True)
    trips(near, warm_up_ms)
    taken = trips(near, duration_ms)
    peer.kill()
    peer.join()
    for ns, times in sorted(collections.Counter(taken).items()):
        print(ns, times)


if __name__ == "__main__":
    if sys.argv[1] != "block":
        sys.exit("pipes of Python can only block, not " + sys.argv[1])
    main(sys.argv[2] == "together", int(sys.argv[3]), int(sys.argv[4]))
