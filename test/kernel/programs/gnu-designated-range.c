/* Ranges in initialisers, later ones win. */
#include <stddef.h>
#include <stdio.h>

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

int main(void)
{
	int a[] = { [0 ... 9] = 1, [3 ... 5] = 2, [4] = 3 };
	for (size_t i = 0; i < ARRAY_SIZE(a); i++) printf("%d", a[i]);
	printf("\n");
	return 0;
}

/* expect: 1112321111 */
