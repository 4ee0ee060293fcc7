/* Adding in limbs, with the carry from a comparison. */
#include <stdio.h>

int main(void)
{
	unsigned int x[3] = { 0xffffffff, 0xffffffff, 1 }, y[3] = { 1, 0, 2 }, r[3];
	unsigned int carry = 0;
	for (int i = 0; i < 3; i++) {
		unsigned int sum = x[i] + y[i];
		unsigned int c = sum < x[i];
		r[i] = sum + carry;
		carry = c | (r[i] < sum);
	}
	printf("%x %x %x %u\n", r[0], r[1], r[2], carry);
	return 0;
}

/* expect: 0 0 4 0 */
