/* SPDX-License-Identifier: MIT */
/* The machine is sequentially consistent: barriers order nothing that isn't ordered already. */
#ifndef _ASM_BARRIER_H
#define _ASM_BARRIER_H

#define smp_mb() ((void)0)
#define smp_rmb() ((void)0)
#define smp_wmb() ((void)0)
#define mb() ((void)0)
#define rmb() ((void)0)
#define wmb() ((void)0)
#define dma_wmb() ((void)0)
#define dma_rmb() ((void)0)
#define smp_mb__before_atomic() ((void)0)
#define smp_mb__after_atomic() ((void)0)
#define smp_store_mb(variable, value) WRITE_ONCE(variable, value)
#define smp_load_acquire(p) READ_ONCE(*(p))
#define smp_store_release(p, value) WRITE_ONCE(*(p), value)

#endif
