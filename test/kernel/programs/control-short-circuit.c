/* && and || stop as soon as the result is known */
#include <stdio.h>
static int calls;
static int yes(void) { calls++; return 5; }
static int no(void) { calls += 10; return 0; }
int main(void)
{
	int r;
	r = no() && yes();
	printf("%d %d\n", r, calls); /* expect: 0 10 */
	r = yes() || no();
	printf("%d %d\n", r, calls); /* expect: 1 11 */
	r = yes() && no() || yes();
	printf("%d %d\n", r, calls); /* expect: 1 23 */
	r = (yes() && yes()) + (no() || no());
	printf("%d %d\n", r, calls); /* expect: 1 45 */
	return 0;
}
