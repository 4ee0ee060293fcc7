/* Returns out of loops, switches and blocks. */
#include <stdio.h>

static int find(int n)
{
	for (int i = 2; ; i++) {
		switch (n % i) {
		case 0:
			return i;
		case 1: {
			if (i > 8)
				return -i;
			break;
		}
		}
	}
}

int main(void)
{
	printf("%d %d %d %d\n", find(3), find(7), find(11), find(2));
	return 0;
}

/* expect: 3 7 -10 2 */
