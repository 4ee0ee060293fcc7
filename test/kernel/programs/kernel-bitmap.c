/* Bits in arrays of unsigned long */
#include <stdio.h>
#define BITS_PER_LONG 64
#define BITS_TO_LONGS(n) (((n) + BITS_PER_LONG - 1) / BITS_PER_LONG)
#define DECLARE_BITMAP(name, bits) unsigned long name[BITS_TO_LONGS(bits)]
static DECLARE_BITMAP(map, 100);
static void set_bit(unsigned n, unsigned long *m) { m[n / BITS_PER_LONG] |= 1UL << (n % BITS_PER_LONG); }
static int test_bit(unsigned n, const unsigned long *m) { return 1 & (m[n / BITS_PER_LONG] >> (n & (BITS_PER_LONG - 1))); }
static int find_first_zero(const unsigned long *m, int n)
{
	int i;
	for (i = 0; i < BITS_TO_LONGS(n); i++)
		if (~m[i])
			return i * BITS_PER_LONG + __builtin_ctzl(~m[i]);
	return n;
}
int main(void)
{
	int i;
	for (i = 0; i < 70; i++)
		set_bit(i, map);
	set_bit(99, map);
	printf("%d %d %d %zu\n", find_first_zero(map, 100), test_bit(99, map), test_bit(98, map), sizeof(map)); /* expect: 70 1 0 16 */
	printf("%d\n", __builtin_popcountl(map[0]) + __builtin_popcountl(map[1])); /* expect: 71 */
	return 0;
}
