/* A switch in a switch in a loop */
#include <stdio.h>
int main(void)
{
	int i, j, r = 0;
	for (i = 0; i < 4; i++) {
		switch (i) {
		case 0:
			continue;
		case 1:
			for (j = 0; j < 3; j++) {
				switch (j) {
				case 1:
					break;
				default:
					r += 10;
				}
			}
			break;
		default:
			switch (i & 1) {
			case 1:
				goto done;
			}
			r += 100;
		}
		r++;
	}
done:
	printf("%d %d\n", i, r); /* expect: 3 122 */
	return 0;
}
