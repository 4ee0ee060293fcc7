/* Literals next to each other are one. */
#include <stdio.h>
#include <string.h>

int main(void)
{
	const char *s = "one" " " "two" "\x41" "B" "\0" "hidden";
	printf("%s %zu %zu\n", s, strlen(s), sizeof("a" "b"));
	return 0;
}

/* expect: one twoAB 9 3 */
