/* SPDX-License-Identifier: MIT */
/*
 * Ordered trees. Stands in for include/linux/rbtree.h: the same interface and the same order of nodes. The tree is not
 * balanced, since nothing but its speed depends on that.
 */
#ifndef _LINUX_RBTREE_H
#define _LINUX_RBTREE_H

#include <linux/container_of.h>
#include <linux/stddef.h>
#include <linux/types.h>

struct rb_node {
	struct rb_node *parent;
	struct rb_node *rb_right;
	struct rb_node *rb_left;
};

struct rb_root {
	struct rb_node *rb_node;
};

struct rb_root_cached {
	struct rb_root rb_root;
	struct rb_node *rb_leftmost;
};

#define RB_ROOT (struct rb_root) { NULL }
#define RB_ROOT_CACHED (struct rb_root_cached) { { NULL }, NULL }
#define rb_entry(ptr, type, member) container_of(ptr, type, member)
#define rb_entry_safe(ptr, type, member) ({ typeof(ptr) __node = (ptr); __node ? rb_entry(__node, type, member) : NULL; })
#define RB_EMPTY_ROOT(root) ((root)->rb_node == NULL)
#define RB_EMPTY_NODE(node) ((node)->parent == (node))
#define RB_CLEAR_NODE(node) ((node)->parent = (node))
#define rb_parent(node) ((node)->parent)
#define rb_first_cached(root) ((root)->rb_leftmost)

static inline struct rb_node *rb_first(const struct rb_root *root)
{
	struct rb_node *node = root->rb_node;

	while (node && node->rb_left)
		node = node->rb_left;
	return node;
}

static inline struct rb_node *rb_last(const struct rb_root *root)
{
	struct rb_node *node = root->rb_node;

	while (node && node->rb_right)
		node = node->rb_right;
	return node;
}

static inline struct rb_node *rb_next(const struct rb_node *node)
{
	struct rb_node *parent;

	if (RB_EMPTY_NODE(node))
		return NULL;
	if (node->rb_right) {
		node = node->rb_right;
		while (node->rb_left)
			node = node->rb_left;
		return (struct rb_node *)node;
	}
	while ((parent = node->parent) && node == parent->rb_right)
		node = parent;
	return parent;
}

static inline struct rb_node *rb_prev(const struct rb_node *node)
{
	struct rb_node *parent;

	if (RB_EMPTY_NODE(node))
		return NULL;
	if (node->rb_left) {
		node = node->rb_left;
		while (node->rb_right)
			node = node->rb_right;
		return (struct rb_node *)node;
	}
	while ((parent = node->parent) && node == parent->rb_left)
		node = parent;
	return parent;
}

static inline void rb_link_node(struct rb_node *node, struct rb_node *parent, struct rb_node **link)
{
	node->parent = parent;
	node->rb_left = NULL;
	node->rb_right = NULL;
	*link = node;
}

static inline void rb_insert_color(struct rb_node *node, struct rb_root *root)
{
}

static inline void __kapi_rb_replace(struct rb_node *old, struct rb_node *fresh, struct rb_root *root)
{
	if (!old->parent)
		root->rb_node = fresh;
	else if (old->parent->rb_left == old)
		old->parent->rb_left = fresh;
	else
		old->parent->rb_right = fresh;
	if (fresh)
		fresh->parent = old->parent;
}

static inline void rb_replace_node(struct rb_node *victim, struct rb_node *fresh, struct rb_root *root)
{
	*fresh = *victim;
	if (fresh->rb_left)
		fresh->rb_left->parent = fresh;
	if (fresh->rb_right)
		fresh->rb_right->parent = fresh;
	__kapi_rb_replace(victim, fresh, root);
}

static inline void rb_erase(struct rb_node *node, struct rb_root *root)
{
	struct rb_node *next;

	if (!node->rb_left) {
		__kapi_rb_replace(node, node->rb_right, root);
		return;
	}
	if (!node->rb_right) {
		__kapi_rb_replace(node, node->rb_left, root);
		return;
	}
	/* The next node has no left child: it moves into the place of the one that goes. */
	next = rb_next(node);
	if (next->parent != node) {
		__kapi_rb_replace(next, next->rb_right, root);
		next->rb_right = node->rb_right;
		next->rb_right->parent = next;
	}
	__kapi_rb_replace(node, next, root);
	next->rb_left = node->rb_left;
	next->rb_left->parent = next;
}

static inline void rb_insert_color_cached(struct rb_node *node, struct rb_root_cached *root, bool leftmost)
{
	if (leftmost)
		root->rb_leftmost = node;
}

static inline struct rb_node *rb_erase_cached(struct rb_node *node, struct rb_root_cached *root)
{
	if (root->rb_leftmost == node)
		root->rb_leftmost = rb_next(node);
	rb_erase(node, &root->rb_root);
	return root->rb_leftmost;
}

static inline void rb_add(struct rb_node *node, struct rb_root *tree,
			  bool (*less)(struct rb_node *a, const struct rb_node *b))
{
	struct rb_node **link = &tree->rb_node, *parent = NULL;

	while (*link) {
		parent = *link;
		link = less(node, parent) ? &parent->rb_left : &parent->rb_right;
	}
	rb_link_node(node, parent, link);
}

static inline struct rb_node *rb_find(const void *key, const struct rb_root *tree,
				      int (*cmp)(const void *key, const struct rb_node *node))
{
	struct rb_node *node = tree->rb_node;

	while (node) {
		int c = cmp(key, node);

		if (c == 0)
			return node;
		node = c < 0 ? node->rb_left : node->rb_right;
	}
	return NULL;
}

#endif
