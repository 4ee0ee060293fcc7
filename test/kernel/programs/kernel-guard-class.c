/* CLASS() and guard() over a counter. */
#include <stdio.h>

static int depth;
static int enter(void) { return ++depth; }
static void leave(int *v) { depth -= *v > 0; }
#define CLASS(name, var) int var __attribute__((cleanup(leave))) = enter()
#define __UNIQUE2(a, b) a##b
#define __UNIQUE(a, b) __UNIQUE2(a, b)
#define guard(name) CLASS(name, __UNIQUE(guard_, __COUNTER__))
static int under_lock(int early)
{
	guard(mutex);
	if (early)
		return depth;
	{
		guard(mutex);
		return depth;
	}
}

int main(void)
{
	printf("%d ", under_lock(1)); printf("%d ", under_lock(0)); printf("%d\n", depth);
	return 0;
}

/* expect: 1 2 0 */
