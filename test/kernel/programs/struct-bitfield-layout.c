/* Where bit-fields lie */
#include <stdio.h>
struct a { unsigned x : 3, y : 5, z : 24; };
struct b { unsigned x : 3; unsigned : 0; unsigned y : 3; };
struct c { char c; int x : 20; short s : 4; };
struct d { unsigned long a : 40, b : 30; };
struct e { char a : 4, b : 5; } __attribute__((packed));
struct f { int x : 3; char c; };
int main(void)
{
	printf("%zu %zu %zu\n", sizeof(struct a), sizeof(struct b), sizeof(struct c)); /* expect: 4 8 4 */
	printf("%zu %zu %zu\n", sizeof(struct d), sizeof(struct e), sizeof(struct f)); /* expect: 16 2 4 */
	struct a v = { 5, 17, 0xabcdef };
	printf("%x\n", *(unsigned *)&v); /* expect: abcdef8d */
	struct c w = { 'A', -3, 7 };
	printf("%x\n", *(unsigned *)&w); /* expect: 7ffffd41 */
	return 0;
}
