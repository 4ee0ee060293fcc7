/* SPDX-License-Identifier: MIT */
/*
 * User space asks for buffers that no BAR has: behind its end, with an end that wraps round to its beginning, of nothing, and
 * of parts of pages.
 */
#define BAR_PAGES 2
#include "vfio-device.h"

static const struct vfio_region_dma_range bad_ranges[] = {
	{ .offset = 2 * PAGE_SIZE, .length = PAGE_SIZE },
	{ .offset = PAGE_SIZE, .length = 2 * PAGE_SIZE },
	{ .offset = PAGE_SIZE, .length = -PAGE_SIZE },
	{ .offset = -PAGE_SIZE, .length = 2 * PAGE_SIZE },
	{ .offset = PAGE_SIZE / 2, .length = PAGE_SIZE },
	{ .offset = 0, .length = PAGE_SIZE / 2 },
	{ .offset = PAGE_SIZE, .length = 0 },
};

void setup(void)
{
	vfio_open();
}

__actor void user(void)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(bad_ranges); i++) {
		int fd;

		request.range[0] = bad_ranges[i];
		fd = vfio_export();
		__kapi_rule(fd < 0, "bad-range", "a buffer is exported of a range that the BAR doesn't have");
	}
}
