/* Tables that end with an empty entry. */
#include <stdio.h>
#include <string.h>

struct device_id { const char *name; unsigned long data; };
static const struct device_id ids[] = {
	{ .name = "alpha", .data = 1 },
	{ .name = "beta", .data = 2 },
	{ "gamma", 3 },
	{ }
};
static int match(const char *name)
{
	for (const struct device_id *id = ids; id->name; id++)
		if (strcmp(id->name, name) == 0)
			return id->data;
	return -19;
}

int main(void)
{
	printf("%d %d %d\n", match("beta"), match("gamma"), match("delta"));
	return 0;
}

/* expect: 2 3 -19 */
