/* The initialiser gives the length. */
#include <stdio.h>

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

int main(void)
{
	int a[] = { [5] = 1 }; char s[] = "hello"; char t[5] = "hello"; const char *u[] = { "a", "b", "c" };
	printf("%zu %zu %zu %zu\n", ARRAY_SIZE(a), sizeof s, sizeof t, ARRAY_SIZE(u));
	return 0;
}

/* expect: 6 6 5 3 */
