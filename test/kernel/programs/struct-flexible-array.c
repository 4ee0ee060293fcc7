/* A flexible array member takes no room, and static ones get theirs */
#include <stdlib.h>
#include <stdio.h>
struct msg { int len; char text[]; };
static struct msg hello = { 5, "hello" };
int main(void)
{
	struct msg *m = malloc(sizeof(*m) + 3);
	m->len = 2;
	m->text[0] = 'o';
	m->text[1] = 'k';
	m->text[2] = 0;
	printf("%zu\n", sizeof(struct msg)); /* expect: 4 */
	printf("%s %s\n", hello.text, m->text); /* expect: hello ok */
	free(m);
	return 0;
}
