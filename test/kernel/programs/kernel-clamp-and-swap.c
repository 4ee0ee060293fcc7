/* clamp(), swap() and abs() as statement expressions. */
#include <stdio.h>

#define swap(a, b) do { typeof(a) __tmp = (a); (a) = (b); (b) = __tmp; } while (0)
#define min(x, y) ({ typeof(x) _x = (x); typeof(y) _y = (y); _x < _y ? _x : _y; })
#define max(x, y) ({ typeof(x) _x = (x); typeof(y) _y = (y); _x > _y ? _x : _y; })
#define clamp(v, lo, hi) min((typeof(v))max(v, lo), hi)
#define abs_(x) ({ typeof(x) __x = (x); __x < 0 ? -__x : __x; })

int main(void)
{
	int a = 15, b = -3; swap(a, b);
	printf("%d %d %d %d %d\n", a, b, clamp(b, 0, 10), clamp(a, 0, 10), abs_(a));
	return 0;
}

/* expect: -3 15 10 0 3 */
