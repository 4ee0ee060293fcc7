/* SPDX-License-Identifier: MIT */
/*
 * Memory. Stands in for include/linux/slab.h. An allocation succeeds unless the flow says otherwise ("fail: kzalloc 3",
 * "may-fail: kzalloc"); with a GFP mask that may reclaim it may sleep.
 */
#ifndef _LINUX_SLAB_H
#define _LINUX_SLAB_H

#include <linux/cleanup.h>
#include <kapi/machine.h>
#include <linux/gfp.h>
#include <linux/overflow.h>
#include <linux/string.h>
#include <linux/types.h>
#include <linux/lockdep.h>
#include <linux/err.h>

#define ZERO_SIZE_PTR ((void *)16)
#define ZERO_OR_NULL_PTR(x) ((unsigned long)(x) <= 16)

/*
 * What reclaim waits for, whoever allocates may wait for (mm/page_alloc.c: fs_reclaim_acquire(), might_alloc()). Nobody is kept out;
 * the map takes part in the order of locks.
 */
__attribute__((weak)) struct lockdep_map __fs_reclaim_map;

static inline void fs_reclaim_acquire(gfp_t flags)
{
	if ((flags & __GFP_DIRECT_RECLAIM) && (flags & __GFP_FS))
		lock_map_acquire(&__fs_reclaim_map);
}

static inline void fs_reclaim_release(gfp_t flags)
{
	if ((flags & __GFP_DIRECT_RECLAIM) && (flags & __GFP_FS))
		lock_map_release(&__fs_reclaim_map);
}

/* Bit 2 of what __kapi_alloc() is given: __GFP_FS. */
#define __kapi_kmalloc(name, size, flags, zero)							\
	(__kapi_fault(name) ? NULL :								\
	 __kapi_alloc((size), (zero) | (gfpflags_allow_blocking(flags) ? 0 : 2) |		\
		      (((flags) & __GFP_FS) >> 5), &__fs_reclaim_map))

static inline void *kmalloc(size_t size, gfp_t flags)
{
	return __kapi_kmalloc("kmalloc", size, flags, (flags & __GFP_ZERO) ? 1 : 0);
}

static inline void *kzalloc(size_t size, gfp_t flags)
{
	return __kapi_kmalloc("kzalloc", size, flags, 1);
}

static inline void *kmalloc_array(size_t n, size_t size, gfp_t flags)
{
	if (size_mul(n, size) == SIZE_MAX)
		return NULL;
	return __kapi_kmalloc("kmalloc_array", n * size, flags, (flags & __GFP_ZERO) ? 1 : 0);
}

static inline void *kcalloc(size_t n, size_t size, gfp_t flags)
{
	if (size_mul(n, size) == SIZE_MAX)
		return NULL;
	return __kapi_kmalloc("kcalloc", n * size, flags, 1);
}

static inline void *kvmalloc(size_t size, gfp_t flags)
{
	return __kapi_kmalloc("kvmalloc", size, flags, 0);
}

static inline void *kvzalloc(size_t size, gfp_t flags)
{
	return __kapi_kmalloc("kvzalloc", size, flags, 1);
}

static inline void *kvcalloc(size_t n, size_t size, gfp_t flags)
{
	return kcalloc(n, size, flags);
}

static inline void *kvmalloc_array(size_t n, size_t size, gfp_t flags)
{
	return kmalloc_array(n, size, flags);
}

void kfree(const void *object);

static inline void kvfree(const void *object)
{
	kfree(object);
}

static inline void kfree_sensitive(const void *object)
{
	kfree(object);
}

static inline size_t ksize(const void *object)
{
	return __kapi_object_size(object);
}

static inline size_t kmalloc_size_roundup(size_t size)
{
	return size;
}

static inline void *kmemdup(const void *source, size_t size, gfp_t flags)
{
	void *copy = __kapi_kmalloc("kmemdup", size, flags, 0);

	if (copy)
		memcpy(copy, source, size);
	return copy;
}

static inline void *krealloc(const void *object, size_t size, gfp_t flags)
{
	void *grown = __kapi_kmalloc("krealloc", size, flags, 0);
	size_t old = object ? __kapi_object_size(object) : 0;

	if (grown && object) {
		memcpy(grown, object, old < size ? old : size);
		kfree(object);
	}
	return grown;
}

static inline void *krealloc_array(void *object, size_t n, size_t size, gfp_t flags)
{
	return size_mul(n, size) == SIZE_MAX ? NULL : krealloc(object, n * size, flags);
}

static inline char *kstrdup(const char *text, gfp_t flags)
{
	return text ? kmemdup(text, strlen(text) + 1, flags) : NULL;
}

#define kmalloc_obj(object, flags...) kmalloc(sizeof(object), GFP_KERNEL)
#define kzalloc_obj(object, flags...) kzalloc(sizeof(object), GFP_KERNEL)

struct kmem_cache {
	size_t size;
};

static inline void *kmem_cache_zalloc(struct kmem_cache *cache, gfp_t flags)
{
	return kzalloc(cache->size, flags);
}

static inline void *kmem_cache_alloc(struct kmem_cache *cache, gfp_t flags)
{
	return kmalloc(cache->size, flags);
}

static inline void kmem_cache_free(struct kmem_cache *cache, void *object)
{
	kfree(object);
}

DEFINE_FREE(kfree, void *, if (!IS_ERR_OR_NULL(_T)) kfree(_T))
DEFINE_FREE(kvfree, void *, if (!IS_ERR_OR_NULL(_T)) kvfree(_T))

#endif
