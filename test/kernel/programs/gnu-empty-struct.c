/* Empty structs have no size */
#include <stdio.h>
struct empty { };
struct lock { struct empty map; int v; };
int main(void)
{
	struct lock a = { .v = 3 }, b = a;
	printf("%zu %zu %d\n", sizeof(struct empty), sizeof(struct lock), b.v); /* expect: 0 4 3 */
	return 0;
}
