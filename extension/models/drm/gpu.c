/* SPDX-License-Identifier: MIT */
/*
 * Buffers of a graphics driver (drivers/gpu/drm/ttm/, drivers/gpu/drm/amd/amdgpu/amdgpu_dma_buf.c,
 * drivers/gpu/drm/xe/xe_dma_buf.c). Kept: an importer that doesn't accept peer-to-peer, or can't reach the device, gets the
 * buffer in system memory; a pinned buffer stays; a move tells the importers, adds a KERNEL fence, and copies when every
 * fence of the buffer has signalled; the old place is free only then. Left out: several buffers a place, page tables of the
 * device, LRU lists, partial moves.
 */
#include <kapi/gpu.h>
#include <linux/dma-mapping.h>
#include <linux/dma-resv.h>
#include <linux/pci-p2pdma.h>
#include <linux/slab.h>

#define MOVES 100

struct gpu_mapping {
	struct sg_table table;
	size_t size;
	bool is_bus_address;
};

void gpu_init(struct gpu *gpu, const char *name)
{
	gpu->pdev.dev.init_name = name;
	gpu->pdev.dev.is_pci = true;
	memory_add(&gpu->vram, PAGE_SIZE);
	memory_add(&gpu->system, PAGE_SIZE);
}

static int gpu_attach(struct dma_buf *dmabuf, struct dma_buf_attachment *attachment)
{
	struct gpu_bo *bo = dmabuf->priv;

	if (attachment->peer2peer && pci_p2pdma_distance(&bo->gpu->pdev, attachment->dev, false) < 0)
		attachment->peer2peer = false;
	return 0;
}

/* The copy engine: a job like any other, which begins when everybody before it is done. */
static void copy(void *argument)
{
	struct gpu_bo *bo = argument;
	unsigned int i;

	for (i = 0; i < bo->befores; i++) {
		dma_fence_wait(bo->before[i], false);
		dma_fence_put(bo->before[i]);
	}
	bo->befores = 0;
	memory_copy(bo->place, bo->from);
	memory_reuse(bo->from);
	dma_fence_signal(&bo->move.fence);
}

int gpu_bo_move(struct gpu_bo *bo, struct memory *to)
{
	struct dma_resv *resv = bo->dmabuf->resv;
	struct dma_resv_iter cursor;
	struct dma_fence *fence;
	int ret;

	dma_resv_assert_held(resv);
	if (bo->pins)
		return -EBUSY;
	if (bo->place == to)
		return 0;
	ret = dma_resv_reserve_fences(resv, 1);
	if (ret)
		return ret;
	dma_buf_move_notify(bo->dmabuf);
	dma_resv_for_each_fence(&cursor, resv, DMA_RESV_USAGE_BOOKKEEP, fence)
		bo->before[bo->befores++] = dma_fence_get(fence);
	job_init(&bo->move, MOVES, 1);
	bo->from = bo->place;
	bo->place = to;
	job_publish(&bo->move, resv, DMA_RESV_USAGE_KERNEL);
	if (__kapi_actor() == 0)
		copy(bo);
	else
		__kapi_spawn("copy_engine", copy, bo, 0);
	return 0;
}

static int gpu_pin(struct dma_buf_attachment *attachment)
{
	struct gpu_bo *bo = attachment->dmabuf->priv;
	int ret;

	if (!bo->pins && !attachment->peer2peer) {
		ret = gpu_bo_move(bo, &bo->gpu->system);
		if (ret)
			return ret;
		/* What is pinned is ready (include/linux/dma-buf.h, the pin operation). */
		if (dma_resv_wait_timeout(attachment->dmabuf->resv, DMA_RESV_USAGE_KERNEL, false, MAX_SCHEDULE_TIMEOUT) < 0)
			return -EINTR;
	}
	bo->pins++;
	return 0;
}

static void gpu_unpin(struct dma_buf_attachment *attachment)
{
	struct gpu_bo *bo = attachment->dmabuf->priv;

	__kapi_rule(bo->pins > 0, "pin-underflow", "a buffer is unpinned that is not pinned");
	bo->pins--;
}

static struct sg_table *gpu_map(struct dma_buf_attachment *attachment, enum dma_data_direction direction)
{
	struct gpu_bo *bo = attachment->dmabuf->priv;
	struct p2pdma_provider provider = { .owner = &bo->gpu->pdev.dev };
	struct gpu_mapping *mapping;
	dma_addr_t address;

	if (bo->place == &bo->gpu->vram && !attachment->peer2peer) {
		int ret = gpu_bo_move(bo, &bo->gpu->system);

		if (ret)
			return ERR_PTR(ret);
	}
	mapping = kzalloc(sizeof(*mapping), GFP_KERNEL);
	if (!mapping)
		return ERR_PTR(-ENOMEM);
	if (sg_alloc_table(&mapping->table, 1, GFP_KERNEL)) {
		kfree(mapping);
		return ERR_PTR(-ENOMEM);
	}
	mapping->size = bo->place->size;
	mapping->is_bus_address = bo->place == &bo->gpu->vram &&
				  pci_p2pdma_map_type(&provider, attachment->dev) == PCI_P2PDMA_MAP_BUS_ADDR;
	if (mapping->is_bus_address)
		address = pci_p2pdma_bus_addr_map(&provider, bo->place->phys);
	else
		address = dma_map_phys(attachment->dev, bo->place->phys, mapping->size, direction, 0);
	if (dma_mapping_error(attachment->dev, address)) {
		sg_free_table(&mapping->table);
		kfree(mapping);
		return ERR_PTR(-ENOMEM);
	}
	sg_dma_address(mapping->table.sgl) = address;
	sg_dma_len(mapping->table.sgl) = mapping->size;
	bo->mappings++;
	return &mapping->table;
}

static void gpu_unmap(struct dma_buf_attachment *attachment, struct sg_table *table, enum dma_data_direction direction)
{
	struct gpu_mapping *mapping = container_of(table, struct gpu_mapping, table);
	struct gpu_bo *bo = attachment->dmabuf->priv;

	if (!mapping->is_bus_address)
		dma_unmap_phys(attachment->dev, sg_dma_address(table->sgl), mapping->size, direction, 0);
	bo->mappings--;
	sg_free_table(table);
	kfree(mapping);
}

static void gpu_release(struct dma_buf *dmabuf)
{
	struct gpu_bo *bo = dmabuf->priv;

	__kapi_rule(!bo->pins, "pin-leak", "the last reference goes while the buffer is pinned");
	bo->dmabuf = NULL;
}

static const struct dma_buf_ops gpu_ops = {
	.attach = gpu_attach,
	.pin = gpu_pin,
	.unpin = gpu_unpin,
	.map_dma_buf = gpu_map,
	.unmap_dma_buf = gpu_unmap,
	.release = gpu_release,
};

int gpu_bo_create(struct gpu_bo *bo, struct gpu *gpu, u32 content)
{
	DEFINE_DMA_BUF_EXPORT_INFO(exp_info);

	bo->gpu = gpu;
	bo->place = &gpu->vram;
	memory_fill(bo->place, content);
	exp_info.ops = &gpu_ops;
	exp_info.size = PAGE_SIZE;
	exp_info.priv = bo;
	bo->dmabuf = dma_buf_export(&exp_info);
	return PTR_ERR_OR_ZERO(bo->dmabuf);
}
