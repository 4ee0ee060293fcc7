/* A switch as a table of names. */
#include <stdio.h>

enum state { IDLE, RUNNING, DONE };
static const char *name_of(enum state s)
{
	switch (s) {
	case IDLE: return "idle";
	case RUNNING: return "running";
	case DONE: return "done";
	}
	return "?";
}

int main(void)
{
	for (int i = -1; i < 4; i++) printf("%s ", name_of(i));
	printf("\n");
	return 0;
}

/* expect: ? idle running done ? */
