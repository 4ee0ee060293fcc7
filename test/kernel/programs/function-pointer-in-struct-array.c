/* Dispatch by name. */
#include <stdio.h>
#include <string.h>

static int inc(int v) { return v + 1; }
static int dec(int v) { return v - 1; }
static const struct { const char *name; int (*fn)(int); } ops[] = { { "inc", inc }, { "dec", dec }, { } };
static int run(const char *name, int v)
{
	for (int i = 0; ops[i].name; i++)
		if (!strcmp(ops[i].name, name))
			return ops[i].fn(v);
	return v * 100;
}

int main(void)
{
	printf("%d %d %d\n", run("inc", 4), run("dec", 4), run("nop", 4));
	return 0;
}

/* expect: 5 3 400 */
