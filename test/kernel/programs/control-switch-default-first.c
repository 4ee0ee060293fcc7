/* default may stand anywhere. */
#include <stdio.h>

int main(void)
{
	for (int i = 0; i < 4; i++) {
		int r = 0;
		switch (i) { default: r += 100; case 1: r += 1; break; case 2: r += 2; }
		printf("%d ", r);
	}
	printf("\n");
	return 0;
}

/* expect: 101 1 2 101 */
