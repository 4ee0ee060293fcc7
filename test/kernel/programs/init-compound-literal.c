/* Compound literals are objects of their block */
#include <stdio.h>
struct p { int x, y; };
static int sum(const struct p *p) { return p->x + p->y; }
static struct p *global = &(struct p){ 3, 4 };
int main(void)
{
	int *a = (int[]){ 1, 2, 3 };
	struct p p = (struct p){ .y = 8 };
	printf("%d\n", sum(&(struct p){ 5, 6 })); /* expect: 11 */
	printf("%d %d\n", a[2], p.y); /* expect: 3 8 */
	printf("%d\n", sum(global)); /* expect: 7 */
	printf("%d\n", (struct p){ 1, 2 }.y); /* expect: 2 */
	printf("%zu\n", sizeof((int[]){ 1, 2, 3, 4 })); /* expect: 16 */
	(struct p){ 1, 2 }.x++;
	return (int){ 3 };
}
/* expect status: 3 */
