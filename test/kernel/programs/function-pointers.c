/* Calls through pointers, tables and struct members */
#include <stdio.h>
struct ops { int (*apply)(int, int); const char *name; };
static int add(int a, int b) { return a + b; }
static int sub(int a, int b) { return a - b; }
static const struct ops table[] = { { add, "add" }, { .name = "sub", .apply = &sub } };
static int twice(int (*f)(int, int), int x) { return f(f(x, x), x); }
static int (*choose(int i))(int, int) { return table[i].apply; }
int main(void)
{
	int i;
	int (*p)(int, int) = add;
	for (i = 0; i < 2; i++)
		printf("%s %d\n", table[i].name, table[i].apply(7, 2));
	printf("%d %d %d\n", p(1, 2), (*p)(3, 4), (**p)(5, 6));
	printf("%d %d\n", twice(add, 5), twice(choose(1), 5));
	printf("%d %d\n", p == add, p != &sub);
	return 0;
}

/* expect: add 9 */
/* expect: sub 5 */
/* expect: 3 7 11 */
/* expect: 15 -5 */
/* expect: 1 1 */
