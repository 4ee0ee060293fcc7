/* ## makes one token of two */
#include <stdio.h>
#define CAT(a, b) a##b
#define XCAT(a, b) CAT(a, b)
#define VAR(n) var_##n
#define L 1
int main(void)
{
	int var_1 = 11, var_L = 22, ab = 33;
	printf("%d\n", VAR(1)); /* expect: 11 */
	printf("%d\n", VAR(L)); /* expect: 22 */
	printf("%d\n", XCAT(var_, L)); /* expect: 11 */
	printf("%d\n", CAT(a, b)); /* expect: 33 */
	printf("%d\n", CAT(1, 2) + CAT(, 3) + CAT(4, )); /* expect: 19 */
	printf("%d\n", 8 CAT(<, <) 1); /* expect: 16 */
	return 0;
}
