/* Plain, signed and unsigned char are three types. */
#include <stdio.h>

int main(void)
{
	char p = 'a'; signed char s = 'a'; unsigned char u = 'a';
	printf("%d %d\n", __builtin_types_compatible_p(char, signed char), __builtin_types_compatible_p(typeof(u), unsigned char));
	printf("%d\n", p == s && s == u);
	return 0;
}

/* expect: 0 1 */
/* expect: 1 */
