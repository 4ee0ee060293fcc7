/* #if with every operator */
#include <stdio.h>
#define ONE 1
#define ZERO 0
#define EMPTY
int main(void)
{
#if defined(ONE) && !defined NOPE && ONE
	puts("defined");
#endif
#if ZERO || (3 > 2 ? -1 < 0u : 1)
	puts("unsigned comparison");
#elif 1 + 1 == 2 && 'a' == 97 && 7 / 2 == 3 && (1 << 4) == 0x10
	puts("arithmetic");
#else
	puts("else");
#endif
#ifdef EMPTY
# ifndef ONE
	puts("not here");
# else
	puts("nested");
# endif
#endif
#if 0
this is "not C at all
#error neither
#elif UNKNOWN
	puts("unknown is zero");
#endif
#if -1 >> 1 == -1 && ~0 == -1 && 0xffffffffffffffff == -1
	puts("sixty-four bits");
#endif
	return 0;
}

/* expect: defined */
/* expect: arithmetic */
/* expect: nested */
/* expect: sixty-four bits */
