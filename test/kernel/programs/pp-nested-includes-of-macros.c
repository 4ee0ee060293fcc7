/* Macros that define the parts of a table */
#include <stdio.h>
#define LIST(X) X(RED, 1) X(GREEN, 2) X(BLUE, 4)
#define ENUM(n, v) n = v,
#define NAME(n, v) case v: return #n;
enum color { LIST(ENUM) };
static const char *name(enum color c)
{
	switch (c) { LIST(NAME) }
	return "?";
}
#define DEFINE_GETTER(n, v) static int get_##n(void) { return v; }
LIST(DEFINE_GETTER)
int main(void)
{
	printf("%s %s %d %d\n", name(GREEN), name(BLUE), get_RED(), get_BLUE()); /* expect: GREEN BLUE 1 4 */
	return 0;
}
