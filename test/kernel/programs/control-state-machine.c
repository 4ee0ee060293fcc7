/* A parser written with gotos */
#include <stdio.h>
static int parse(const char *s)
{
	int sign = 1, n = 0;
start:
	if (*s == ' ') { s++; goto start; }
	if (*s == '-') { sign = -1; s++; }
digit:
	if (*s < '0' || *s > '9') goto end;
	n = n * 10 + *s++ - '0';
	goto digit;
end:
	return sign * n;
}
int main(void)
{
	printf("%d %d %d\n", parse("  42"), parse("-17x"), parse("")); /* expect: 42 -17 0 */
	return 0;
}
