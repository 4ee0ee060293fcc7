/* Powers of a matrix by squaring. */
#include <stdio.h>
#include <string.h>

static void mul(unsigned long long a[2][2], unsigned long long b[2][2])
{
	unsigned long long r[2][2] = { };

	for (int i = 0; i < 2; i++)
		for (int j = 0; j < 2; j++)
			for (int k = 0; k < 2; k++)
				r[i][j] += a[i][k] * b[k][j];
	__builtin_memcpy(a, r, sizeof(r));
}

int main(void)
{
	unsigned long long f[2][2] = { { 1, 1 }, { 1, 0 } }, r[2][2] = { { 1, 0 }, { 0, 1 } }; int n = 80;
	for (; n; n >>= 1) { if (n & 1) mul(r, f); mul(f, f); }
	printf("%llu\n", r[0][1]);
	return 0;
}

/* expect: 23416728348467685 */
