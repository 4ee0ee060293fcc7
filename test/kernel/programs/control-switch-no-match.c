/* A switch that no label fits does nothing. */
#include <stdio.h>

int main(void)
{
	int r = 7;
	switch (42) { case 1: r = 1; break; case 2 ... 9: r = 2; }
	switch (r) { }
	switch (r) r = 8;
	printf("%d\n", r);
	return 0;
}

/* expect: 7 */
