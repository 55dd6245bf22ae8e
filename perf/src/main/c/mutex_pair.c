/*
 * Locking and unlocking a robust, process-shared mutex that nobody else wants.
 * Arguments: warm-up iterations, iterations, ms each. Prints the ns of one pair in each iteration, in one line.
 */
#define _GNU_SOURCE
#include "contest_page.h"
#include "robust_mutex.h"

enum { PAIRS_BETWEEN_LOOKS = 1000 };

static double iterate(pthread_mutex_t *mutex, int64_t duration_ns) {
  int64_t pairs = 0, start_ns = now_ns(), elapsed_ns;
  do {
    for (int i = 0; i < PAIRS_BETWEEN_LOOKS; i++) {
      lock_mutex(mutex);
      pthread_mutex_unlock(mutex);
    }
    pairs += PAIRS_BETWEEN_LOOKS;
    elapsed_ns = now_ns() - start_ns;
  } while (elapsed_ns < duration_ns);
  return (double) elapsed_ns / (double) pairs;
}

int main(int argc, char **argv) {
  if (argc != 4) {
    fprintf(stderr, "usage: %s WARM-UPS ITERATIONS MS\n", argv[0]);
    return 2;
  }
  int64_t duration_ns = atoll(argv[3]) * 1000000;
  pthread_mutex_t *mutex = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  create_mutex(mutex);
  for (int i = 0; i < atoi(argv[1]); i++) {
    iterate(mutex, duration_ns);
  }
  for (int i = 0; i < atoi(argv[2]); i++) {
    printf("%.3f ", iterate(mutex, duration_ns));
  }
  printf("\n");
  return 0;
}
