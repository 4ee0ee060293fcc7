/**
 * flow: fault-told-and-waited
 * title: The exporter answers a fault: it waits, finds where the buffer is now, and inserts, all under the lock
 * claims: <6612c40d-4999-41a1-a4a5-74d3ff5875c3@amd.com>
 *         <20250122143744.GF5556@nvidia.com>
 *         <5f588dac-d3e2-445d-9389-067b875412dc@amd.com>
 * says: <6612c40d-4999-41a1-a4a5-74d3ff5875c3@amd.com> informed faults VMA wait
 * rows: M13 M14
 * expect: pass
 *
 * A process faults on a buffer that a graphics job writes to and that can be evicted. The helper only builds the entry; what the
 * exporter owes (to learn of the fault, to wait for the job, to insert while nothing can move) is around it, as it is today.
 */
#include <kapi/job.h>
#include <kapi/memory.h>
#include <kapi/populate.h>
#include <linux/anon_inodes.h>

#ifndef INSERT_UNDER_LOCK
#define INSERT_UNDER_LOCK 1
#endif
#ifndef WAIT_FOR_JOBS
#define WAIT_FOR_JOBS 1
#endif
#ifndef RANGE_FLAGS
#define RANGE_FLAGS PHYR_UNCACHED
#endif

static struct dma_resv resv;
static struct file *file;
static struct populated_area area;
static struct memory vram, elsewhere, *now = &vram;
static struct job job;
static struct device gpu = { .init_name = "gpu" };

static vm_fault_t fault(struct vm_fault *fault)
{
	struct phyr *phyr = phyr_alloc(1);
	vm_fault_t result;

	if (!phyr)
		return VM_FAULT_OOM;
	dma_resv_lock(&resv, NULL);
	if (WAIT_FOR_JOBS)
		dma_resv_wait_timeout(&resv, DMA_RESV_USAGE_WRITE, false, MAX_SCHEDULE_TIMEOUT);
	phyr->entry[0].address = now->phys;
	phyr->entry[0].length = PAGE_SIZE;
	phyr->entry[0].flags = RANGE_FLAGS;
	if (!INSERT_UNDER_LOCK)
		dma_resv_unlock(&resv);
	result = vma_populate(fault->vma, fault->address, phyr, fault->pgoff << PAGE_SHIFT);
	if (INSERT_UNDER_LOCK)
		dma_resv_unlock(&resv);
	phyr_free(phyr);
	return result;
}

static const struct vm_operations_struct vm_ops = { .fault = fault };

static int map(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_PFNMAP | VM_IO);
	vma->vm_ops = &vm_ops;
	return 0;
}

static const struct file_operations fops = { .mmap = map };

void setup(void)
{
	dma_resv_init(&resv);
	memory_add(&vram, PAGE_SIZE);
	memory_add(&elsewhere, PAGE_SIZE);
	job_init(&job, 1, 1);
	dma_resv_lock(&resv, NULL);
	job_publish(&job, &resv, DMA_RESV_USAGE_WRITE);
	dma_resv_unlock(&resv);
	file = anon_inode_getfile("buffer", &fops, NULL, O_RDWR);
	BUG_ON(IS_ERR(file) || user_mmap(&area.mapping, file, 1, 0));
}

__actor void process(void)
{
	if (populated_access(&area, 0, false, PHYR_UNCACHED))
		__kapi_rule(dma_fence_is_signaled(&job.fence), "uninitialised-memory",
			    "the process reads what the job has not written yet");
}

__actor void graphics_job(void)
{
	device_store(&gpu, vram.phys, 1);
	dma_fence_signal(&job.fence);
}

__actor void eviction(void)
{
	dma_resv_lock(&resv, NULL);
	dma_resv_wait_timeout(&resv, DMA_RESV_USAGE_BOOKKEEP, false, MAX_SCHEDULE_TIMEOUT);
	memory_copy(&elsewhere, &vram);
	now = &elsewhere;
	unmap_mapping_range(file->f_mapping, 0, PAGE_SIZE, true);
	memory_reuse(&vram);
	dma_resv_unlock(&resv);
}
