/* Pointers into one struct compare by offset */
#include <stdio.h>
struct s { int a, b, c[3]; };
int main(void)
{
	struct s s;
	printf("%d\n", &s.a < &s.b); /* expect: 1 */
	printf("%d\n", (void *)&s == (void *)&s.a); /* expect: 1 */
	printf("%ld\n", (char *)&s.c[2] - (char *)&s); /* expect: 16 */
	return 0;
}
