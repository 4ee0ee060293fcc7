/* Text put together by hand. */
#include <stdio.h>
#include <string.h>

int main(void)
{
	char out[32]; int n = 0;
	for (int i = 1; i <= 3; i++) { const char *w = "ab"; while (*w) out[n++] = *w++ + i - 1; out[n++] = i < 3 ? ',' : '\0'; }
	printf("%s %d\n", out, (int)strlen(out));
	return 0;
}

/* expect: ab,bc,cd 8 */
