"""The contended counter on multiprocessing.Lock.

Arguments: the contest's page, the number of processes. What the phases mean: io.parley.perf.rig.ContestPage.
"""

import mmap
import multiprocessing
import signal
import sys
import time

PHASE = 0
COUNTER = 128 // 8
PLAYERS, PLAYER = 256 // 8, 256 // 8
REACHED, ACQUISITIONS, LONGEST_WAIT_NS = range(3)
WARM_UP, COUNT, WAITS = 1, 3, 5
LIFETIME_S = 120


def count(words, lock, phase):
    acquire, release = lock.acquire, lock.release
    acquisitions = 0
    while words[PHASE] == phase:
        acquire()
        words[COUNTER] += 1
        release()
        acquisitions += 1
    return acquisitions, 0


def time_waits(words, lock, phase):
    acquire, release, now_ns = lock.acquire, lock.release, time.monotonic_ns
    acquisitions = longest_ns = 0
    while words[PHASE] == phase:
        before_ns = now_ns()
        acquire()
        waited_ns = now_ns() - before_ns
        words[COUNTER] += 1
        release()
        acquisitions += 1
        if waited_ns > longest_ns:
            longest_ns = waited_ns
    return acquisitions, longest_ns


def play(page, number, lock):
    signal.alarm(LIFETIME_S)
    with open(page, "r+b") as file:
        words = memoryview(mmap.mmap(file.fileno(), 0)).cast("q")
    me = PLAYERS + number * PLAYER
    words[me + REACHED] = 0
    for phase in WARM_UP, COUNT, WAITS:
        while words[PHASE] < phase:
            time.sleep(0)
        loop = time_waits if phase == WAITS else count
        words[me + ACQUISITIONS], words[me + LONGEST_WAIT_NS] = loop(words, lock, phase)
        words[me + REACHED] = phase


def main(page, processes):
    signal.alarm(LIFETIME_S)
    context = multiprocessing.get_context("fork")
    lock = context.Lock()
    players = [context.Process(target=play, args=(page, number, lock), daemon=True) for number in range(processes)]
    for player in players:
        player.start()
    for player in players:
        player.join()
    sys.exit(max(abs(player.exitcode) for player in players))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
