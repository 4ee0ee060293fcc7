/* __free() and no_free_ptr(), as the kernel has them */
#include <stdlib.h>
#include <stdio.h>
#define __free(n) __attribute__((cleanup(__free_##n)))
#define DEFINE_FREE(n, type, action) static inline void __free_##n(void *p) { type _T = *(type *)p; action; }
#define no_free_ptr(p) ({ __auto_type __ptr = (p); (p) = NULL; __ptr; })
static int live;
static void *get(int v) { int *p = malloc(sizeof(int)); *p = v; live++; return p; }
static void put(void *p) { live--; free(p); }
DEFINE_FREE(put, void *, if (_T) put(_T))
static int *make(int fail)
{
	int *p __free(put) = get(5);
	if (fail)
		return NULL;
	return no_free_ptr(p);
}
int main(void)
{
	int *p;
	make(1);
	printf("%d\n", live); /* expect: 0 */
	p = make(0);
	printf("%d %d\n", *p, live); /* expect: 5 1 */
	put(p);
	printf("%d\n", live); /* expect: 0 */
	return 0;
}
