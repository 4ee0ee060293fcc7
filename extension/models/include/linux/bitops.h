/* SPDX-License-Identifier: MIT */
/* Bit numbers of words in memory. Stands in for include/linux/bitops.h: an atomic operation is one step. */
#ifndef _LINUX_BITOPS_H
#define _LINUX_BITOPS_H

#include <linux/bits.h>
#include <linux/types.h>
#include <linux/atomic.h>

static inline void __set_bit(long nr, unsigned long *addr)
{
	addr[BIT_WORD(nr)] |= BIT_MASK(nr);
}

static inline void __clear_bit(long nr, unsigned long *addr)
{
	addr[BIT_WORD(nr)] &= ~BIT_MASK(nr);
}

static inline bool test_bit(long nr, const unsigned long *addr)
{
	return (READ_ONCE(addr[BIT_WORD(nr)]) & BIT_MASK(nr)) != 0;
}

static inline void set_bit(long nr, unsigned long *addr)
{
	atomic64_or(BIT_MASK(nr), (atomic64_t *)&addr[BIT_WORD(nr)]);
}

static inline void clear_bit(long nr, unsigned long *addr)
{
	atomic64_andnot(BIT_MASK(nr), (atomic64_t *)&addr[BIT_WORD(nr)]);
}

static inline bool test_and_set_bit(long nr, unsigned long *addr)
{
	return (atomic64_fetch_or(BIT_MASK(nr), (atomic64_t *)&addr[BIT_WORD(nr)]) & BIT_MASK(nr)) != 0;
}

static inline bool test_and_clear_bit(long nr, unsigned long *addr)
{
	return (atomic64_fetch_andnot(BIT_MASK(nr), (atomic64_t *)&addr[BIT_WORD(nr)]) & BIT_MASK(nr)) != 0;
}

static inline unsigned long __ffs(unsigned long word)
{
	unsigned long n = 0;

	while (!(word & 1)) {
		word >>= 1;
		n++;
	}
	return n;
}

static inline int fls64(u64 x)
{
	int n = 0;

	while (x) {
		x >>= 1;
		n++;
	}
	return n;
}

static inline int fls(unsigned int x)
{
	return fls64(x);
}

#endif
