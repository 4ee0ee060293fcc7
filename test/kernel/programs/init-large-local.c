/* A large local initialiser with constants */
#include <stdio.h>
int main(void)
{
	int t[16] = { 9, 8, 7, 6, 5, 4, 3, 2, 1, [14] = 40, 50 };
	const char *names[] = { "zero", "one", "two", "three", "four" };
	struct { char c; int *p; } s[4] = { { 'a', t }, { 'b', t + 15 }, { 'c', &t[14] } };
	int i, sum = 0;
	for (i = 0; i < 16; i++)
		sum += t[i];
	printf("%d %s %d %d\n", sum, names[3], *s[1].p, s[3].p == 0); /* expect: 135 three 50 1 */
	t[0] = 0;
	printf("%d\n", *s[0].p); /* expect: 0 */
	return 0;
}
