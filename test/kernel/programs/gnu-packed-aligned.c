/* Attributes that move members. */
#include <stddef.h>
#include <stdio.h>

int main(void)
{
	struct __attribute__((packed)) p { char a; int b; short c; }; struct q { char a; int b __attribute__((aligned(16))); }; struct __attribute__((aligned(32))) r { char a; };
	printf("%zu %zu %zu %zu %zu\n", sizeof(struct p), offsetof(struct p, c), offsetof(struct q, b), sizeof(struct q), sizeof(struct r));
	return 0;
}

/* expect: 7 5 16 32 32 */
