/* What a return type does to the value. */
#include <stdio.h>

static unsigned char narrow(int v) { return v; }
static _Bool yes(int v) { return v; }
static unsigned int wide(signed char v) { return v; }

int main(void)
{
	printf("%d %d %d\n", narrow(300), yes(256), wide(-1) == 0xffffffffu);
	return 0;
}

/* expect: 44 1 1 */
