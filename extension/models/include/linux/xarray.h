/* SPDX-License-Identifier: MIT */
/* Sparse arrays. Stands in for include/linux/xarray.h; only what initialises one, no model stores in it yet. */
#ifndef _LINUX_XARRAY_H
#define _LINUX_XARRAY_H

#include <linux/spinlock.h>
#include <linux/types.h>

struct xarray {
	spinlock_t xa_lock;
	void *xa_head;
};

#define DEFINE_XARRAY(name) struct xarray name = { { 0 }, NULL }

static inline void xa_init(struct xarray *xa)
{
	spin_lock_init(&xa->xa_lock);
	xa->xa_head = NULL;
}

#endif
