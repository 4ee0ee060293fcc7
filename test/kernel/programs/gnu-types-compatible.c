/* Types are compared without their outer qualifiers */
#include <stdio.h>
#define same(a, b) __builtin_types_compatible_p(typeof(a), typeof(b))
#define is_array(a) !same((a), &(a)[0])
int main(void)
{
	int i, a[3], *p = a;
	const int c = 0;
	char *s;
	const char *cs;
	printf("%d %d %d\n", same(i, c), same(s, cs), same(a, p)); /* expect: 1 0 0 */
	printf("%d %d\n", is_array(a), is_array(p)); /* expect: 1 0 */
	printf("%d\n", same(int[], int[5])); /* expect: 1 */
	printf("%d %d\n", same(long, long long), same(char, signed char)); /* expect: 0 0 */
	printf("%d\n", same(int (*)(char), int (*)(char))); /* expect: 1 */
	return 0;
}
