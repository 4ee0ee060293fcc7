/* A list of two pages, which a device can be given. */
#include <kapi/cache.h>
#include <linux/dma-mapping.h>

static struct device nic = { .init_name = "nic" };
static struct cache_line lines[2];
static struct page pages[2];
static struct scatterlist list[2];

void setup(void)
{
	int i;

	for (i = 0; i < 2; i++) {
		pages[i].phys = __kapi_range("phys", PAGE_SIZE);
		pages[i].cache = &lines[i];
		sg_set_page(&list[i], &pages[i], PAGE_SIZE, 0);
	}
	sg_mark_end(&list[1]);
}
