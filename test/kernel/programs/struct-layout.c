/* Sizes, alignment and padding */
#include <stddef.h>
#include <stdio.h>
struct a { char c; int i; char d; };
struct b { char c; long l; short s; };
struct c { short s; char c; } __attribute__((packed));
struct d { char c; struct a a; };
struct e { char c; int i __attribute__((aligned(16))); };
union u { char c[5]; int i; };
int main(void)
{
	printf("%zu %zu %zu\n", sizeof(struct a), sizeof(struct b), sizeof(struct c)); /* expect: 12 24 3 */
	printf("%zu %zu %zu\n", sizeof(struct d), sizeof(struct e), sizeof(union u)); /* expect: 16 32 8 */
	printf("%zu %zu\n", offsetof(struct a, d), offsetof(struct d, a.d)); /* expect: 8 12 */
	printf("%zu %zu\n", _Alignof(struct e), _Alignof(struct a)); /* expect: 16 4 */
	printf("%zu\n", offsetof(struct e, i)); /* expect: 16 */
	return 0;
}
