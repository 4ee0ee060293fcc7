/* Enumerators count on, and the type follows their values */
#include <stdio.h>
enum a { A, B = 10, C, D = -1 };
enum b { X = 0x80000000, Y };
enum c { BIG = 1L << 40 };
enum p { P1, P2 } __attribute__((packed));
int main(void)
{
	enum a a = C;
	printf("%d %d %d\n", A, a, D); /* expect: 0 11 -1 */
	printf("%d\n", (enum a)-1 < 0); /* expect: 1 */
	printf("%d\n", (enum b)-1 > 0); /* expect: 1 */
	printf("%u\n", Y); /* expect: 2147483649 */
	printf("%zu %zu %zu %zu\n", sizeof(enum a), sizeof(enum b), sizeof(enum c), sizeof(enum p)); /* expect: 4 4 8 1 */
	printf("%zu\n", sizeof(A)); /* expect: 4 */
	return 0;
}
