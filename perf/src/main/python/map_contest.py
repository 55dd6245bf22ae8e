"""The contest on a map, on multiprocessing.Manager().dict().

Arguments: the contest's page, the number of entries, the task of each process. What the phases mean:
io.parley.perf.rig.ContestPage.
"""

import mmap
import multiprocessing
import signal
import sys
import time

PHASE = 0
PLAYERS, PLAYER = 256 // 8, 256 // 8
REACHED, ACQUISITIONS = range(2)
WARM_UP, COUNT, WAITS = 1, 3, 5
LIFETIME_S = 120
SPREAD, MULTIPLIER, INCREMENT_BY, BITS_64 = 0x9E3779B97F4A7C15, 6364136223846793005, 1442695040888963407, (1 << 64) - 1


def key(index):
    return index * SPREAD & BITS_64


def random_keys(entries, state):
    """As io.parley.perf.map.RandomKeys, made before anything is measured, so that Python's arithmetic is not."""
    keys = []
    for _ in range(1 << 16):
        state = state * MULTIPLIER + INCREMENT_BY & BITS_64
        keys.append(key(state >> 33 & entries - 1))
    return keys


def get(shared, lock, words, phase, keys):
    done = 0
    while words[PHASE] == phase:
        shared[keys[done & 0xFFFF]]
        done += 1
    return done


def put(shared, lock, words, phase, keys):
    done = 0
    while words[PHASE] == phase:
        shared[keys[done & 0xFFFF]] = done
        done += 1
    return done


def increment(shared, lock, words, phase, keys):
    """Two calls of the server; without a lock they would lose what another process adds between them."""
    done = 0
    while words[PHASE] == phase:
        name = keys[done & 0xFFFF]
        with lock:
            shared[name] += 1
        done += 1
    return done


TASKS = {"GET": get, "PUT": put, "INCREMENT": increment}


def play(page, number, task, shared, lock, entries):
    signal.alarm(LIFETIME_S)
    with open(page, "r+b") as file:
        words = memoryview(mmap.mmap(file.fileno(), 0)).cast("q")
    me = PLAYERS + number * PLAYER
    keys = random_keys(entries, number)
    shared[keys[0]]  # connects
    words[me + REACHED] = 0
    for phase in WARM_UP, COUNT:
        while words[PHASE] < phase:
            time.sleep(0)
        words[me + ACQUISITIONS] = TASKS[task](shared, lock, words, phase, keys)
        words[me + REACHED] = phase
    while words[PHASE] <= WAITS:
        time.sleep(0.001)


def main(page, entries, tasks):
    signal.alarm(LIFETIME_S)
    context = multiprocessing.get_context("fork")
    lock = context.Lock()
    with context.Manager() as manager:
        shared = manager.dict({key(index): 0 for index in range(entries)})
        players = [
            context.Process(target=play, args=(page, number, task, shared, lock, entries), daemon=True)
            for number, task in enumerate(tasks)
        ]
        for player in players:
            player.start()
        for player in players:
            player.join()
    sys.exit(max(abs(player.exitcode) for player in players))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3].split(","))
