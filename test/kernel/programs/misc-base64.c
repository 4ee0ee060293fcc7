/* Three bytes into four characters. */
#include <stdio.h>

static void encode(const unsigned char *in, int n, char *out)
{
	static const char set[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (int i = 0; i < n; i += 3) {
		unsigned int v = in[i] << 16 | (i + 1 < n ? in[i + 1] << 8 : 0) | (i + 2 < n ? in[i + 2] : 0);

		for (int j = 0; j < 4; j++)
			*out++ = i + j > n ? '=' : set[v >> (18 - 6 * j) & 63];
	}
	*out = '\0';
}

int main(void)
{
	const char *s = "kernel C"; char out[16] = ""; encode((const unsigned char *)s, 8, out); printf("%s\n", out);
	return 0;
}

/* expect: a2VybmVsIEM= */
