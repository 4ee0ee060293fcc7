/* The labels are converted to the promoted type of the value */
#include <stdio.h>
int main(void)
{
	unsigned char c = 255;
	long l = 1L << 40;
	unsigned u = -1;
	switch (c) { case -1: puts("minus one"); break; case 255: puts("255"); }
	switch (l) { case 0: puts("cut"); break; case 1L << 40: puts("wide"); }
	switch (u) { case -1: puts("all ones"); break; default: puts("other"); }
	return 0;
}

/* expect: 255 */
/* expect: wide */
/* expect: all ones */
