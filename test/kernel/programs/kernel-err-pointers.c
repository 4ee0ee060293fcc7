/* Errors and pointers in one value. */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#define MAX_ERRNO 4095
#define IS_ERR_VALUE(x) ((unsigned long)(void *)(x) >= (unsigned long)-MAX_ERRNO)
static void *ERR_PTR(long error) { return (void *)error; }
static long PTR_ERR(const void *ptr) { return (long)ptr; }
static _Bool IS_ERR(const void *ptr) { return IS_ERR_VALUE((unsigned long)ptr); }
static _Bool IS_ERR_OR_NULL(const void *ptr) { return !ptr || IS_ERR_VALUE((unsigned long)ptr); }
static long PTR_ERR_OR_ZERO(const void *ptr) { return IS_ERR(ptr) ? PTR_ERR(ptr) : 0; }

int main(void)
{
	void *ok = malloc(1), *bad = ERR_PTR(-12), *none = NULL;
	printf("%d %d %d %ld\n", IS_ERR(ok), IS_ERR(bad), IS_ERR_OR_NULL(none), PTR_ERR(bad));
	printf("%ld %d\n", PTR_ERR_OR_ZERO(ok), IS_ERR(ERR_PTR(-4096)));
	free(ok);
	return 0;
}

/* expect: 0 1 1 -12 */
/* expect: 0 0 */
