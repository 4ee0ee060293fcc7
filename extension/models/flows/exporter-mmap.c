/**
 * flow: exporter-mmap
 * title: An importer's mmap goes through the exporter, which can take it away again
 * claims: <20250121173633.GU5556@nvidia.com>
 *         <6612c40d-4999-41a1-a4a5-74d3ff5875c3@amd.com>
 * rows: M12 M34
 * expect: pass
 *
 * The area belongs to the buffer's file from then on, its faults go to the exporter, and zapping the exporter's address space
 * reaches it. So the eviction finds every entry, whoever's descriptor was mapped.
 */
#include <kapi/dma-buf.h>
#include <kapi/user.h>
#include <linux/anon_inodes.h>

static struct vram {
	struct dma_buf *dmabuf;
	u64 phys;
	bool evicted;
} vram;
static struct file *importer_file;
static struct user_mapping window;

static vm_fault_t vram_fault(struct vm_fault *fault)
{
	vm_fault_t result = VM_FAULT_SIGBUS;

	dma_resv_lock(vram.dmabuf->resv, NULL);
	if (!vram.evicted)
		result = vmf_insert_pfn(fault->vma, fault->address, PHYS_PFN(vram.phys) + fault->pgoff);
	dma_resv_unlock(vram.dmabuf->resv);
	return result;
}

static const struct vm_operations_struct vram_vm_ops = { .fault = vram_fault };

static int vram_mmap(struct dma_buf *dmabuf, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_PFNMAP | VM_IO);
	vma->vm_ops = &vram_vm_ops;
	return 0;
}

static struct sg_table *vram_map(struct dma_buf_attachment *attachment, enum dma_data_direction direction)
{
	return ERR_PTR(-EOPNOTSUPP);
}

static void vram_unmap(struct dma_buf_attachment *attachment, struct sg_table *table, enum dma_data_direction direction)
{
}

static void vram_release(struct dma_buf *dmabuf)
{
}

static const struct dma_buf_ops vram_ops = {
	.map_dma_buf = vram_map,
	.unmap_dma_buf = vram_unmap,
	.mmap = vram_mmap,
	.release = vram_release,
};

/* What the importer's descriptor does with mmap(2): it hands the area on. */
static int importer_mmap(struct file *file, struct vm_area_struct *vma)
{
	return dma_buf_mmap(vram.dmabuf, vma, 0);
}

static const struct file_operations importer_fops = { .mmap = importer_mmap };

void setup(void)
{
	DEFINE_DMA_BUF_EXPORT_INFO(exp_info);

	vram.phys = __kapi_range("phys", PAGE_SIZE);
	exp_info.ops = &vram_ops;
	exp_info.size = PAGE_SIZE;
	exp_info.priv = &vram;
	vram.dmabuf = dma_buf_export(&exp_info);
	BUG_ON(IS_ERR(vram.dmabuf));
	importer_file = anon_inode_getfile("importer", &importer_fops, NULL, O_RDWR);
	BUG_ON(IS_ERR(importer_file));
	BUG_ON(user_mmap(&window, importer_file, 1, 0));
	__kapi_rule(window.vma.vm_file == vram.dmabuf->file, "wrong-file", "the area does not belong to the buffer's file");
}

__actor void process(void)
{
	user_access(&window, 0, true);
	user_access(&window, 0, true);
}

__actor void exporter_evict(void)
{
	dma_resv_lock(vram.dmabuf->resv, NULL);
	vram.evicted = true;
	unmap_mapping_range(vram.dmabuf->file->f_mapping, 0, PAGE_SIZE, true);
	__kapi_renew(vram.phys);
	dma_resv_unlock(vram.dmabuf->resv);
}
