/* Pointers to literals in a table. */
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

int main(void)
{
	static const char *const days[] = { "mon", "tue", "wed" }; size_t n = 0;
	for (size_t i = 0; i < ARRAY_SIZE(days); i++) n += strlen(days[i]);
	printf("%zu %s\n", n, days[1] + 1);
	return 0;
}

/* expect: 9 ue */
