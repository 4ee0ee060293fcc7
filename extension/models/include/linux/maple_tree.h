/* SPDX-License-Identifier: MIT */
/*
 * Ranges of indices that do not overlap, each with an entry. Stands in for include/linux/maple_tree.h (Documentation/
 * core-api/maple_tree.rst): the simple interface, over a list of ranges. Left out: the advanced interface (MA_STATE, mas_*).
 */
#ifndef _LINUX_MAPLE_TREE_H
#define _LINUX_MAPLE_TREE_H

#include <linux/err.h>
#include <linux/errno.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct __kapi_maple_range {
	unsigned long first;
	unsigned long last;
	void *entry;
	struct __kapi_maple_range *next;
};

struct maple_tree {
	spinlock_t ma_lock;
	unsigned int ma_flags;
	struct __kapi_maple_range *ranges;
};

#define MTREE_INIT(name, flags) { .ma_flags = (flags) }
#define DEFINE_MTREE(name) struct maple_tree name = MTREE_INIT(name, 0)
#define mtree_lock(tree) spin_lock(&(tree)->ma_lock)
#define mtree_unlock(tree) spin_unlock(&(tree)->ma_lock)

static inline void mt_init_flags(struct maple_tree *tree, unsigned int flags)
{
	spin_lock_init(&tree->ma_lock);
	tree->ma_flags = flags;
	tree->ranges = NULL;
}

static inline void mt_init(struct maple_tree *tree)
{
	mt_init_flags(tree, 0);
}

static inline bool mtree_empty(const struct maple_tree *tree)
{
	return !tree->ranges;
}

static inline struct __kapi_maple_range *__kapi_maple_find(struct maple_tree *tree, unsigned long from)
{
	struct __kapi_maple_range *range = tree->ranges;

	while (range && range->last < from)
		range = range->next;
	return range;
}

static inline void *mtree_load(struct maple_tree *tree, unsigned long index)
{
	struct __kapi_maple_range *range;
	void *entry = NULL;

	mtree_lock(tree);
	range = __kapi_maple_find(tree, index);
	if (range && range->first <= index)
		entry = range->entry;
	mtree_unlock(tree);
	return entry;
}

/* Takes [first, last] out of the ranges there are; `spare` becomes the second half of one that is cut in two. */
static inline struct __kapi_maple_range *__kapi_maple_clear(struct maple_tree *tree, unsigned long first,
							    unsigned long last, struct __kapi_maple_range *spare)
{
	struct __kapi_maple_range **link = &tree->ranges, *range;

	while ((range = *link) && range->first <= last) {
		if (range->last < first) {
			link = &range->next;
		} else if (range->first < first && range->last > last) {
			*spare = (struct __kapi_maple_range){ last + 1, range->last, range->entry, range->next };
			range->last = first - 1;
			range->next = spare;
			return NULL;
		} else if (range->first < first) {
			range->last = first - 1;
			link = &range->next;
		} else if (range->last > last) {
			range->first = last + 1;
			break;
		} else {
			*link = range->next;
			kfree(range);
		}
	}
	return spare;
}

/* Replaces what stands at [first, last]; NULL takes it away. 0, -EINVAL, or -ENOMEM with nothing changed. */
static inline int mtree_store_range(struct maple_tree *tree, unsigned long first, unsigned long last, void *entry,
				    gfp_t gfp)
{
	struct __kapi_maple_range *fresh = NULL, *spare, **link;

	if (last < first)
		return -EINVAL;
	spare = kzalloc(sizeof(*spare), gfp);
	if (!spare)
		return -ENOMEM;
	if (entry) {
		fresh = kzalloc(sizeof(*fresh), gfp);
		if (!fresh) {
			kfree(spare);
			return -ENOMEM;
		}
	}
	mtree_lock(tree);
	spare = __kapi_maple_clear(tree, first, last, spare);
	if (fresh) {
		for (link = &tree->ranges; *link && (*link)->first < first; link = &(*link)->next)
			;
		*fresh = (struct __kapi_maple_range){ first, last, entry, *link };
		*link = fresh;
	}
	mtree_unlock(tree);
	kfree(spare);
	return 0;
}

static inline int mtree_store(struct maple_tree *tree, unsigned long index, void *entry, gfp_t gfp)
{
	return mtree_store_range(tree, index, index, entry, gfp);
}

/* -EEXIST where something stands in the range already. */
static inline int mtree_insert_range(struct maple_tree *tree, unsigned long first, unsigned long last, void *entry,
				     gfp_t gfp)
{
	struct __kapi_maple_range *range, *fresh, **link;

	if (!entry || last < first)
		return -EINVAL;
	fresh = kzalloc(sizeof(*fresh), gfp);
	if (!fresh)
		return -ENOMEM;
	mtree_lock(tree);
	range = __kapi_maple_find(tree, first);
	if (range && range->first <= last) {
		mtree_unlock(tree);
		kfree(fresh);
		return -EEXIST;
	}
	for (link = &tree->ranges; *link && (*link)->first < first; link = &(*link)->next)
		;
	*fresh = (struct __kapi_maple_range){ first, last, entry, *link };
	*link = fresh;
	mtree_unlock(tree);
	return 0;
}

static inline int mtree_insert(struct maple_tree *tree, unsigned long index, void *entry, gfp_t gfp)
{
	return mtree_insert_range(tree, index, index, entry, gfp);
}

/* Takes the whole range away in which the index lies; returns its entry. */
static inline void *mtree_erase(struct maple_tree *tree, unsigned long index)
{
	struct __kapi_maple_range **link = &tree->ranges, *range;
	void *entry = NULL;

	mtree_lock(tree);
	while ((range = *link) && range->last < index)
		link = &range->next;
	if (range && range->first <= index) {
		*link = range->next;
		entry = range->entry;
		kfree(range);
	}
	mtree_unlock(tree);
	return entry;
}

/* The first entry from *index to max; *index is then behind its range. */
static inline void *mt_find(struct maple_tree *tree, unsigned long *index, unsigned long max)
{
	struct __kapi_maple_range *range;
	void *entry = NULL;

	mtree_lock(tree);
	range = __kapi_maple_find(tree, *index);
	if (range && range->first <= max) {
		entry = range->entry;
		*index = range->last + 1;
	}
	mtree_unlock(tree);
	return entry;
}

/* The same for going on: an index of 0 says that the last range ended at the greatest number. */
static inline void *mt_find_after(struct maple_tree *tree, unsigned long *index, unsigned long max)
{
	return *index == 0 ? NULL : mt_find(tree, index, max);
}

#define mt_for_each(tree, entry, index, max) \
	for (entry = mt_find(tree, &(index), max); entry; entry = mt_find_after(tree, &(index), max))

static inline void mtree_destroy(struct maple_tree *tree)
{
	mtree_lock(tree);
	while (tree->ranges) {
		struct __kapi_maple_range *range = tree->ranges;

		tree->ranges = range->next;
		kfree(range);
	}
	mtree_unlock(tree);
}

#endif
