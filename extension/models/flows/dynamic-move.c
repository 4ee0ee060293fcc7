/**
 * flow: dynamic-move
 * title: A buffer in VRAM is evicted between two jobs of a network card
 * claims: <5f588dac-d3e2-445d-9389-067b875412dc@amd.com>
 *         <20250120175901.GP5556@nvidia.com>
 * rows: M30 M33
 * expect: pass
 *
 * The first job reads VRAM across PCI. The eviction tells the importer, and copies once that job's fence has signalled. The
 * second job maps again, waits for the fence of the copy, and reads the same contents from system memory.
 */
#include <kapi/device.h>
#include <kapi/gpu.h>
#include <kapi/rdma.h>

#ifndef WAIT_FOR_MOVE
#define WAIT_FOR_MOVE true
#endif
#define CONTENT 7

static struct gpu gpu;
static struct gpu_bo bo;
static struct pci_dev nic = { .dev = { .init_name = "0000:02:00.0", .is_pci = true } };
static struct iommu_domain nic_domain;
static struct rdma_mr mr;
static struct job job[2];

/* Map, and publish a fence; returns what the card is given. The reservation lock is held. */
static dma_addr_t submit(struct job *job, u64 seqno)
{
	if (rdma_fault(&mr, WAIT_FOR_MOVE))
		return 0;
	job_init(job, 1, seqno);
	job_publish(job, bo.dmabuf->resv, DMA_RESV_USAGE_BOOKKEEP);
	return mr.address;
}

static void run(struct job *job, dma_addr_t address)
{
	__kapi_rule(device_load(&nic.dev, address) == CONTENT, "wrong-contents", "the card reads something else than the buffer");
	dma_fence_signal(&job->fence);
}

static dma_addr_t first;

void setup(void)
{
	gpu_init(&gpu, "0000:01:00.0");
	gpu_bo_create(&bo, &gpu, CONTENT);
	device_use_iommu(&nic.dev, &nic_domain, "iova:nic");
	BUG_ON(rdma_reg_mr_on_demand(&mr, &nic.dev, bo.dmabuf));
	dma_resv_lock(bo.dmabuf->resv, NULL);
	first = submit(&job[0], 1);
	dma_resv_unlock(bo.dmabuf->resv);
}

__actor void network_card(void)
{
	dma_addr_t second;

	run(&job[0], first);
	dma_resv_lock(bo.dmabuf->resv, NULL);
	second = submit(&job[1], 2);
	dma_resv_unlock(bo.dmabuf->resv);
	if (second)
		run(&job[1], second);
}

__actor void eviction(void)
{
	dma_resv_lock(bo.dmabuf->resv, NULL);
	gpu_bo_move(&bo, &gpu.system);
	dma_resv_unlock(bo.dmabuf->resv);
}

void finally(void)
{
	rdma_dereg_mr(&mr);
	device_check_idle(&nic.dev);
	dma_buf_put(bo.dmabuf);
}
