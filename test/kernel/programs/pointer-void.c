/* void pointers count in bytes, as GNU has it */
#include <stdio.h>
int main(void)
{
	int a[2] = { 1, 2 };
	void *p = a;
	printf("%d\n", *(int *)(p + sizeof(int))); /* expect: 2 */
	printf("%zu\n", sizeof(void)); /* expect: 1 */
	printf("%d\n", p + 4 == &a[1]); /* expect: 1 */
	return 0;
}
