/* expect: violation pin-leak */
/* with: dma-buf drm fs iommu kernel mm pci rdma */
/* R2: a pin is left when the last reference goes. */
#include <kapi/device.h>
#include <kapi/gpu.h>
#include <kapi/rdma.h>

static struct gpu gpu;
static struct gpu_bo bo;
static struct pci_dev nic = { .dev = { .init_name = "nic", .is_pci = true } };
static struct iommu_domain nic_domain;
static struct dma_buf_attachment *attachment;

static void moved(struct dma_buf_attachment *attachment)
{
}

static const struct dma_buf_attach_ops importer_ops = { .allow_peer2peer = true, .move_notify = moved };

void setup(void)
{
	gpu_init(&gpu, "gpu");
	gpu_bo_create(&bo, &gpu, 7);
	device_use_iommu(&nic.dev, &nic_domain, "iova:nic");
	attachment = dma_buf_dynamic_attach(bo.dmabuf, &nic.dev, &importer_ops, NULL);
	BUG_ON(IS_ERR(attachment));
}

__actor void import(void)
{
	struct dma_buf *dmabuf = bo.dmabuf;

	dma_resv_lock(dmabuf->resv, NULL);
	dma_buf_pin(attachment);
	dma_resv_unlock(dmabuf->resv);
	dma_buf_detach(dmabuf, attachment);
	dma_buf_put(dmabuf);
}
