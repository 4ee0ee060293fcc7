/* continue in a switch belongs to the loop. */
#include <stdio.h>

int main(void)
{
	int n = 0;
	for (int i = 0; i < 6; i++) {
		switch (i & 1) { case 0: continue; case 1: n += i; }
		n *= 2;
	}
	printf("%d\n", n);
	return 0;
}

/* expect: 30 */
