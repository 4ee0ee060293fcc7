/* Declarators that read inside out */
#include <stdio.h>
static int v = 7;
static int *f(void) { return &v; }
static int *(*table[2])(void) = { f, f };
static int (*(*get(void))[2])(void);
static int one(void) { return 1; }
static int two(void) { return 2; }
static int (*pair[2])(void) = { one, two };
static int (*(*get(void))[2])(void) { return &pair; }
int main(void)
{
	int a[3] = { 1, 2, 3 }, (*pa)[3] = &a, *(*ppa)[3];
	int *ptrs[3] = { a, a + 1, a + 2 };
	ppa = &ptrs;
	printf("%d\n", *table[1]()); /* expect: 7 */
	printf("%d\n", (*get())[1]()); /* expect: 2 */
	printf("%d %d\n", (*pa)[2], *(*ppa)[1]); /* expect: 3 2 */
	return 0;
}
