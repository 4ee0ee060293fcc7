/* Walking strings from both ends. */
#include <stdio.h>
#include <string.h>

int main(void)
{
	char s[] = "step on no pets"; char *i = s, *j = s + strlen(s) - 1; int same = 1;
	for (; i < j; i++, j--) same &= *i == *j;
	printf("%d %d\n", same, (int)(i - s));
	return 0;
}

/* expect: 1 7 */
