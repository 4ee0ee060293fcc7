/* SPDX-License-Identifier: MIT */
/* User space asks for a buffer that begins inside the BAR and ends behind it: the neighbour's registers are there. */
#define BAR_PAGES 2
#define OWN_SETUP
#include "vfio-map.h"

static int fd;

void setup(void)
{
	vfio_open();
	device_use_iommu(&nic.dev, &nic_domain, "iova:nic");
	request.range[0].offset = PAGE_SIZE;
	request.range[0].length = 4 * PAGE_SIZE;
	fd = vfio_export();
}

__actor void importer(void)
{
	struct sg_table *table;

	if (fd < 0)
		return;
	buf = dma_buf_get(fd);
	nic_attach();
	table = nic_map();
	BUG_ON(IS_ERR(table));
	device_dma(&nic.dev, sg_dma_address(table->sgl) + 2 * PAGE_SIZE, 4, true);
	nic_unmap(table);
	dma_buf_detach(buf, attach);
}
