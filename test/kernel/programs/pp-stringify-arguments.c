/* # keeps spelling, through one more macro it sees the value. */
#include <stdio.h>

#define LEVEL 3 + 4
#define STR(x) #x
#define XSTR(x) STR(x)

int main(void)
{
	printf("%s|%s|%s\n", STR(LEVEL), XSTR(LEVEL), STR(a + "b\n"));
	return 0;
}

/* expect: LEVEL|3 + 4|a + "b\n" */
