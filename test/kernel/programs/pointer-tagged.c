/* Low bits of an aligned pointer carry a tag */
#include <stdio.h>
int main(void)
{
	static long word = 77;
	unsigned long p = (unsigned long)&word;
	printf("%lu\n", p & 7); /* expect: 0 */
	p |= 3;
	printf("%lu\n", p & 7); /* expect: 3 */
	printf("%ld\n", *(long *)(p & ~7UL)); /* expect: 77 */
	return 0;
}
