/* Constants of every kind in static initialisers. */
#include <stddef.h>
#include <stdio.h>

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

int main(void)
{
	static const int table[] = { 1 + 2 * 3, ~0, sizeof(long), 'a' + 1, 7 > 3 ? 11 : 22, (unsigned char)300, -1 >> 1 };
	for (size_t i = 0; i < ARRAY_SIZE(table); i++) printf("%d ", table[i]);
	printf("\n");
	return 0;
}

/* expect: 7 -1 8 98 11 44 -1 */
