/* SPDX-License-Identifier: MIT */
/*
 * Ranges that may overlap, in the order of their starts. Stands in for include/linux/interval_tree.h: the interface of
 * lib/interval_tree.c over a tree without subtree maxima, so that a search looks at every range that starts early enough.
 */
#ifndef _LINUX_INTERVAL_TREE_H
#define _LINUX_INTERVAL_TREE_H

#include <linux/rbtree.h>

struct interval_tree_node {
	struct rb_node rb;
	unsigned long start;
	unsigned long last;
};

static inline void interval_tree_insert(struct interval_tree_node *node, struct rb_root_cached *root)
{
	struct rb_node **link = &root->rb_root.rb_node, *parent = NULL;
	bool leftmost = true;

	while (*link) {
		parent = *link;
		if (node->start < rb_entry(parent, struct interval_tree_node, rb)->start) {
			link = &parent->rb_left;
		} else {
			link = &parent->rb_right;
			leftmost = false;
		}
	}
	rb_link_node(&node->rb, parent, link);
	rb_insert_color_cached(&node->rb, root, leftmost);
}

static inline void interval_tree_remove(struct interval_tree_node *node, struct rb_root_cached *root)
{
	rb_erase_cached(&node->rb, root);
}

static inline struct interval_tree_node *__kapi_interval_from(struct rb_node *node, unsigned long start,
							       unsigned long last)
{
	for (; node; node = rb_next(node)) {
		struct interval_tree_node *range = rb_entry(node, struct interval_tree_node, rb);

		if (range->start > last)
			return NULL;
		if (range->last >= start)
			return range;
	}
	return NULL;
}

/* The first range, by its start, that has something of [start, last]. */
static inline struct interval_tree_node *interval_tree_iter_first(struct rb_root_cached *root, unsigned long start,
								  unsigned long last)
{
	return __kapi_interval_from(root->rb_leftmost, start, last);
}

static inline struct interval_tree_node *interval_tree_iter_next(struct interval_tree_node *node, unsigned long start,
								 unsigned long last)
{
	return __kapi_interval_from(rb_next(&node->rb), start, last);
}

#endif
