/* Differences count elements. */
#include <stdio.h>

int main(void)
{
	long long a[10]; struct { char c[3]; } t[10];
	printf("%td %td %td\n", &a[7] - &a[2], &t[7] - &t[2], (char *)&a[7] - (char *)&a[2]);
	printf("%td\n", &a[2] - &a[7]);
	return 0;
}

/* expect: 5 5 40 */
/* expect: -5 */
