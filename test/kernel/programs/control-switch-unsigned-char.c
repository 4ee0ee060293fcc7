/* The value is promoted, the labels converted to its type. */
#include <stdio.h>

int main(void)
{
	unsigned char c = 255; signed char s = -1; int hits = 0;
	switch (c) { case 255: hits |= 1; }
	switch (s) { case -1: hits |= 2; break; case 255: hits |= 4; }
	switch ((unsigned int)s) { case 0xffffffff: hits |= 8; }
	printf("%d\n", hits);
	return 0;
}

/* expect: 11 */
