/* How long a number takes down to one. */
#include <stdio.h>

int main(void)
{
	int longest = 0, at = 0; for (int n = 1; n < 300; n++) { int steps = 0; for (unsigned int v = n; v != 1; steps++) v = v & 1 ? 3 * v + 1 : v / 2; if (steps > longest) longest = steps, at = n; }
	printf("%d %d\n", at, longest);
	return 0;
}

/* expect: 231 127 */
