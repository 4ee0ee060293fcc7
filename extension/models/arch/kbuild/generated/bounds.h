/* SPDX-License-Identifier: MIT */
/* What kbuild learns by compiling kernel/bounds.c, for ../../kernel.config. Only `parse` reads it: nothing is executed. */
#define NR_PAGEFLAGS 26
#define MAX_NR_ZONES 5
#define NR_CPUS_BITS 6
#define SPINLOCK_SIZE 72
#define LRU_GEN_WIDTH 3
#define __LRU_REFS_WIDTH 2
