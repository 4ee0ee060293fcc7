/* Postfix notation with a stack. */
#include <stdio.h>

static int calculate(const char *s)
{
	int stack[8], n = 0;

	for (; *s; s++) {
		if (*s >= '0' && *s <= '9') {
			int v = 0;

			for (; *s >= '0' && *s <= '9'; s++)
				v = v * 10 + *s - '0';
			s--;
			stack[n++] = v;
		} else if (*s != ' ') {
			int b = stack[--n], a = stack[--n];

			stack[n++] = *s == '+' ? a + b : *s == '-' ? a - b : *s == '*' ? a * b : a / b;
		}
	}
	return stack[0];
}

int main(void)
{
	printf("%d %d\n", calculate("3 4 + 2 *"), calculate("100 7 / 3 -"));
	return 0;
}

/* expect: 14 11 */
