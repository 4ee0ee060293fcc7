/* Numbers handed out and taken back. */
#include <stdio.h>

static unsigned long ids;
static int get_id(void)
{
	int id = __builtin_ctzl(~ids);

	ids |= 1ul << id;
	return id;
}
static void put_id(int id) { ids &= ~(1ul << id); }

int main(void)
{
	int a = get_id(), b = get_id(), c = get_id(); put_id(b);
	printf("%d %d %d %d %d\n", a, b, c, get_id(), get_id());
	return 0;
}

/* expect: 0 1 2 3 1 */
