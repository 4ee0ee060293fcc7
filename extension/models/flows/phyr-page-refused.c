/**
 * flow: phyr-page-refused
 * title: An importer asks for the page behind an entry, and is warned
 * claims: <20250122132811.GE5556@nvidia.com>
 *         <Z5DQsyV0vwX3Iabu@phenom.ffwll.local>
 * rows: M08
 * expect: violation warning in phyr_entry_to_page
 *
 * The flag that was offered: entries say that their page is off limits.
 */
#include <kapi/device.h>
#include <kapi/heap.h>
#include <kapi/phyr.h>

static struct page *page;
static struct phyr *phyr;

void setup(void)
{
	page = alloc_page(GFP_KERNEL);
	phyr = phyr_alloc(1);
	phyr->entry[0].address = page_to_phys(page);
	phyr->entry[0].length = PAGE_SIZE;
	phyr->entry[0].page = page;
	phyr->entry[0].flags = PHYR_NO_PAGE;
}

__actor void importer(void)
{
	struct page *found = phyr_entry_to_page(phyr, 0);

	if (found)
		get_page(found);
}
