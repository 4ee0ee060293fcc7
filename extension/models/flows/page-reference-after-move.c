/**
 * flow: page-reference-after-move
 * title: A page reference keeps the memory, but not the buffer
 * claims: <20250122132811.GE5556@nvidia.com>
 *         <20250110205454.GM5556@nvidia.com>
 * rows: M04 M08
 * expect: violation wrong-contents
 *
 * The importer takes a reference of the page instead of following the reservation lock. When the exporter moves the buffer the
 * page stays, nobody touches it any more, and the importer goes on reading what was in it.
 */
#include <kapi/dma-buf.h>
#include <kapi/kernel.h>

static struct dma_resv resv;
static struct page *place[2];
static u32 content[2];
/* Where the buffer is; the lock protects it. */
static unsigned int now;

#ifndef FOLLOWS_MOVES
#define FOLLOWS_MOVES 0
#endif

void setup(void)
{
	dma_resv_init(&resv);
	place[0] = alloc_page(GFP_KERNEL);
	place[1] = alloc_page(GFP_KERNEL);
	content[0] = 1;
}

__actor void importer(void)
{
	unsigned int mine;

	dma_resv_lock(&resv, NULL);
	mine = now;
	get_page(place[mine]);
	dma_resv_unlock(&resv);

	dma_resv_lock(&resv, NULL);
	if (FOLLOWS_MOVES)
		mine = now;
	__kapi_rule(content[mine] == content[now], "wrong-contents", "the importer reads what the buffer held before it moved");
	dma_resv_unlock(&resv);
}

__actor void exporter(void)
{
	dma_resv_lock(&resv, NULL);
	content[1] = content[0];
	put_page(place[0]);
	now = 1;
	/* A job writes to the buffer where it is now. */
	content[1]++;
	dma_resv_unlock(&resv);
}
