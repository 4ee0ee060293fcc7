/* Assignment narrows and sign-extends */
#include <stdio.h>
int main(void)
{
	int i = 0x12345678;
	short s = i;
	signed char c = i;
	unsigned char uc = -1;
	long l = (int)0x80000000;
	unsigned long ul = (unsigned)-1;
	printf("%x\n", s); /* expect: 5678 */
	printf("%x\n", c); /* expect: 78 */
	printf("%d\n", uc); /* expect: 255 */
	printf("%ld\n", l); /* expect: -2147483648 */
	printf("%lu\n", ul); /* expect: 4294967295 */
	printf("%d\n", (signed char)300); /* expect: 44 */
	printf("%d\n", (short)0x18000); /* expect: -32768 */
	return 0;
}
