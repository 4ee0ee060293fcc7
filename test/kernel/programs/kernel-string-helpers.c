/* strscpy() and kstrtoul() by hand. */
#include <stddef.h>
#include <stdio.h>
#include <string.h>

static long strscpy_(char *to, const char *from, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (!(to[i] = from[i]))
			return i;
	to[size - 1] = '\0';
	return -7;
}
static int parse(const char *s, unsigned long *out)
{
	unsigned long v = 0, base = 10;

	if (s[0] == '0' && (s[1] | 32) == 'x') {
		base = 16;
		s += 2;
	}
	for (; *s; s++) {
		unsigned int d = *s <= '9' ? *s - '0' : (*s | 32) - 'a' + 10;

		if (d >= base)
			return -22;
		v = v * base + d;
	}
	*out = v;
	return 0;
}

int main(void)
{
	char b[4]; unsigned long v = 0; printf("%ld %s\n", strscpy_(b, "abcdef", sizeof b), b);
	printf("%d %d\n", parse("0x1f", &v), (int)v); printf("%d\n", parse("12z", &v));
	return 0;
}

/* expect: -7 abc */
/* expect: 0 0 */
/* expect: -22 */
