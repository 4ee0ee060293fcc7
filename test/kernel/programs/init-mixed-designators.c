/* Later designators win, nested ones continue */
#include <stdio.h>
struct in { int a, b, c; };
struct out { struct in i; int x[4]; union { int u; char c; }; };
static struct out o = { .i = { 1, 2, 3 }, .i.b = 20, .x = { 1, 2 }, .x[3] = 9, .c = 'z' };
static struct out q = { { .c = 5 }, { [2] = 3, 4 }, .i.a = 7 };
int main(void)
{
	printf("%d %d %d %d %d %c\n", o.i.a, o.i.b, o.i.c, o.x[1], o.x[3], o.c); /* expect: 1 20 3 2 9 z */
	printf("%d %d %d %d\n", q.i.a, q.i.c, q.x[2], q.x[3]); /* expect: 7 5 3 4 */
	return 0;
}
