/* const members are initialised once. */
#include <stdio.h>

int main(void)
{
	struct { const int id; int v; } s = { .id = 4 }; s.v = s.id * 2; typeof(s) t = s; printf("%d %d\n", t.id, t.v);
	return 0;
}

/* expect: 4 8 */
