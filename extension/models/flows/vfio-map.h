/* SPDX-License-Identifier: MIT */
/*
 * A network card that imports the buffer. Its driver says that it follows moves, and has nothing to do when there is one:
 * each flow maps for as long as it uses the mapping.
 */
#include "vfio-device.h"

static struct dma_buf_attachment *attach;

static void nic_move_notify(struct dma_buf_attachment *attachment)
{
}

#ifndef PEER2PEER
#define PEER2PEER true
#endif

static const struct dma_buf_attach_ops nic_ops = { .allow_peer2peer = PEER2PEER, .move_notify = nic_move_notify };

#ifndef OWN_SETUP
void setup(void)
{
	vfio_share();
#ifdef BELOW_SWITCH
	gpu.upstream_switch = &gpu;
	nic.upstream_switch = &gpu;
#endif
}
#endif

static void nic_attach(void)
{
	attach = dma_buf_dynamic_attach(buf, &nic.dev, &nic_ops, NULL);
	BUG_ON(IS_ERR(attach));
}

static struct sg_table *nic_map(void)
{
	return dma_buf_map_attachment_unlocked(attach, DMA_BIDIRECTIONAL);
}

static void nic_unmap(struct sg_table *table)
{
	dma_buf_unmap_attachment_unlocked(attach, table, DMA_BIDIRECTIONAL);
}

/* Maps, finds so many entries without a page behind them in so many blocks of IO addresses, and reaches each. */
static void nic_use(unsigned int entries, unsigned int iovas)
{
	struct sg_table *table = nic_map();
	struct scatterlist *entry;
	unsigned int i;

	BUG_ON(IS_ERR(table));
	BUG_ON(table->orig_nents != 0 || sg_page(table->sgl));
	BUG_ON(table->nents != entries || nic_domain.iovas != iovas);
	entry = table->sgl;
	for (i = 0; i < entries; i++, entry = sg_next(entry))
		device_dma(&nic.dev, sg_dma_address(entry), 4, true);
	nic_unmap(table);
}

void finally(void)
{
	device_check_idle(&nic.dev);
}
