/* Visiting the bits that are set. */
#include <stdio.h>

static int find_next_bit(const unsigned long *map, int size, int from)
{
	for (; from < size; from++)
		if (map[from / 64] >> (from % 64) & 1)
			return from;
	return size;
}
#define for_each_set_bit(bit, map, size) \
	for ((bit) = 0; (bit) = find_next_bit((map), (size), (bit)), (bit) < (size); (bit)++)

int main(void)
{
	unsigned long map[2] = { 0x8000000000000005ul, 0x10 };
	int bit; for_each_set_bit(bit, map, 128) printf("%d ", bit);
	printf("\n");
	return 0;
}

/* expect: 0 2 63 68 */
