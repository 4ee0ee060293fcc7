/**
 * flow: handle-memfd
 * title: A private file is the handle, and a dma-buf is made of it when a device wants one
 * claims: <6f7a14aa-f607-45f9-9e15-759e26079dec@amd.com>
 *         <20250115170942.GT5556@nvidia.com>
 * rows: M39
 * expect: pass
 *
 * KVM takes pages of the file directly; for a device that uses the DMA API a buffer is made over it. Two objects for one piece of memory,
 * and a seal that ties their lives together. handle-dma-buf is the other design; handle-memfd-unsealed is this one without the seal.
 */
#include <kapi/device.h>
#include <kapi/heap.h>
#include <kapi/translation.h>
#include <linux/dma-resv.h>

#ifndef SEALED
#define SEALED true
#endif

static struct memfd memfd;
static DEFINE_TRANSLATION(guest, "phys");
static struct device nic = { .init_name = "nic" };
static struct iommu_domain nic_domain;

void setup(void)
{
	BUG_ON(memfd_create(&memfd, 1));
	__kapi_count("objects that stand for the memory", 1);
	memfd.sealed = SEALED;
	device_use_iommu(&nic, &nic_domain, "iova:nic");
	translation_set(&guest, 0, page_to_pfn(memfd.page[0]));
	__kapi_count("calls to get at it", 1);
}

__actor void vm(void)
{
	translation_access(&guest, 0, true);
}

__actor void network_card(void)
{
	struct dma_buf *buf = udmabuf_create(&memfd);
	struct dma_buf_attachment *attach;
	struct sg_table *table;

	if (IS_ERR(buf))
		return;
	__kapi_count("objects that stand for the memory", 1);
	attach = dma_buf_attach(buf, &nic);
	table = dma_buf_map_attachment_unlocked(attach, DMA_BIDIRECTIONAL);
	__kapi_count("calls to get at it", 3);
	device_dma(&nic, sg_dma_address(table->sgl), 4, true);
	dma_buf_unmap_attachment_unlocked(attach, table, DMA_BIDIRECTIONAL);
	dma_buf_detach(buf, attach);
	dma_buf_put(buf);
}

/* ftruncate(memfd, 0) by the process that owns the file. */
__actor void process(void)
{
	memfd_truncate(&memfd);
}
