/* Forward and backward, into a block and out of loops */
#include <stdio.h>
int main(void)
{
	int i = 0, j;
again:
	i++;
	if (i < 3)
		goto again;
	for (;;) {
		for (j = 0; ; j++)
			if (j == 4)
				goto out;
	}
out:
	printf("%d %d\n", i, j); /* expect: 3 4 */
	goto inside;
	{
		i = 100;
inside:
		i += 1;
	}
	printf("%d\n", i); /* expect: 4 */
	return 0;
}
