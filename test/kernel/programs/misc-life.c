/* Four generations of a glider. */
#include <stdio.h>

static void step(unsigned char g[8][8])
{
	unsigned char next[8][8] = { };

	for (int y = 0; y < 8; y++)
		for (int x = 0; x < 8; x++) {
			int n = 0;

			for (int dy = -1; dy <= 1; dy++)
				for (int dx = -1; dx <= 1; dx++)
					if (dx || dy)
						n += g[y + dy & 7][x + dx & 7];
			next[y][x] = n == 3 || (n == 2 && g[y][x]);
		}
	for (int i = 0; i < 64; i++)
		g[i / 8][i % 8] = next[i / 8][i % 8];
}

int main(void)
{
	unsigned char g[8][8] = { 0 }; g[0][1] = g[1][2] = g[2][0] = g[2][1] = g[2][2] = 1; for (int i = 0; i < 4; i++) step(g);
	for (int y = 0; y < 8; y++) for (int x = 0; x < 8; x++) if (g[y][x]) printf("%d%d ", y, x);
	printf("\n");
	return 0;
}

/* expect: 12 23 31 32 33 */
