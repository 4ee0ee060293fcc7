/* Integers that travel in pointers */
#include <stdio.h>
#define ERR_PTR(e) ((void *)(long)(e))
#define PTR_ERR(p) ((long)(p))
#define IS_ERR(p) ((unsigned long)(p) >= (unsigned long)-4095)
int main(void)
{
	int x;
	void *e = ERR_PTR(-22);
	printf("%ld %d\n", PTR_ERR(e), IS_ERR(e)); /* expect: -22 1 */
	printf("%d %d\n", IS_ERR(&x), IS_ERR(0)); /* expect: 0 0 */
	printf("%d\n", e == ERR_PTR(-22)); /* expect: 1 */
	return 0;
}
