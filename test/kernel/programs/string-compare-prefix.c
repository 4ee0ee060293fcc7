/* Comparing whole and in part. */
#include <stdio.h>
#include <string.h>

int main(void)
{
	printf("%d %d %d %d\n", strcmp("abc", "abd") < 0, strncmp("abc", "abd", 2), strcmp("", "") == 0, strcmp("b", "abc") > 0);
	printf("%d\n", memcmp("\xff", "\x01", 1) > 0);
	return 0;
}

/* expect: 1 0 1 1 */
/* expect: 1 */
