/* A case may stand inside a loop */
#include <stdio.h>
int main(void)
{
	int count = 7, n = (count + 3) / 4, sum = 0;
	switch (count % 4) {
	case 0: do { sum += 1;
	case 3:      sum += 10;
	case 2:      sum += 100;
	case 1:      sum += 1000;
		} while (--n > 0);
	}
	printf("%d\n", sum); /* expect: 2221 */
	return 0;
}
