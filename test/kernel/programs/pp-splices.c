/* Lines joined by a backslash */
#include <stdio.h>
#define LONG(a) \
	((a) + \
	 /* a comment
	    over lines */ 1)
int ma\
in(void)
{
	char *s = "one \
two";
	printf("%d\n", LONG(2)); // a comment \
	that goes on
	printf("%s\n", s);
	return 0;
}

/* expect: 3 */
/* expect: one two */
