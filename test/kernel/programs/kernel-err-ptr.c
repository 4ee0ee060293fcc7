/* Errors in pointers, passed up */
#include <stdio.h>
#define MAX_ERRNO 4095
#define IS_ERR_VALUE(x) ((unsigned long)(void *)(x) >= (unsigned long)-MAX_ERRNO)
static inline void *ERR_PTR(long error) { return (void *)error; }
static inline long PTR_ERR(const void *ptr) { return (long)ptr; }
static inline _Bool IS_ERR(const void *ptr) { return IS_ERR_VALUE((unsigned long)ptr); }
struct obj { int id; };
static struct obj *lookup(int id)
{
	static struct obj o;
	if (id < 0)
		return ERR_PTR(-22);
	o.id = id;
	return &o;
}
static int use(int id)
{
	struct obj *o = lookup(id);
	if (IS_ERR(o))
		return PTR_ERR(o);
	return o->id;
}
int main(void)
{
	printf("%d %d\n", use(7), use(-1)); /* expect: 7 -22 */
	return 0;
}
