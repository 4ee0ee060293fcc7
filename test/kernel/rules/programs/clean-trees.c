/* expect: pass */
/* The trees by their interfaces: order, ranges that overlap, ranges that replace each other. */
#include <linux/interval_tree.h>
#include <linux/maple_tree.h>
#include <linux/rbtree.h>

struct item {
	struct rb_node node;
	int key;
};

static bool less(struct rb_node *a, const struct rb_node *b)
{
	return rb_entry(a, struct item, node)->key < rb_entry(b, struct item, node)->key;
}

static struct rb_root root;
static struct item items[9];
static DEFINE_MTREE(tree);

static void check_order(int count)
{
	int n = 0, last = -1;

	for (struct rb_node *node = rb_first(&root); node; node = rb_next(node), n++) {
		__kapi_rule(rb_entry(node, struct item, node)->key > last, "value", "in order");
		last = rb_entry(node, struct item, node)->key;
	}
	__kapi_rule(n == count, "value", "all of them");
	for (struct rb_node *node = rb_last(&root); node; node = rb_prev(node))
		n--;
	__kapi_rule(n == 0, "value", "the same backwards");
}

static void rb(void)
{
	static const int order[] = { 5, 1, 8, 3, 0, 7, 2, 6, 4 };

	for (int i = 0; i < 9; i++) {
		items[i].key = order[i];
		rb_add(&items[i].node, &root, less);
	}
	check_order(9);
	for (int i = 0; i < 9; i += 2) {
		rb_erase(&items[i].node, &root);
		check_order(8 - i / 2);
	}
}

static void intervals(void)
{
	struct rb_root_cached ranges = RB_ROOT_CACHED;
	struct interval_tree_node a = { .start = 0, .last = 9 }, b = { .start = 5, .last = 20 }, c = { .start = 30, .last = 40 };
	struct interval_tree_node *found;

	interval_tree_insert(&c, &ranges);
	interval_tree_insert(&a, &ranges);
	interval_tree_insert(&b, &ranges);
	found = interval_tree_iter_first(&ranges, 8, 35);
	__kapi_rule(found == &a, "value", "the first");
	found = interval_tree_iter_next(found, 8, 35);
	__kapi_rule(found == &b, "value", "the second");
	__kapi_rule(interval_tree_iter_next(found, 8, 35) == &c, "value", "the third");
	interval_tree_remove(&a, &ranges);
	__kapi_rule(interval_tree_iter_first(&ranges, 0, 4) == NULL, "value", "nothing there any more");
	__kapi_rule(interval_tree_iter_first(&ranges, 21, 29) == NULL, "value", "a hole");
}

static void maple(void)
{
	int one = 1, two = 2, three = 3, count = 0;
	unsigned long index = 0;
	void *entry;

	__kapi_rule(mtree_insert_range(&tree, 10, 19, &one, GFP_KERNEL) == 0, "value", "inserted");
	__kapi_rule(mtree_insert(&tree, 15, &two, GFP_KERNEL) == -EEXIST, "value", "taken");
	__kapi_rule(mtree_store(&tree, 15, &two, GFP_KERNEL) == 0, "value", "cut in two");
	__kapi_rule(mtree_store_range(&tree, 18, 30, &three, GFP_KERNEL) == 0, "value", "over the end");
	__kapi_rule(mtree_load(&tree, 14) == &one && mtree_load(&tree, 15) == &two && mtree_load(&tree, 16) == &one,
		    "value", "the pieces");
	__kapi_rule(mtree_load(&tree, 18) == &three && mtree_load(&tree, 9) == NULL, "value", "the ends");
	mt_for_each(&tree, entry, index, ULONG_MAX)
		count++;
	__kapi_rule(count == 4, "value", "four ranges");
	__kapi_rule(mtree_erase(&tree, 12) == &one && mtree_load(&tree, 10) == NULL, "value", "a whole range");
	mtree_destroy(&tree);
	__kapi_rule(mtree_empty(&tree), "value", "empty");
}

__actor void all(void)
{
	rb();
	intervals();
	maple();
}

void finally(void)
{
	__kapi_check_leaks();
}
