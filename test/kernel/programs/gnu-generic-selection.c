/* A choice by type, made by the compiler. */
#include <stdio.h>

#define TYPE(x) _Generic((x), char: "char", unsigned long: "unsigned long", int: "int", default: "other")

int main(void)
{
	char c = 0; unsigned long u = 0; const int k = 0; int *p = 0;
	printf("%s %s %s %s\n", TYPE(c), TYPE(u), TYPE(k), TYPE(p));
	return 0;
}

/* expect: char unsigned long int other */
