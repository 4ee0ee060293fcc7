/* The day of the week by Zeller's rule. */
#include <stdio.h>

static int weekday(int y, int m, int d)
{
	if (m < 3) {
		m += 12;
		y--;
	}
	return (d + 13 * (m + 1) / 5 + y + y / 4 - y / 100 + y / 400) % 7;
}

int main(void)
{
	int d[][3] = { { 2025, 1, 22 }, { 2000, 2, 29 }, { 1970, 1, 1 } };
	for (int i = 0; i < 3; i++) printf("%d ", weekday(d[i][0], d[i][1], d[i][2]));
	printf("\n");
	return 0;
}

/* expect: 4 3 5 */
