/* The page that a contest shares; its twin with the explanations is io.parley.perf.rig.ContestPage. */
#ifndef CONTEST_PAGE_H
#define CONTEST_PAGE_H

#include "clock.h"
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PAGE_LENGTH = 8192, PLAYERS = 8, WARM_UP = 1, COUNT = 3, WAITS = 5 };

struct player {
  _Atomic int64_t reached;
  int64_t acquisitions;
  int64_t longest_wait_ns;
  char unused[232];
};

struct contest_page {
  _Atomic int64_t phase;
  char unused_1[120];
  int64_t counter;
  char unused_2[120];
  struct player players[PLAYERS];
  char unused_3[4096 - 256 - PLAYERS * 256];
  char lock[4096];
};

_Static_assert(sizeof(struct player) == 256, "a player has 256 bytes");
_Static_assert(sizeof(struct contest_page) == PAGE_LENGTH, "a page has 8192 bytes");

static inline struct contest_page *open_page(const char *file) {
  int fd = open(file, O_RDWR);
  void *page = fd < 0 ? MAP_FAILED : mmap(NULL, PAGE_LENGTH, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (page == MAP_FAILED) {
    perror(file);
    exit(1);
  }
  return page;
}

#endif
