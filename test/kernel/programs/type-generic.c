/* _Generic chooses by type */
#include <stdio.h>
#define name(x) _Generic((x), int: "int", unsigned: "unsigned", long: "long", char *: "string", const char *: "const string", default: "other")
int main(void)
{
	short s = 0;
	char text[3];
	printf("%s %s %s\n", name(1), name(1u), name(1L)); /* expect: int unsigned long */
	printf("%s %s %s\n", name(text), name("x"), name(s)); /* expect: string string other */
	printf("%s\n", name(s + 1)); /* expect: int */
	return 0;
}
