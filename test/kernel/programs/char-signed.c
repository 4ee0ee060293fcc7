/* Plain char is signed on x86-64 unless told otherwise */
#include <stdio.h>
int main(void)
{
	char c = 200;
	printf("%d\n", c); /* expect: -56 */
	printf("%d\n", c == 200); /* expect: 0 */
	printf("%d\n", '\377'); /* expect: -1 */
	printf("%d\n", (unsigned char)c); /* expect: 200 */
	return 0;
}
