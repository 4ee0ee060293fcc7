/* expect: violation uninitialised-memory */
/* with: dma-buf drm fs iommu kernel mm pci rdma */
/* B5: an importer uses the new place of a buffer before the fence of the copy. */
#include <kapi/device.h>
#include <kapi/gpu.h>
#include <kapi/rdma.h>

static struct gpu gpu;
static struct gpu_bo bo;
static struct pci_dev nic = { .dev = { .init_name = "nic", .is_pci = true } };
static struct iommu_domain nic_domain;
static struct rdma_mr mr;

void setup(void)
{
	gpu_init(&gpu, "gpu");
	gpu_bo_create(&bo, &gpu, 7);
	device_use_iommu(&nic.dev, &nic_domain, "iova:nic");
	BUG_ON(rdma_reg_mr_on_demand(&mr, &nic.dev, bo.dmabuf));
}

__actor void eviction(void)
{
	dma_resv_lock(bo.dmabuf->resv, NULL);
	gpu_bo_move(&bo, &gpu.system);
	dma_resv_unlock(bo.dmabuf->resv);
}

__actor void network_card(void)
{
	dma_resv_lock(bo.dmabuf->resv, NULL);
	if (!rdma_fault(&mr, false))
		device_load(&nic.dev, mr.address);
	dma_resv_unlock(bo.dmabuf->resv);
}
