/**
 * flow: contract-rdma
 * title: An on-demand memory region is filled, emptied by a move, and taken away
 * rows: M30 M31
 * expect: pass
 * may-fail: bell_attach
 * may-fail: bell_map
 *
 * The contract of rdma/rdma.c (drivers/infiniband/core/umem_dmabuf.c, ib_umem_dmabuf_map_pages(), ib_umem_dmabuf_unmap_pages(),
 * ib_umem_dmabuf_release(); drivers/infiniband/hw/mlx5/odp.c): a region maps under the reservation lock and is ready when the KERNEL fences
 * are; told of a move it stops using its mapping and gives it back before the next one; a region that goes leaves nothing. Data races
 * are looked for.
 */
#include "contract-exporter.h"
#include <kapi/job.h>
#include <kapi/rdma.h>

static struct rdma_mr mr, other;
static struct job move;
static bool registered;

static void exporter_moves(void)
{
	dma_resv_lock(bell.dmabuf->resv, NULL);
	dma_buf_move_notify(bell.dmabuf);
	job_publish(&move, bell.dmabuf->resv, DMA_RESV_USAGE_KERNEL);
	dma_resv_unlock(bell.dmabuf->resv);
}

void setup(void)
{
	__kapi_check_data_races();
	BUG_ON(bell_export());
	job_init(&move, 1, 1);
	registered = rdma_reg_mr_on_demand(&mr, &nic, bell.dmabuf) == 0;
	/* A region that nothing uses. */
	if (registered && rdma_reg_mr_on_demand(&other, &nic, bell.dmabuf) == 0)
		rdma_dereg_mr(&other);
}

static void use(void)
{
	dma_resv_lock(bell.dmabuf->resv, NULL);
	if (rdma_fault(&mr, true) == 0) {
		BUG_ON(mr.invalid || !mr.address || bell.maps != 1);
		__kapi_rule(!bell.dmabuf->resv->fences || dma_fence_is_signaled(&move.fence), "stale-access",
			    "the region is used before the buffer has come to where it is mapped");
		device_dma(&nic, mr.address, 4, true);
	}
	dma_resv_unlock(bell.dmabuf->resv);
}

__actor void network_card(void)
{
	if (!registered)
		return;
	use();
	use();
	rdma_dereg_mr(&mr);
}

__actor void exporter(void)
{
	exporter_moves();
	dma_fence_signal(&move.fence);
}

void finally(void)
{
	/* The inner boundary is aligned to two pages, the outer ones are not; then to none. */
	struct rdma_range ranges[] = { { 0x3000, 0x1000 }, { 0x6000, 0x1000 } };
	unsigned long supported = 0x1000 | 0x2000 | 0x4000;

	BUG_ON(rdma_find_best_page_size(ranges, 2, supported) != 0x2000);
	ranges[1].address = 0x6800;
	BUG_ON(rdma_find_best_page_size(ranges, 2, supported) != 0);
	dma_buf_put(bell.dmabuf);
	bell_check_idle();
}
