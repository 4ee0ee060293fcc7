/* What expansion leaves behind is read again with what follows */
#include <stdio.h>
#define LPAREN (
#define F(x) (x * 2)
#define G F
#define H G(
#define NIL(xxx) xxx
#define G_0(arg) NIL(G_1)(arg)
#define G_1(arg) NIL(arg)
int main(void)
{
	printf("%d\n", G(3)); /* expect: 6 */
	printf("%d\n", H 4)); /* expect: 8 */
	printf("%d\n", G_0(42)); /* expect: 42 */
	return 0;
}
