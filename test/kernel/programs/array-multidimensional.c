/* Arrays of three dimensions */
#include <stdio.h>
int main(void)
{
	static int a[2][3][4] = { { { 1, 2 }, { 3 } }, [1][2][3] = 9, [1][0] = { 5, 6, 7, 8 } };
	int i, s = 0;
	int *flat = &a[0][0][0];
	for (i = 0; i < 24; i++)
		s += flat[i] * (i + 1);
	printf("%d\n", s); /* expect: 618 */
	printf("%d %d %d\n", a[0][1][0], a[1][0][3], a[1][2][3]); /* expect: 3 8 9 */
	printf("%zu\n", sizeof(a) / sizeof(a[0])); /* expect: 2 */
	return 0;
}
