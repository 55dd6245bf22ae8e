/*
 * Ping-pong between two processes with two semaphores on bare futexes.
 * Arguments: block or spin, apart or together on one core, ms of warm-up, ms that count.
 * Prints, in ascending order, how long round trips took in ns and how many of them took that long.
 */
#define _GNU_SOURCE
#include "clock.h"
#include "futex.h"
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>

enum { LINE_PAIR = 128, MAX_TRIPS = 1 << 25 };

struct semaphore {
  _Atomic int value;
  _Atomic int sleepers;
  char unused[LINE_PAIR - 2 * sizeof(int)];
};

static int spin;

/* On the first core that this process may use, or on the last. */
static void pin(int first) {
  cpu_set_t allowed, one;
  sched_getaffinity(0, sizeof allowed, &allowed);
  CPU_ZERO(&one);
  for (int core = 0, found = 0; core < CPU_SETSIZE && !(first && found); core++) {
    if (CPU_ISSET(core, &allowed)) {
      CPU_ZERO(&one);
      CPU_SET(core, &one);
      found = 1;
    }
  }
  sched_setaffinity(0, sizeof one, &one);
}

static int take(struct semaphore *semaphore) {
  int value = atomic_load(&semaphore->value);
  return value > 0 && atomic_compare_exchange_strong(&semaphore->value, &value, value - 1);
}

static void acquire(struct semaphore *semaphore) {
  while (!take(semaphore)) {
    if (spin) {
      pause_briefly();
    } else {
      atomic_fetch_add(&semaphore->sleepers, 1);
      futex_wait(&semaphore->value, 0);
      atomic_fetch_sub(&semaphore->sleepers, 1);
    }
  }
}

static void release(struct semaphore *semaphore) {
  atomic_fetch_add(&semaphore->value, 1);
  if (atomic_load(&semaphore->sleepers) > 0) {
    futex_wake_one(&semaphore->value);
  }
}

static void echo(struct semaphore *there, struct semaphore *back) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  for (;;) {
    acquire(there);
    release(back);
  }
}

static int trips(struct semaphore *there, struct semaphore *back, int64_t duration_ns, int64_t *ns) {
  int count = 0;
  int64_t sent_ns = now_ns(), end_ns = sent_ns + duration_ns;
  while (sent_ns < end_ns && count < MAX_TRIPS) {
    release(there);
    acquire(back);
    int64_t received_ns = now_ns();
    ns[count++] = received_ns - sent_ns;
    sent_ns = received_ns;
  }
  return count;
}

static int ascending(const void *a, const void *b) {
  int64_t left = *(const int64_t *) a, right = *(const int64_t *) b;
  return (left > right) - (left < right);
}

static void print(int64_t *ns, int count) {
  qsort(ns, count, sizeof(int64_t), ascending);
  for (int from = 0, to; from < count; from = to) {
    for (to = from + 1; to < count && ns[to] == ns[from]; to++) {
    }
    printf("%lld %d\n", (long long) ns[from], to - from);
  }
}

int main(int argc, char **argv) {
  if (argc != 5) {
    fprintf(stderr, "usage: %s block|spin apart|together WARM-UP-MS MS\n", argv[0]);
    return 2;
  }
  alarm(120);
  spin = strcmp(argv[1], "spin") == 0;
  struct semaphore *pair = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  int64_t *ns = malloc(MAX_TRIPS * sizeof(int64_t));
  pid_t peer = fork();
  if (peer == 0) {
    pin(strcmp(argv[2], "together") == 0);
    echo(&pair[0], &pair[1]);
  }
  pin(1);
  trips(&pair[0], &pair[1], atoll(argv[3]) * 1000000, ns);
  int count = trips(&pair[0], &pair[1], atoll(argv[4]) * 1000000, ns);
  kill(peer, SIGKILL);
  waitpid(peer, NULL, 0);
  print(ns, count);
  return 0;
}
