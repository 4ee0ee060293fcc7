/* All orders of four letters. */
#include <stdio.h>

static int count;
static unsigned int sum;
static void permute(char *s, int at)
{
	if (!s[at]) {
		count++;
		sum = sum * 31 + (s[0] << 8 | s[3]);
		return;
	}
	for (int i = at; s[i]; i++) {
		char c = s[at];

		s[at] = s[i];
		s[i] = c;
		permute(s, at + 1);
		s[i] = s[at];
		s[at] = c;
	}
}

int main(void)
{
	char s[] = "abcd"; permute(s, 0); printf("%d %x\n", count, sum);
	return 0;
}

/* expect: 24 dd45fb1a */
