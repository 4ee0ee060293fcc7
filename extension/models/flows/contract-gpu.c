/**
 * flow: contract-gpu
 * title: A graphics buffer is mapped, pinned and moved when memory and addresses are short
 * rows: M30 M33
 * expect: pass
 * may-fail: kzalloc
 * may-fail: sg_alloc_table
 * may-fail: dma_map_phys
 *
 * The contract of drm/gpu.c (drivers/gpu/drm/xe/xe_dma_buf.c, xe_dma_buf_attach(), xe_dma_buf_pin() and xe_dma_buf_map();
 * Documentation/driver-api/dma-buf.rst): who can't reach VRAM gets the buffer in system memory, a pinned buffer doesn't move, a mapping
 * that fails leaves nothing behind, and contents move with the buffer.
 */
#include <kapi/device.h>
#include <kapi/gpu.h>
#include <kapi/kernel.h>

static struct gpu gpu;
static struct gpu_bo bo;
static struct pci_dev nic = { .dev = { .init_name = "0000:02:00.0" } };
static struct iommu_domain nic_domain;

static void nic_move_notify(struct dma_buf_attachment *attachment)
{
}

static const struct dma_buf_attach_ops nic_ops = { .allow_peer2peer = true, .move_notify = nic_move_notify };

static void use(struct dma_buf_attachment *attachment)
{
	struct dma_resv *resv = bo.dmabuf->resv;
	bool can_reach_vram = attachment->peer2peer;
	struct sg_table *table;

	dma_resv_lock(resv, NULL);
	if (__kapi_choose(2, "maps without a pin")) {
		/* What can't be reached in VRAM moves for the mapping, too. */
		table = dma_buf_map_attachment(attachment, DMA_TO_DEVICE);
		if (!IS_ERR(table)) {
			BUG_ON(!can_reach_vram && bo.place != &gpu.system);
			dma_buf_unmap_attachment(attachment, table, DMA_TO_DEVICE);
		}
	} else if (dma_buf_pin(attachment) == 0) {
		BUG_ON(!can_reach_vram && bo.place != &gpu.system);
		BUG_ON(gpu_bo_move(&bo, bo.place == &gpu.vram ? &gpu.system : &gpu.vram) != -EBUSY);
		table = dma_buf_map_attachment(attachment, DMA_TO_DEVICE);
		if (!IS_ERR(table)) {
			BUG_ON(bo.mappings != 1);
			__kapi_rule(device_load(&nic.dev, sg_dma_address(table->sgl)) == 7, "wrong-contents",
				    "the card reads something else than the buffer");
			dma_buf_unmap_attachment(attachment, table, DMA_TO_DEVICE);
		}
		BUG_ON(bo.mappings);
		dma_buf_unpin(attachment);
	}
	/* Where it is already, there is nothing to move. */
	BUG_ON(gpu_bo_move(&bo, bo.place) || bo.pins);
	dma_resv_unlock(resv);
}

void setup(void)
{
	gpu_init(&gpu, "0000:01:00.0");
	nic.dev.is_pci = !__kapi_choose(2, "is no PCI function");
	device_use_iommu(&nic.dev, &nic_domain, "iova:nic");
}

__actor void network_card(void)
{
	struct dma_buf_attachment *attachment;

	if (gpu_bo_create(&bo, &gpu, 7))
		return;
	attachment = dma_buf_dynamic_attach(bo.dmabuf, &nic.dev, &nic_ops, NULL);
	if (!IS_ERR(attachment)) {
		use(attachment);
		dma_buf_detach(bo.dmabuf, attachment);
	}
	dma_buf_put(bo.dmabuf);
}

void finally(void)
{
	BUG_ON(bo.dmabuf && !IS_ERR(bo.dmabuf));
	device_check_idle(&nic.dev);
	__kapi_check_leaks();
}
