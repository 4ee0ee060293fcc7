/* A tagged union with a switch over the tag */
#include <stdio.h>
enum kind { NUM, STR, PAIR };
struct val { enum kind k; union { long n; const char *s; struct { short a, b; } p; }; };
static long eval(const struct val *v)
{
	switch (v->k) {
	case NUM: return v->n;
	case STR: return v->s[0];
	case PAIR: return v->p.a * v->p.b;
	}
	return -1;
}
int main(void)
{
	struct val t[] = { { NUM, { .n = 1L << 33 } }, { STR, { .s = "A" } }, { .k = PAIR, .p = { 6, 7 } } };
	printf("%ld %ld %ld\n", eval(&t[0]), eval(&t[1]), eval(&t[2])); /* expect: 8589934592 65 42 */
	return 0;
}
