/* Labels have no address here */
#include <stdio.h>
int main(void)
{
	void *to = &&out;
	goto *to;
out:
	return 0;
}
/* expect opaque: the address of a label */
