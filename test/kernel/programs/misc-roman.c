/* A number in Roman letters. */
#include <stddef.h>
#include <stdio.h>

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

int main(void)
{
	int n = 1994; static const struct { int v; const char *s; } t[] = { { 1000, "M" }, { 900, "CM" }, { 500, "D" }, { 400, "CD" }, { 100, "C" }, { 90, "XC" }, { 50, "L" }, { 40, "XL" }, { 10, "X" }, { 9, "IX" }, { 5, "V" }, { 4, "IV" }, { 1, "I" } };
	for (size_t i = 0; i < ARRAY_SIZE(t); i++) for (; n >= t[i].v; n -= t[i].v) printf("%s", t[i].s);
	printf("\n");
	return 0;
}

/* expect: MCMXCIV */
