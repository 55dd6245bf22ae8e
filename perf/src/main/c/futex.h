/* Sleeping on a number in shared memory, and not sleeping. */
#ifndef FUTEX_H
#define FUTEX_H

#include <linux/futex.h>
#include <stdatomic.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Sleeps unless the number is another one; may end without any reason. */
static inline void futex_wait(_Atomic int *number, int expected) {
  syscall(SYS_futex, number, FUTEX_WAIT, expected, NULL, NULL, 0);
}

static inline void futex_wake_one(_Atomic int *number) {
  syscall(SYS_futex, number, FUTEX_WAKE, 1, NULL, NULL, 0);
}

static inline void pause_briefly(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("isb");
#endif
}

#endif
