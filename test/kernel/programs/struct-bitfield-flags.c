/* Single bits beside a wider field. */
#include <stdio.h>

int main(void)
{
	struct { unsigned ready : 1, busy : 1, : 2, mode : 4; unsigned long long size : 40; } s = { .ready = 1, .mode = 0xf };
	s.busy = !s.ready; s.mode &= ~2; s.size = (1ull << 40) - 1;
	printf("%u %u %u %llu %zu\n", s.ready, s.busy, s.mode, (unsigned long long)s.size, sizeof s);
	return 0;
}

/* expect: 1 0 13 1099511627775 8 */
