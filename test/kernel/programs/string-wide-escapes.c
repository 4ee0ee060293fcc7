/* Escapes in character constants. */
#include <stdio.h>

int main(void)
{
	printf("%d %d %d %d %d\n", '\n', '\t', '\\', '\'', '\0');
	printf("%d %d %d\n", '\101', '\x7f', (unsigned char)'\xff');
	printf("%d\n", 'ab' == ('a' << 8 | 'b'));
	return 0;
}

/* expect: 10 9 92 39 0 */
/* expect: 65 127 255 */
/* expect: 1 */
