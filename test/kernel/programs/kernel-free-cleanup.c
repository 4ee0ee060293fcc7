/* __free() and no_free_ptr() of cleanup.h. */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

static int live;
static int *take(void) { live++; return malloc(sizeof(int)); }
static void drop(int **p) { if (*p) { live--; free(*p); } }
#define __free(name) __attribute__((cleanup(name)))
#define no_free_ptr(p) ({ typeof(p) __p = (p); (p) = NULL; __p; })
static int *kept;
static int build(int keep)
{
	int *a __free(drop) = take();
	int *b __free(drop) = NULL;

	if (keep) {
		b = take();
		kept = no_free_ptr(b);
		return live;
	}
	return live * 10;
}

int main(void)
{
	printf("%d\n", build(0)); printf("%d\n", build(1)); printf("%d\n", live);
	return 0;
}

/* expect: 10 */
/* expect: 2 */
/* expect: 1 */
