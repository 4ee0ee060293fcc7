/* break leaves the innermost loop or switch alone. */
#include <stdio.h>

int main(void)
{
	int found = -1;
	for (int i = 0; i < 5; i++) {
		for (int j = 0; j < 5; j++) {
			if (j == 3) break;
			switch (i * j) { case 4: found = i * 10 + j; break; default: continue; }
			if (found >= 0) break;
		}
		if (found >= 0) break;
	}
	printf("%d\n", found);
	return 0;
}

/* expect: 22 */
