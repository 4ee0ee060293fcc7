/* Packed structs inside others */
#include <stddef.h>
#include <stdio.h>
struct __attribute__((packed)) in { char a; int b; short c; };
struct out { char x; struct in i; long y; };
struct __attribute__((packed, aligned(2))) two { char a; int b; };
#pragma pack(push, 2)
struct pragma { char a; int b; long c; };
#pragma pack(pop)
struct after { char a; int b; };
int main(void)
{
	struct out o = { 1, { 2, 3, 4 }, 5 };
	printf("%zu %zu %zu\n", sizeof(struct in), sizeof(struct out), offsetof(struct out, i.b)); /* expect: 7 16 2 */
	printf("%zu %zu %zu\n", sizeof(struct two), sizeof(struct pragma), sizeof(struct after)); /* expect: 6 14 8 */
	o.i.b = 0x01020304;
	printf("%x %d\n", *((unsigned char *)&o + 2), o.i.c); /* expect: 4 4 */
	return 0;
}
