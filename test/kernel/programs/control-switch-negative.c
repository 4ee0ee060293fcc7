/* Negative and wide case labels. */
#include <stdio.h>

int main(void)
{
	long long v[] = { -1, 5000000000ll, -5000000000ll, 0 };
	for (int i = 0; i < 4; i++) switch (v[i]) {
	case -1: printf("minus "); break;
	case 5000000000ll: printf("big "); break;
	case -5000000000ll: printf("low "); break;
	default: printf("other\n");
	}
	return 0;
}

/* expect: minus big low other */
