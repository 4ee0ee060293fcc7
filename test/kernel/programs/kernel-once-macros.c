/* READ_ONCE and WRITE_ONCE */
#include <stdio.h>
#define READ_ONCE(x) (*(const volatile typeof(x) *)&(x))
#define WRITE_ONCE(x, val) do { *(volatile typeof(x) *)&(x) = (val); } while (0)
struct s { int a; char c; void *p; };
int main(void)
{
	struct s s = { 1, 2, 0 };
	int local = 5;
	WRITE_ONCE(s.a, READ_ONCE(s.c) + 5);
	WRITE_ONCE(s.p, &s);
	WRITE_ONCE(local, READ_ONCE(local) * 2);
	printf("%d %d %d\n", READ_ONCE(s.a), READ_ONCE(s.p) == &s, local); /* expect: 7 1 10 */
	return 0;
}
