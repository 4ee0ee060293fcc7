/* Offsets with holes and a tail. */
#include <stddef.h>
#include <stdio.h>

int main(void)
{
	struct s { char a; long b; short c; char d; int e; char f; };
	printf("%zu %zu %zu %zu %zu %zu\n", offsetof(struct s, b), offsetof(struct s, c), offsetof(struct s, d), offsetof(struct s, e), offsetof(struct s, f), sizeof(struct s));
	struct t { char a; struct s s; } ;
	printf("%zu %zu\n", offsetof(struct t, s), _Alignof(struct t));
	return 0;
}

/* expect: 8 16 18 20 24 32 */
/* expect: 8 8 */
