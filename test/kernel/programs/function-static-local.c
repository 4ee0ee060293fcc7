/* A static local keeps its value */
#include <stdio.h>
static int next(void)
{
	static int counter = 10;
	static int calls[2];
	calls[counter & 1]++;
	return counter++ * 100 + calls[0] * 10 + calls[1];
}
int main(void)
{
	int i, r = 0;
	for (i = 0; i < 3; i++)
		r = next();
	printf("%d\n", r); /* expect: 1221 */
	return 0;
}
