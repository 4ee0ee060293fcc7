/* A generator with 64-bit state */
#include <stdint.h>
#include <stdio.h>
static uint64_t s[2] = { 1, 2 };
static uint64_t rotl(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }
static uint64_t next(void)
{
	uint64_t a = s[0], b = s[1], r = a + b;
	b ^= a;
	s[0] = rotl(a, 24) ^ b ^ (b << 16);
	s[1] = rotl(b, 37);
	return r;
}
int main(void)
{
	int i;
	uint64_t x = 0;
	for (i = 0; i < 1000; i++)
		x ^= next() * 0x9e3779b97f4a7c15u;
	printf("%llx\n", (unsigned long long)x); /* expect: d94956502efb7685 */
	printf("%lld\n", (long long)(next() % 1000003)); /* expect: 60235 */
	return 0;
}
