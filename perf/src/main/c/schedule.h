/* When events belong, and how late they were; the twin of io.parley.perf.latency.PartLoop and its Recording. */
#ifndef SCHEDULE_H
#define SCHEDULE_H

#include "clock.h"
#include "futex.h"
#include <stdio.h>

enum { SLEEP_MARGIN_NS = 200000, PATIENCE_S = 2 };

/*
 * Latencies in buckets: exact below 2^12 ns, then 2^11 for each power of two, which is finer than what the harness
 * keeps of them. What is longer than the highest counts as the highest.
 */
enum { EXACT_BITS = 12, PART_BITS = EXACT_BITS - 1, HIGHEST_BITS = 40 };
enum { BUCKETS = (HIGHEST_BITS - EXACT_BITS + 2) << PART_BITS };

struct latencies {
  int64_t times[BUCKETS];
};

struct recording {
  int64_t begun;
  int64_t last_ns;
  struct latencies service;
  struct latencies response;
};

struct schedule {
  int64_t start_ns;
  int64_t rate;
  int64_t first;   /* event that counts */
  int64_t planned; /* how many count */
};

static inline int64_t time_of(const struct schedule *schedule, int64_t event) {
  int64_t seconds = event / schedule->rate, rest = event % schedule->rate;
  return schedule->start_ns + seconds * NS_PER_SECOND + rest * NS_PER_SECOND / schedule->rate;
}

/* The event itself; those of the warm-up are left out when its time is over. */
static inline int64_t due(const struct schedule *schedule, int64_t event) {
  int warming_up = event < schedule->first && now_ns() < time_of(schedule, schedule->first);
  return event >= schedule->first || warming_up ? event : schedule->first;
}

static inline int is_past(const struct schedule *schedule, int64_t event) {
  int64_t end = schedule->first + schedule->planned;
  int64_t patient_ns = time_of(schedule, end) + PATIENCE_S * (int64_t) NS_PER_SECOND;
  int64_t twice_ns = time_of(schedule, end + schedule->planned);
  return event >= end || now_ns() > (patient_ns > twice_ns ? patient_ns : twice_ns);
}

/* Waits for the time of an event, if it is not past already, and returns it. */
static inline int64_t await_time_of(const struct schedule *schedule, int64_t event) {
  int64_t intended_ns = time_of(schedule, event), left_ns;
  while ((left_ns = intended_ns - now_ns()) > 0) {
    if (left_ns > SLEEP_MARGIN_NS) {
      int64_t sleep_ns = left_ns - SLEEP_MARGIN_NS;
      struct timespec time = {sleep_ns / NS_PER_SECOND, sleep_ns % NS_PER_SECOND};
      nanosleep(&time, NULL);
    } else {
      pause_briefly();
    }
  }
  return intended_ns;
}

static inline void record(struct latencies *latencies, int64_t ns) {
  int64_t highest = (INT64_C(1) << HIGHEST_BITS) - 1;
  int64_t value = ns < 0 ? 0 : ns > highest ? highest : ns;
  int shift = 0;
  while (value >> shift >= 1 << EXACT_BITS) {
    shift++;
  }
  latencies->times[((int64_t) shift << PART_BITS) + (value >> shift)]++;
}

static inline void add(struct latencies *sum, const struct latencies *part) {
  for (int bucket = 0; bucket < BUCKETS; bucket++) {
    sum->times[bucket] += part->times[bucket];
  }
}

static inline void print(const char *name, const struct latencies *latencies) {
  for (int bucket = 0; bucket < BUCKETS; bucket++) {
    int shift = bucket < 1 << EXACT_BITS ? 0 : (bucket >> PART_BITS) - 1;
    int64_t lowest = ((int64_t) bucket - ((int64_t) shift << PART_BITS)) << shift;
    if (latencies->times[bucket] > 0) {
      printf("%s %lld %lld\n", name, (long long) lowest, (long long) latencies->times[bucket]);
    }
  }
}

#endif
