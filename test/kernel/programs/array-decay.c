/* Arrays become pointers, except under sizeof and & */
#include <stdio.h>
static int count(int a[10]) { return sizeof(a); }
int main(void)
{
	int a[10];
	char s[] = "abc", *p = "abc";
	printf("%zu %d\n", sizeof(a), count(a)); /* expect: 40 8 */
	printf("%zu %zu\n", sizeof(s), sizeof(p)); /* expect: 4 8 */
	printf("%d\n", (void *)a == (void *)&a); /* expect: 1 */
	printf("%ld\n", (char *)(&a + 1) - (char *)a); /* expect: 40 */
	printf("%zu\n", sizeof("hello")); /* expect: 6 */
	return 0;
}
