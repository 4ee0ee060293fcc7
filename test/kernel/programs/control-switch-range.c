/* GNU ranges of cases */
#include <stdio.h>
static char kind(int c)
{
	switch (c) {
	case '0' ... '9':
		return 'd';
	case 'a' ... 'z':
	case 'A' ... 'Z':
		return 'l';
	case -5 ... -1:
		return 'n';
	}
	return '?';
}
int main(void)
{
	printf("%c%c%c%c%c\n", kind('5'), kind('q'), kind('Z'), kind(-3), kind(' ')); /* expect: dlln? */
	return 0;
}
