/* Braces left out and put in. */
#include <stdio.h>

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

int main(void)
{
	struct { int a, b[2]; } s[] = { 1, 2, 3, { 4, { 5 } }, [3].b[1] = 9 };
	printf("%zu %d %d %d %d\n", ARRAY_SIZE(s), s[0].b[1], s[1].b[0], s[1].b[1], s[3].b[1]);
	return 0;
}

/* expect: 4 3 5 0 9 */
