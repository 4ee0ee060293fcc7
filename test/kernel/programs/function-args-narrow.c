/* Arguments are converted to the type of the parameter */
#include <stdio.h>
static int f(unsigned char c, short s, _Bool b) { return c * 1000000 + s * 10 + b; }
static long g(long l) { return l; }
static unsigned char h(int x) { return x; }
int main(void)
{
	printf("%d\n", f(257, 65537, 300)); /* expect: 1000011 */
	printf("%ld\n", g(-1)); /* expect: -1 */
	printf("%ld\n", g(-1u)); /* expect: 4294967295 */
	printf("%d\n", h(511)); /* expect: 255 */
	return 0;
}
