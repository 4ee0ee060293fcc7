/* Inner scopes are cleaned before outer ones. */
#include <stdio.h>

static void say(int *v) { printf("end %d\n", *v); }

int main(void)
{
	int a __attribute__((cleanup(say))) = 1;
	{ int b __attribute__((cleanup(say))) = 2; int c __attribute__((cleanup(say))) = 3; printf("inside\n"); }
	printf("between\n");
	return 0;
}

/* expect: inside */
/* expect: end 3 */
/* expect: end 2 */
/* expect: between */
/* expect: end 1 */
