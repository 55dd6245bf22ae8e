/*
 * What perf/bin/latency measures, with locks and signals of C: the same schedule, the same counting.
 * Arguments: those that io.parley.perf.latency.Measurement gives to programs. Prints what it reads.
 */
#define _GNU_SOURCE
#include "robust_mutex.h"
#include "schedule.h"
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>

enum { HEAD_START_NS = 100000000, LIFETIME_S = 60, LINE_PAIR = 128, MAX_PARTS = 64 };

#define OWN_LINES __attribute__((aligned(LINE_PAIR)))

/* What all parts share; io.parley.perf.latency.Board explains most of it. */
struct board {
  struct schedule schedule;
  _Atomic int64_t event OWN_LINES;
  int64_t intended_ns;
  int64_t sent_ns;
  _Atomic int over;
  _Atomic int64_t seen OWN_LINES;
  _Atomic int there OWN_LINES;
  _Atomic int begins;
  _Atomic int word OWN_LINES;
  pthread_mutex_t mutex OWN_LINES;
  sem_t semaphore OWN_LINES;
  struct recording recordings[] OWN_LINES;
};

static struct board *board;
static int spin;

/* A lock on a bare futex. */
enum { FREE = 0, TAKEN = 1, WANTED = 2 };

static int take_free(void) {
  int found = FREE;
  return atomic_load(&board->word) == FREE && atomic_compare_exchange_strong(&board->word, &found, TAKEN);
}

static void lock_futex(void) {
  if (take_free()) {
    return;
  }
  if (spin) {
    while (!take_free()) {
      pause_briefly();
    }
    return;
  }
  while (atomic_exchange(&board->word, WANTED) != FREE) {
    futex_wait(&board->word, WANTED);
  }
}

static void unlock_futex(void) {
  if (atomic_exchange(&board->word, FREE) == WANTED) {
    futex_wake_one(&board->word);
  }
}

static void lock_robust(void) {
  lock_mutex(&board->mutex);
}

static void unlock_robust(void) {
  pthread_mutex_unlock(&board->mutex);
}

/* A signal on a bare futex. */
enum { SILENT = 0, RAISED = 1, AWAITED = 2 };

static void raise_futex(void) {
  if (atomic_exchange(&board->word, RAISED) == AWAITED) {
    futex_wake_one(&board->word);
  }
}

static void await_futex(void) {
  for (;;) {
    int raised = RAISED, silent = SILENT;
    if (atomic_compare_exchange_strong(&board->word, &raised, SILENT)) {
      return;
    }
    if (spin) {
      pause_briefly();
    } else {
      atomic_compare_exchange_strong(&board->word, &silent, AWAITED);
      futex_wait(&board->word, AWAITED);
    }
  }
}

static void raise_semaphore(void) {
  sem_post(&board->semaphore);
}

static void await_semaphore(void) {
  while (sem_wait(&board->semaphore) != 0) {
  }
}

static void begin(struct recording *recording, int64_t intended_ns) {
  recording->begun += intended_ns >= time_of(&board->schedule, board->schedule.first);
}

/* The last event has ended. */
static void end(struct recording *recording, int64_t ended_ns) {
  if (board->intended_ns >= time_of(&board->schedule, board->schedule.first)) {
    record(&recording->service, ended_ns - board->sent_ns);
    record(&recording->response, ended_ns - board->intended_ns);
    recording->last_ns = ended_ns;
  }
}

static void give(int64_t event, int64_t intended_ns) {
  board->intended_ns = intended_ns;
  board->sent_ns = now_ns();
  board->event = event;
}

static void await_seen(int64_t event) {
  while (board->seen < event && !board->over) {
    sched_yield();
  }
}

/* Has the lock until the next event is due, gives it to another, and wants it again when another has it. */
static void contend(struct recording *recording, void (*lock)(void), void (*unlock)(void)) {
  for (;;) {
    lock();
    int64_t ended_ns = now_ns(), given = board->event;
    if (given > board->seen) {
      end(recording, ended_ns);
    }
    board->seen = given;
    int64_t event = due(&board->schedule, given);
    if (board->over || is_past(&board->schedule, event)) {
      board->over = 1;
      unlock();
      return;
    }
    int64_t intended_ns = await_time_of(&board->schedule, event);
    begin(recording, intended_ns);
    give(event + 1, intended_ns);
    unlock();
    await_seen(event + 1);
  }
}

/* Each event waits until the last one was seen; what that delays counts. */
static void raise_on_schedule(struct recording *recording, void (*raise_it)(void)) {
  int64_t number = 0;
  for (int64_t event = due(&board->schedule, 0); !is_past(&board->schedule, event);
       event = due(&board->schedule, event + 1)) {
    int64_t intended_ns = await_time_of(&board->schedule, event);
    give(++number, intended_ns);
    raise_it();
    begin(recording, intended_ns);
    await_seen(number);
  }
  board->over = 1;
  raise_it();
}

static void await_signals(struct recording *recording, void (*await_it)(void)) {
  for (;;) {
    await_it();
    int64_t ended_ns = now_ns();
    if (board->over) {
      return;
    }
    end(recording, ended_ns);
    board->seen = board->event;
  }
}

static void play(const char *scenario, const char *subject, int is_consumer, struct recording *recording) {
  int bare = strcmp(subject, "futex") == 0;
  if (strcmp(scenario, "lock-hand-off") == 0) {
    contend(recording, bare ? lock_futex : lock_robust, bare ? unlock_futex : unlock_robust);
  } else if (is_consumer) {
    await_signals(recording, bare ? await_futex : await_semaphore);
  } else {
    raise_on_schedule(recording, bare ? raise_futex : raise_semaphore);
  }
}

/* On one of the cores that are named, in turns; "-" names none. */
static void pin(const char *cores, int number) {
  int named[CPU_SETSIZE], count = 0;
  char *rest;
  for (const char *next = cores; count < CPU_SETSIZE; next = rest + (*rest == ',')) {
    long core = strtol(next, &rest, 10);
    if (rest == next) {
      break;
    }
    named[count++] = (int) core;
  }
  if (count > 0) {
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(named[number % count], &one);
    if (sched_setaffinity(0, sizeof one, &one) != 0) {
      perror("sched_setaffinity");
      exit(1);
    }
  }
}

static void open_board(int parts) {
  size_t length = sizeof *board + parts * sizeof(struct recording);
  board = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
  if (board == MAP_FAILED) {
    perror("board");
    exit(1);
  }
  create_mutex(&board->mutex);
  sem_init(&board->semaphore, 1, 0);
}

static void report(int parts) {
  struct recording *sum = &board->recordings[0];
  for (int part = 1; part < parts; part++) {
    struct recording *other = &board->recordings[part];
    sum->begun += other->begun;
    sum->last_ns = other->last_ns > sum->last_ns ? other->last_ns : sum->last_ns;
    add(&sum->service, &other->service);
    add(&sum->response, &other->response);
  }
  printf("first %lld\n", (long long) time_of(&board->schedule, board->schedule.first));
  printf("last %lld\n", (long long) sum->last_ns);
  printf("begun %lld\n", (long long) sum->begun);
  print("service", &sum->service);
  print("response", &sum->response);
}

/* A process for one part. */
static void start(char **argv, int part, int consumers, unsigned lifetime_s) {
  pid_t child = fork();
  if (child < 0) {
    perror("fork");
    exit(1);
  }
  if (child == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    alarm(lifetime_s);
    pin(argv[10], part);
    board->there++;
    while (!board->begins) {
      sched_yield();
    }
    play(argv[1], argv[2], part < consumers, &board->recordings[part]);
    exit(0);
  }
}

int main(int argc, char **argv) {
  int producers = argc == 11 ? atoi(argv[5]) : 0, consumers = argc == 11 ? atoi(argv[6]) : 0;
  int parts = producers + consumers;
  if (producers < 1 || consumers < 1 || parts > MAX_PARTS) {
    fprintf(stderr, "usage: %s SCENARIO SUBJECT RATE BYTES PRODUCERS CONSUMERS FIRST PLANNED WAIT CORES\n", argv[0]);
    return 2;
  }
  open_board(parts);
  board->schedule = (struct schedule) {0, atoll(argv[3]), atoll(argv[7]), atoll(argv[8])};
  spin = strcmp(argv[9], "spin") == 0;
  unsigned lifetime_s = LIFETIME_S + 3 * (board->schedule.first + board->schedule.planned) / board->schedule.rate;
  alarm(lifetime_s);
  for (int part = 0; part < parts; part++) {
    start(argv, part, consumers, lifetime_s);
  }
  while (board->there < parts) {
    if (waitpid(-1, NULL, WNOHANG) > 0) {
      return 1; /* one has failed, and the others end with this process */
    }
    sched_yield();
  }
  board->schedule.start_ns = now_ns() + HEAD_START_NS;
  board->begins = 1;
  for (int status; wait(&status) > 0;) {
    if (status != 0) {
      return 1;
    }
  }
  report(parts);
  return 0;
}
