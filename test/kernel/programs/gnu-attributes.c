/* Attributes may stand almost anywhere */
#include <stddef.h>
#include <stdio.h>
static __attribute__((noinline)) int f(int a __attribute__((unused)), int b) __attribute__((warn_unused_result));
static int f(int a, int b) { return b; }
struct __attribute__((packed)) s { char c; int i; } __attribute__((aligned(4)));
typedef int aligned_int __attribute__((aligned(8)));
struct t { char c; aligned_int i; };
int x __attribute__((section(".data"), used)) = 4;
static int w __attribute__((__unused__));
int main(void)
{
	int __attribute__((unused)) y = 2;
	switch (x) {
	case 4:
		y++;
		__attribute__((fallthrough));
	case 5:
		y++;
	}
	printf("%d %d\n", f(1, 2), y); /* expect: 2 4 */
	printf("%zu %zu %zu\n", sizeof(struct s), sizeof(struct t), offsetof(struct t, i)); /* expect: 8 16 8 */
	return 0;
}
