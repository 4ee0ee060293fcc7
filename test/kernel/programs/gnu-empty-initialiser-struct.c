/* Empty structs take no room. */
#include <stdio.h>

int main(void)
{
	struct empty { }; struct { int a; struct empty e; int b; } s = { 1, { }, 2 };
	printf("%zu %zu %d\n", sizeof(struct empty), sizeof s, s.b);
	return 0;
}

/* expect: 0 8 2 */
