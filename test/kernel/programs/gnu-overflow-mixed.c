/* The result may be narrower than the operands */
#include <stdio.h>
int main(void)
{
	unsigned char c;
	int i;
	unsigned u;
	printf("%d", __builtin_add_overflow(200, 50, &c));
	printf(" %d\n", c);
	printf("%d", __builtin_add_overflow(200, 100, &c));
	printf(" %d\n", c);
	printf("%d", __builtin_sub_overflow(1u, 2u, &i));
	printf(" %d\n", i);
	printf("%d", __builtin_add_overflow(-1, 0, &u));
	printf(" %u\n", u);
	return 0;
}

/* expect: 0 250 */
/* expect: 1 44 */
/* expect: 0 -1 */
/* expect: 1 4294967295 */
