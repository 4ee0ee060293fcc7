/* A tag says which member is meant. */
#include <stdio.h>

struct value {
	enum { INT, TEXT, PAIR } kind;
	union { int i; const char *s; struct { int a, b; } p; };
};
static void show(const struct value *v)
{
	switch (v->kind) {
	case INT: printf("%d\n", v->i); break;
	case TEXT: printf("%s\n", v->s); break;
	case PAIR: printf("%d,%d\n", v->p.a, v->p.b); break;
	}
}

int main(void)
{
	struct value v[] = { { INT, .i = 7 }, { TEXT, .s = "seven" }, { PAIR, .p = { 7, 8 } } };
	for (int i = 0; i < 3; i++) show(&v[i]);
	return 0;
}

/* expect: 7 */
/* expect: seven */
/* expect: 7,8 */
