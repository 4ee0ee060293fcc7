/* Built-in macros */
#include <stdio.h>
#define UNIQUE_(a, b) a##b
#define UNIQUE__(a, b) UNIQUE_(a, b)
#define UNIQUE(a) UNIQUE__(a, __COUNTER__)
int main(void)
{
	int UNIQUE(v) = 1, UNIQUE(v) = 2;
	printf("%d\n", v0 + v1); /* expect: 3 */
	printf("%d\n", __COUNTER__); /* expect: 2 */
	printf("%s\n", __func__); /* expect: main */
	printf("%d\n", __LINE__ > 5 && __STDC__ && sizeof(__FILE__) > 1); /* expect: 1 */
	return 0;
}
