/* Words counted by a small automaton. */
#include <stdio.h>

int main(void)
{
	const char *s = "  the quick  brown fox "; int words = 0, in = 0;
	for (; *s; s++) { if (*s == ' ') in = 0; else if (!in) { in = 1; words++; } }
	printf("%d\n", words);
	return 0;
}

/* expect: 4 */
