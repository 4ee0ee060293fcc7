/* Arrays of characters take string literals */
#include <stdio.h>
static char a[] = "hey", b[8] = "hey", c[3] = "hey";
static char names[][6] = { "one", "three" };
static const char *const list[] = { "x", "yy", NULL };
int main(void)
{
	char local[] = { "braced" };
	printf("%zu %zu %zu\n", sizeof(a), sizeof(b), sizeof(c)); /* expect: 4 8 3 */
	printf("%s %s %zu\n", names[0], names[1], sizeof(names)); /* expect: one three 12 */
	printf("%s %d\n", list[1], list[2] == NULL); /* expect: yy 1 */
	printf("%s %c\n", local, c[2]); /* expect: braced y */
	return 0;
}
