/* A cast and a parenthesised name look alike */
#include <stdio.h>
typedef unsigned char u8;
typedef unsigned long u64;
int main(void)
{
	int a = 300, b = 3, u = 7;
	int *p = &a;
	printf("%d\n", (u8)(a)); /* expect: 44 */
	printf("%d\n", (u8)-1); /* expect: 255 */
	printf("%d\n", (u)-1); /* expect: 6 */
	printf("%d\n", (u8)*p); /* expect: 44 */
	printf("%d\n", (u)*b); /* expect: 21 */
	printf("%lu\n", (u64)+5 + (u)+5); /* expect: 17 */
	printf("%d\n", (u64)&a == (u64)p); /* expect: 1 */
	printf("%d\n", (u)&b); /* expect: 3 */
	printf("%zu %zu\n", sizeof(u8), sizeof(u) ); /* expect: 1 4 */
	printf("%zu\n", sizeof (u8) * 2); /* expect: 2 */
	return 0;
}
