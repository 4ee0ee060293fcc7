/* The string functions of the small library */
#include <string.h>
#include <stdio.h>
int main(void)
{
	char buf[16];
	strcpy(buf, "kernel");
	printf("%zu %d %d\n", strlen(buf), strcmp(buf, "kernel"), strcmp("a", "b") < 0); /* expect: 6 0 1 */
	memmove(buf + 2, buf, 7);
	printf("%s\n", buf); /* expect: kekernel */
	memset(buf, 'x', 3);
	printf("%s\n", buf); /* expect: xxxernel */
	printf("%d\n", memcmp(buf, "xxxr", 4) < 0); /* expect: 1 */
	memcpy(buf, "AB", 2);
	printf("%s\n", buf); /* expect: ABxernel */
	return 0;
}
