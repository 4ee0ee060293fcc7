/* Hashing, sorting and searching */
#include <string.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
static void sort(void *base, size_t num, size_t size, int (*cmp)(const void *, const void *))
{
	char *b = base, tmp[16];
	size_t i, j;
	for (i = 0; i < num; i++)
		for (j = 0; j + 1 < num - i; j++)
			if (cmp(b + j * size, b + (j + 1) * size) > 0) {
				memcpy(tmp, b + j * size, size);
				memcpy(b + j * size, b + (j + 1) * size, size);
				memcpy(b + (j + 1) * size, tmp, size);
			}
}
struct e { short key; char name; };
static int by_key(const void *a, const void *b) { return ((const struct e *)a)->key - ((const struct e *)b)->key; }
static uint32_t hash(const char *s) { uint32_t h = 2166136261u; while (*s) h = (h ^ (uint8_t)*s++) * 16777619u; return h; }
int main(void)
{
	struct e t[] = { { 30, 'c' }, { -5, 'a' }, { 12, 'b' } };
	sort(t, 3, sizeof(t[0]), by_key);
	printf("%c%c%c\n", t[0].name, t[1].name, t[2].name); /* expect: abc */
	printf("%x\n", hash("dma-buf")); /* expect: 85c061f9 */
	return 0;
}
