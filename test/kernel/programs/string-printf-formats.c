/* Widths, flags and precisions. */
#include <stdio.h>

int main(void)
{
	printf("[%5d] [%-5d] [%05d] [%+d] [%x] [%X] [%#x] [%o]\n", 42, 42, 42, 42, 255, 255, 255, 8);
	printf("[%8s] [%-8s] [%.2s] [%c] [%%] [%5.3d]\n", "abc", "abc", "abc", 'z', 7);
	printf("[%ld] [%llu] [%hhd] [%hu] [%zu]\n", -1l, 1ull << 63, 300, 65537, sizeof(int));
	return 0;
}

/* expect: [   42] [42   ] [00042] [+42] [ff] [FF] [0xff] [10] */
/* expect: [     abc] [abc     ] [ab] [z] [%] [  007] */
/* expect: [-1] [9223372036854775808] [44] [1] [4] */
