/* Folded and computed values agree */
#include <stdio.h>
static int id(int x) { return x; }
#define T(e, f) printf("%d\n", (e) == (f))
int main(void)
{
	T(-7 / 2, id(-7) / 2);
	T(-7 % 3, id(-7) % 3);
	T(-1 >> 1, id(-1) >> 1);
	T(5u - 6, (unsigned)id(5) - 6);
	T((char)200, (char)id(200));
	T(~0 ^ 0x55, ~id(0) ^ 0x55);
	T(1 << 31 >> 31, id(1) << 31 >> 31);
	T((short)70000 * 2, (short)id(70000) * 2);
	T(!5 + !!7, !id(5) + !!id(7));
	T(3 > 2 ? -1 : 1u, id(3) > 2 ? -1 : 1u);
	return 0;
}

/* expect: 1 */
/* expect: 1 */
/* expect: 1 */
/* expect: 1 */
/* expect: 1 */
/* expect: 1 */
/* expect: 1 */
/* expect: 1 */
/* expect: 1 */
/* expect: 1 */
