/* expect: violation different-result */
/* with: iommu mm */
/* I10: the list of a buffer forgets the offset that its table has. */
#include <linux/mm.h>
#include <linux/scatterlist.h>

struct range {
	u64 address;
	u64 length;
};

static struct page page;
static struct scatterlist table[1];
static struct range list[1];

void setup(void)
{
	page.phys = __kapi_range("phys", PAGE_SIZE);
	sg_set_page(&table[0], &page, 512, 1024);
	sg_mark_end(&table[0]);
	/* page_to_phys() alone */
	list[0].address = page_to_phys(sg_page(&table[0]));
	list[0].length = table[0].length;
}

/* The byte of the buffer that each of them finds at an offset. */
__actor void compare(void)
{
	unsigned int at = __kapi_choose(2, "first or last byte") ? 511 : 0;
	u64 by_table = page_to_phys(sg_page(&table[0])) + table[0].offset + at;

	__kapi_rule(by_table == list[0].address + at, "different-result", "two representations of one buffer differ");
}
