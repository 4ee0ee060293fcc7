/* A comma that goes away with the arguments. */
#include <stdio.h>

#define LOG(format, ...) printf("log: " format "\n", ##__VA_ARGS__)

int main(void)
{
	LOG("none"); LOG("one %d", 1); LOG("two %d %s", 2, "b");
	return 0;
}

/* expect: log: none */
/* expect: log: one 1 */
/* expect: log: two 2 b */
