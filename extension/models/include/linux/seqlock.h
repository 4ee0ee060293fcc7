/* SPDX-License-Identifier: MIT */
/* Sequence counters. Stands in for include/linux/seqlock.h. */
#ifndef _LINUX_SEQLOCK_H
#define _LINUX_SEQLOCK_H

#include <linux/compiler.h>
#include <linux/spinlock.h>

typedef struct seqcount {
	unsigned int sequence;
} seqcount_t;

static inline void seqcount_init(seqcount_t *s)
{
	s->sequence = 0;
}

static inline unsigned int read_seqcount_begin(const seqcount_t *s)
{
	unsigned int sequence = READ_ONCE(s->sequence);

	/* Odd while a writer is inside. */
	while (sequence & 1) {
		__kapi_spin_until_equal(&s->sequence, 4, sequence + 1);
		sequence = READ_ONCE(s->sequence);
	}
	return sequence;
}

static inline int read_seqcount_retry(const seqcount_t *s, unsigned int start)
{
	return READ_ONCE(s->sequence) != start;
}

static inline void write_seqcount_begin(seqcount_t *s)
{
	WRITE_ONCE(s->sequence, s->sequence + 1);
}

static inline void write_seqcount_end(seqcount_t *s)
{
	WRITE_ONCE(s->sequence, s->sequence + 1);
}

#endif
