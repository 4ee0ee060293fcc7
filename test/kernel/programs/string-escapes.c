/* Escapes and adjacent literals */
#include <string.h>
#include <stdio.h>
int main(void)
{
	const char *s = "a\tb\\\"\x41\102\0hidden";
	printf("%s|%zu\n", s, strlen(s)); /* expect: a	b\"AB|7 */
	printf("%s\n", "one" " " "two"); /* expect: one two */
	printf("%d %d %d\n", '\n', '\x7f', '\0'); /* expect: 10 127 0 */
	printf("%d\n", sizeof("a\0b") == 4); /* expect: 1 */
	printf("%d\n", "\x1""2"[1]); /* expect: 50 */
	printf("%d\n", 'ab'); /* expect: 24930 */
	return 0;
}
