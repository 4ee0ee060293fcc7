/* BUILD_BUG_ON_ZERO and ARRAY_SIZE */
#include <stdio.h>
#define BUILD_BUG_ON_ZERO(e) ((int)(sizeof(struct { int : (-!!(e)); })))
#define __must_be_array(a) BUILD_BUG_ON_ZERO(__builtin_types_compatible_p(typeof(a), typeof(&(a)[0])))
#define ARRAY_SIZE(arr) (sizeof(arr) / sizeof((arr)[0]) + __must_be_array(arr))
#define BUILD_BUG_ON(cond) do { extern void broken(void) __attribute__((error("broken"))); if (cond) broken(); } while (0)
static int table[ARRAY_SIZE("four")];
int main(void)
{
	long a[7];
	BUILD_BUG_ON(sizeof(a) != 56);
	printf("%zu %zu\n", ARRAY_SIZE(a), ARRAY_SIZE(table)); /* expect: 7 5 */
	return 0;
}
