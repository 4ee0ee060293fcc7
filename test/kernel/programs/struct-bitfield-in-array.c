/* Bit-fields of the elements of an array. */
#include <stdio.h>

int main(void)
{
	struct { unsigned a : 5, b : 6, c : 5; } px[3] = { { 31, 63, 31 }, { 1, 2, 3 } };
	px[2] = px[1]; px[2].b = px[0].b + 1; px[1].a = px[0].a ^ 5;
	for (int i = 0; i < 3; i++) printf("%u,%u,%u ", px[i].a, px[i].b, px[i].c);
	printf("\n");
	return 0;
}

/* expect: 31,63,31 26,2,3 1,0,3 */
