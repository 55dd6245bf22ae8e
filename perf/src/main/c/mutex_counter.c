/*
 * The contended counter on a robust, process-shared mutex.
 * Arguments: the contest's page, the number of processes. What the phases mean: io.parley.perf.rig.ContestPage.
 */
#define _GNU_SOURCE
#include "contest_page.h"
#include "robust_mutex.h"
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>

enum { LIFETIME_S = 120 };

static struct contest_page *page;
static pthread_mutex_t *mutex;

static int is_phase(int64_t phase) {
  return atomic_load_explicit(&page->phase, memory_order_relaxed) == phase;
}

static void count(struct player *player, int64_t phase) {
  int64_t acquisitions = 0;
  while (is_phase(phase)) {
    lock_mutex(mutex);
    page->counter++;
    pthread_mutex_unlock(mutex);
    acquisitions++;
  }
  player->acquisitions = acquisitions;
}

static void time_waits(struct player *player, int64_t phase) {
  int64_t acquisitions = 0, longest_ns = 0;
  while (is_phase(phase)) {
    int64_t before_ns = now_ns();
    lock_mutex(mutex);
    int64_t waited_ns = now_ns() - before_ns;
    page->counter++;
    pthread_mutex_unlock(mutex);
    acquisitions++;
    if (waited_ns > longest_ns) {
      longest_ns = waited_ns;
    }
  }
  player->acquisitions = acquisitions;
  player->longest_wait_ns = longest_ns;
}

static void play(struct player *player) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  alarm(LIFETIME_S);
  atomic_store(&player->reached, 0);
  for (int64_t phase = WARM_UP; phase <= WAITS; phase += 2) {
    while (atomic_load(&page->phase) < phase) {
      sched_yield();
    }
    if (phase == WAITS) {
      time_waits(player, phase);
    } else {
      count(player, phase);
    }
    atomic_store(&player->reached, phase);
  }
}

int main(int argc, char **argv) {
  int processes = argc == 3 ? atoi(argv[2]) : 0;
  if (processes < 1 || processes > PLAYERS) {
    fprintf(stderr, "usage: %s PAGE PROCESSES\n", argv[0]);
    return 2;
  }
  alarm(LIFETIME_S);
  page = open_page(argv[1]);
  mutex = (pthread_mutex_t *) page->lock;
  create_mutex(mutex);
  for (int i = 0; i < processes; i++) {
    if (fork() == 0) {
      play(&page->players[i]);
      return 0;
    }
  }
  int status = 0, failed = 0;
  while (wait(&status) > 0) {
    failed |= status;
  }
  return failed != 0;
}
