/* One list, expanded three ways. */
#include <stdio.h>

#define LIST(X) X(RED, 0xff0000) X(GREEN, 0x00ff00) X(BLUE, 0x0000ff)
#define AS_ENUM(name, value) name,
#define AS_NAME(name, value) #name,
#define AS_VALUE(name, value) value,
enum { LIST(AS_ENUM) COLOURS };
static const char *const names[] = { LIST(AS_NAME) };
static const int values[] = { LIST(AS_VALUE) };

int main(void)
{
	for (int i = 0; i < COLOURS; i++) printf("%s=%x ", names[i], values[i]);
	printf("%d\n", BLUE);
	return 0;
}

/* expect: RED=ff0000 GREEN=ff00 BLUE=ff 2 */
