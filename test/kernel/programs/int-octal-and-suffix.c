/* Literals of all bases and suffixes. */
#include <stdio.h>

int main(void)
{
	printf("%d %d %d %d\n", 010, 0x10, 0b10, 'A');
	printf("%zu %zu %zu %zu\n", sizeof 1, sizeof 1L, sizeof 1u, sizeof 1ull);
	printf("%zu %zu %zu\n", sizeof 2147483647, sizeof 2147483648, sizeof 0x80000000);
	printf("%d\n", 0x80000000 > 0);
	return 0;
}

/* expect: 8 16 2 65 */
/* expect: 4 8 4 8 */
/* expect: 4 8 4 */
/* expect: 1 */
