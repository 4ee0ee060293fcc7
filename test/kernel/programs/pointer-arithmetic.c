/* Pointers count in elements */
#include <stdio.h>
int main(void)
{
	int a[10], *p = a + 2, *q = &a[7];
	long *l = (long *)a;
	char *c = (char *)a;
	printf("%ld\n", q - p); /* expect: 5 */
	printf("%ld\n", (char *)q - (char *)p); /* expect: 20 */
	printf("%d\n", p < q); /* expect: 1 */
	p += 3;
	printf("%ld\n", p - a); /* expect: 5 */
	printf("%ld\n", (char *)(l + 1) - c); /* expect: 8 */
	printf("%d\n", &p[-5] == a); /* expect: 1 */
	printf("%d\n", 2[a + 1] = 6); /* expect: 6 */
	printf("%d\n", a[3]); /* expect: 6 */
	return 0;
}
