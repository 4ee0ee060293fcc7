/* Characters are small ints, and comparisons are done as int. */
#include <stdio.h>

int main(void)
{
	unsigned char a = 200, b = 100;
	signed char s = (signed char)a;
	printf("%d %d %d\n", a + b, (unsigned char)(a + b), s + b);
	printf("%d %d\n", a == (unsigned char)s, a == s);
	printf("%d\n", (a << 1) > 255);
	return 0;
}

/* expect: 300 44 44 */
/* expect: 1 0 */
/* expect: 1 */
