/**
 * flow: private-iova
 * title: Two drivers that know each other share an IOMMU domain; the exporter maps into it
 * claims: <20250122143744.GF5556@nvidia.com>
 * says: <20250122143744.GF5556@nvidia.com> IOVA exporter pass
 * rows: M16 M22
 * expect: pass
 *
 * Variant A of the escape hatch. The importer's device is attached to the domain, the address says so, and when the exporter
 * takes the memory back it waits for the jobs, unmaps, and no device reaches it any more.
 */
#include <kapi/device.h>
#include <kapi/job.h>
#include <kapi/private-exporter.h>

#ifndef WAIT_FOR_JOBS
#define WAIT_FOR_JOBS true
#endif

static struct iommu_domain shared = { .space = "iova:shared" };
static struct device engine = { .init_name = "engine" };
static struct private_buffer buffer;
static struct typed_attachment typed;
static struct job job;

static void engine_notify(struct dma_buf_attachment *attachment)
{
	/* Nothing to take back: the exporter unmaps. New jobs ask for the address again. */
}

static const struct dma_buf_attach_ops engine_ops = { .allow_peer2peer = true, .move_notify = engine_notify };

void setup(void)
{
	const struct address_flavour accepts[] = { { ADDRESS_IOVA, &shared } };

	BUG_ON(iommu_attach_device(&shared, &engine));
	private_buffer_create(&buffer, &shared);
	BUG_ON(dma_buf_attach_typed(&typed, buffer.dmabuf, &engine, &engine_ops, NULL, accepts, 1));
}

__actor void importer(void)
{
	struct typed_address address;

	dma_resv_lock(buffer.dmabuf->resv, NULL);
	if (dma_buf_map_typed(&typed, &address)) {
		dma_resv_unlock(buffer.dmabuf->resv);
		return;
	}
	job_init(&job, 1, 1);
	job_publish(&job, buffer.dmabuf->resv, DMA_RESV_USAGE_BOOKKEEP);
	dma_resv_unlock(buffer.dmabuf->resv);
	BUG_ON(!typed_address_is(&address, ADDRESS_IOVA, &shared));
	device_dma(&engine, address.address, 4, true);
	dma_fence_signal(&job.fence);
}

__actor void exporter(void)
{
	private_buffer_revoke(&buffer, WAIT_FOR_JOBS);
}
