/* A mutex as processes need it that may be killed while they hold it. */
#ifndef ROBUST_MUTEX_H
#define ROBUST_MUTEX_H

#include <errno.h>
#include <pthread.h>

static inline void create_mutex(pthread_mutex_t *mutex) {
  pthread_mutexattr_t kind;
  pthread_mutexattr_init(&kind);
  pthread_mutexattr_setpshared(&kind, PTHREAD_PROCESS_SHARED);
  pthread_mutexattr_setrobust(&kind, PTHREAD_MUTEX_ROBUST);
  pthread_mutex_init(mutex, &kind);
}

static inline void lock_mutex(pthread_mutex_t *mutex) {
  if (pthread_mutex_lock(mutex) == EOWNERDEAD) {
    pthread_mutex_consistent(mutex);
  }
}

#endif
