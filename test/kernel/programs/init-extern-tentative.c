/* A tentative definition and the real one are one object. */
#include <stdio.h>

static int counter;
extern int zero;
static int counter = 40;
int zero;
static void bump(void) { extern int zero; zero++; counter += zero; }

int main(void)
{
	printf("%d %d\n", counter, zero);
	counter += 2; bump();
	printf("%d\n", counter);
	return 0;
}

/* expect: 40 0 */
/* expect: 43 */
