/* A machine of states driven by a table of functions. */
#include <stdio.h>
#include <string.h>

enum state { START, MANY, END, FAIL };
static enum state start(char c) { return c == 'a' ? MANY : FAIL; }
static enum state many(char c) { return c == 'a' ? MANY : c == 'b' ? END : FAIL; }
static enum state end(char c) { return c == '-' ? END : FAIL; }
static enum state (*const table[])(char) = { [START] = start, [MANY] = many, [END] = end };

int main(void)
{
	enum state s = START; const char *in = "aab-b";
	while (*in && s != FAIL) s = table[s](*in++);
	printf("%d %d\n", s, (int)strlen(in));
	return 0;
}

/* expect: 3 0 */
