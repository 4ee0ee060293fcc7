/* Packed bit-fields cross their units */
#include <stdio.h>
struct __attribute__((packed)) p { unsigned a : 3; unsigned b : 31; int c : 30; unsigned char d; };
int main(void)
{
	struct p p = { 5, 0x7abcdef1, -12345, 200 };
	printf("%zu\n", sizeof(p)); /* expect: 9 */
	printf("%u %x %d %d\n", p.a, p.b, p.c, p.d); /* expect: 5 7abcdef1 -12345 200 */
	p.b += 0x01000000;
	p.c -= 1;
	p.a = 9;
	printf("%u %x %d %d\n", p.a, p.b, p.c, p.d); /* expect: 1 7bbcdef1 -12346 200 */
	return 0;
}
