/* Sorting by halves, with a buffer. */
#include <stdio.h>

static void sort(int *v, int *b, int n)
{
	int half = n / 2, i = 0, j = half;

	if (n < 2)
		return;
	sort(v, b, half);
	sort(v + half, b + half, n - half);
	for (int k = 0; k < n; k++)
		b[k] = j >= n || (i < half && v[i] <= v[j]) ? v[i++] : v[j++];
	for (int k = 0; k < n; k++)
		v[k] = b[k];
}

int main(void)
{
	int v[] = { 9, 3, 7, 1, 8, 2, 5, 0 }, b[8]; sort(v, b, 8); for (int i = 0; i < 8; i++) printf("%d", v[i]); printf("\n");
	return 0;
}

/* expect: 01235789 */
