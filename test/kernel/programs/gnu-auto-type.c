/* __auto_type takes the type of the initialiser */
#include <stdio.h>
int main(void)
{
	__auto_type a = 5L;
	__auto_type p = &a;
	char s[3] = "ab";
	__auto_type t = s;
	printf("%zu %ld %zu %c\n", sizeof(a), *p, sizeof(t), t[1]); /* expect: 8 5 8 b */
	return 0;
}
