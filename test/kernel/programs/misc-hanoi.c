/* Moves of a tower. */
#include <stdio.h>

static int moves, check;
static void hanoi(int n, int from, int to, int over)
{
	if (n == 0)
		return;
	hanoi(n - 1, from, over, to);
	moves++;
	check = (check * 3 + from + to) & 0xffff;
	hanoi(n - 1, over, to, from);
}

int main(void)
{
	hanoi(6, 0, 2, 1); printf("%d %d\n", moves, check);
	return 0;
}

/* expect: 63 31330 */
