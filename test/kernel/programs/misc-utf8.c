/* Code points into bytes. */
#include <stdio.h>

static int utf8(unsigned int v, unsigned char *out)
{
	int n = v < 0x80 ? 1 : v < 0x800 ? 2 : v < 0x10000 ? 3 : 4;

	for (int i = n - 1; i > 0; i--, v >>= 6)
		out[i] = 0x80 | (v & 0x3f);
	out[0] = n == 1 ? v : (unsigned char)(0xf00 >> n) | v;
	return n;
}

int main(void)
{
	unsigned int v[] = { 0x41, 0xe9, 0x20ac, 0x1f600 }; for (int i = 0; i < 4; i++) { unsigned char b[4]; int n = utf8(v[i], b); for (int j = 0; j < n; j++) printf("%02x", b[j]); printf(" "); } printf("\n");
	return 0;
}

/* expect: 41 c3a9 e282ac f09f9880 */
