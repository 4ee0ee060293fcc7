/* Pages, offsets and orders. */
#include <stdio.h>

#define PAGE_SHIFT 12
#define PAGE_SIZE (1ul << PAGE_SHIFT)
#define PAGE_MASK (~(PAGE_SIZE - 1))
#define PAGE_ALIGN(a) (((a) + PAGE_SIZE - 1) & PAGE_MASK)
static int get_order(unsigned long size)
{
	int order = 0;

	for (size = (size - 1) >> PAGE_SHIFT; size; size >>= 1)
		order++;
	return order;
}

int main(void)
{
	unsigned long addr = 0x12345678; printf("%lx %lx %lx %d\n", addr >> PAGE_SHIFT, addr & ~PAGE_MASK, PAGE_ALIGN(addr), get_order(20000));
	return 0;
}

/* expect: 12345 678 12346000 3 */
