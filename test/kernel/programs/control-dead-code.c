/* Code behind return and in constant conditions */
#include <stdio.h>
static int f(int x)
{
	if (0) {
inside:
		return x + 1;
	}
	if (1)
		goto inside;
	return 100;
}
static int g(void)
{
	while (1) {
		return 3;
		puts("never");
	}
}
int main(void)
{
	if (sizeof(int) == 8)
		puts("wide");
	else
		puts("narrow");
	printf("%d %d\n", f(4), g());
	for (; 0; )
		puts("never");
	return 0;
}

/* expect: narrow */
/* expect: 5 3 */
